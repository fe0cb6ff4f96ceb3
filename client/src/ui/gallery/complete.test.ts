import { expect, it } from 'vitest'

const [index] = Object.values(
  import.meta.glob<string>('../index.ts', { query: '?raw', import: 'default', eager: true }),
)
const gallery = Object.values(
  import.meta.glob<string>(['./*.tsx', '../Gallery.tsx'], { query: '?raw', import: 'default', eager: true }),
).join('\n')

/** What others can draw: types, contexts and plain functions are no components. */
const components = [...(index ?? '').matchAll(/^export \{ (.+) \} from /gm)]
  .flatMap((match) => match[1]!.split(', '))
  .filter((name) => /^[A-Z]\w+$/.test(name) && !name.endsWith('Context'))

it('shows every component', () => {
  expect(components.length).toBeGreaterThan(80)
  expect(components.filter((name) => !new RegExp(`<${name}[\\s/>]`).test(gallery))).toEqual([])
})

it('names each of them where it stands', () => {
  const named = [...gallery.matchAll(/ of="([^"]+)"/g)].flatMap((match) => match[1]!.split(', '))
  const frame = ['AccountLink', 'AppFrame', 'PageHeader', 'SectionHead', 'UiProvider', 'Link']
  expect(components.filter((name) => !named.includes(name) && !frame.includes(name))).toEqual([])
})
