import type { Plugin } from 'vite'
import { darkColours, lightColours, scale } from '../src/ui/tokens.ts'

const declared = (tokens: Readonly<Record<string, string>>) =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')

/** Colours and sizes in the page itself: the kit sets them once it runs, and what stands there before needs them too. */
export function tokensPlugin(): Plugin {
  const children = `:root{${declared(scale)};${declared(lightColours)}}@media (prefers-color-scheme:dark){:root{${declared(darkColours)}}}`
  return {
    name: 'augenhoehe-tokens',
    transformIndexHtml: () => [{ tag: 'style', children, injectTo: 'head-prepend' }],
  }
}
