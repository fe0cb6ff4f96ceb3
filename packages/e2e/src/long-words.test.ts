import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { visit, type Visitor } from './browser.ts'
import { url } from './here.ts'
import { faultsOf } from './readable.ts'
import { addressOf, mode, screens } from './screens.ts'

const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../client/dist/.vite/manifest.json'), 'utf8'),
) as Record<string, { file: string }>
const german = ['index', 'later'].map((part) => manifest[`src/locales/de/${part}.ts`]!.file)

/** Words nobody speaks: German ones with accents, in brackets, longer by two fifths. What is filled in stays. */
const lengthen = `
const accents = { a: 'à', e: 'ë', i: 'î', o: 'ø', u: 'ù', A: 'Å', E: 'É', I: 'Ï', O: 'Ø', U: 'Û', n: 'ñ', s: 'š' }
const longer = (text) => {
  const plain = text.split(/(\\{\\{.*?\\}\\}|<.*?>|\\$t\\(.*?\\))/)
  const said = plain.map((part, at) => (at % 2 ? part : part.replaceAll(/[aeiouAEIOUns]/g, (sign) => accents[sign])))
  const missing = Math.ceil(0.4 * plain.filter((_, at) => at % 2 === 0).join('').length)
  // Words as long as German ones, so that they may break where German ones do.
  const more = 'ëîñš zwø drëî vîër fûñf šëchš šîëbën '.repeat(20).slice(0, missing).trim()
  return '[' + said.join('') + (more && ' ' + more) + ']'
}
const inAll = (words) => Object.fromEntries(Object.entries(words).map(([key, word]) =>
  [key, typeof word === 'string' ? longer(word) : inAll(word)]))
`

/** The German words are exchanged on their way to the browser: nothing is built for it, and nobody is offered it. */
async function speakLonger({ context }: Visitor) {
  for (const file of german)
    await context.route(`**/${file}`, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `import { messages as words } from '/${file}?spoken'\n${lengthen}\nexport const messages = inAll(words)`,
      }),
    )
}

const visitors = new Map<string, Visitor>()
async function visitorFor(as = '') {
  const known = visitors.get(as)
  if (known) return known
  const visitor = await visit(url, { locale: 'de', ...(as && { as }) })
  await speakLonger(visitor)
  visitors.set(as, visitor)
  return visitor
}
afterAll(async () => {
  for (const visitor of visitors.values()) await visitor[Symbol.asyncDispose]()
})

describe('longer words', () => {
  it('are seen where they are cut, outside, or on each other', async () => {
    const { page } = await visitorFor()
    await page.goto('/anmelden')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\[Åñ/)
    await page.evaluate(() => {
      const add = (style: string, words: string) => {
        const box = document.createElement('div')
        box.style.cssText = style
        box.textContent = words
        document.querySelector('main')!.append(box)
      }
      add('width: 4rem; overflow: hidden; white-space: nowrap', 'seitlich abgeschnitten')
      add('width: 4rem; height: 1rem; overflow: hidden', 'unten abgeschnitten, ganz bestimmt')
      add('position: relative; left: 20rem; width: 10rem', 'weit draußen')
      add('', 'untere Worte')
      add('margin-top: -1.2em', 'obere Worte')
    })
    const faults = (await faultsOf(page)).join('\n')
    for (const words of ['seitlich', 'unten', 'weit draußen', 'untere Worte / obere Worte'])
      expect(faults).toContain(words)
  })

  // Everyday tests see every second screen; `npm run a11y` sees them all.
  const read = screens.filter((_, number) => mode !== 'test' || number % 2 === 0)
  it.each(read.map((screen) => [screen.name, screen] as const))(
    'can be read on a narrow screen: %s',
    async (_, screen) => {
      const visitor = await visitorFor(screen.as)
      const { page } = visitor
      await page.goto(await addressOf(screen, visitor))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await faultsOf(page)).toEqual([])
    },
  )
})
