import type { Plugin } from 'vite'
import { kitColours, theme } from '../src/ui/theme.ts'
import { darkColours, lightColours, scale } from '../src/ui/tokens.ts'

const name = 'virtual:tokens.css'
const id = '/virtual-tokens.css'

type Variables = Readonly<Record<string, string>>

const block = (selector: string, variables: Variables) =>
  `${selector}{${Object.entries(variables)
    .map(([variable, value]) => `${variable}:${value}`)
    .join(';')}}`

/** The kit's style sheet has its own values already. */
const changed = (own: Variables, before: Variables) =>
  Object.fromEntries(Object.entries(own).filter(([variable, value]) => before[variable] !== value))

/** What the kit would compute in every browser whenever the program starts, and with it all of itself. */
async function styleSheet() {
  const { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } = await import('@mantine/core')
  const before = defaultCssVariablesResolver(DEFAULT_THEME)
  const kit = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const light = { ...changed(kit.light, before.light), ...lightColours, ...kitColours }
  const dark = { ...changed(kit.dark, before.dark), ...darkColours, ...kitColours }
  return [
    block(':root', { ...changed(kit.variables, before.variables), ...scale, ...light }),
    `@media (prefers-color-scheme:dark){${block(':root:not([data-mantine-color-scheme])', darkColours)}}`,
    block(':root[data-mantine-color-scheme=dark]', dark),
  ].join('\n')
}

/** Colours and sizes, ours and those of the kit, as a style sheet: there before the program is. */
export function tokensPlugin(): Plugin {
  return {
    name: 'augenhoehe-tokens',
    resolveId: (source) => (source === name ? id : null),
    load: (source) => (source === id ? styleSheet() : null),
  }
}
