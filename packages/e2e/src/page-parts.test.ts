import { expect, it } from 'vitest'
import { pageParts } from '../../../client/src/page-parts.ts'
import { visit } from './browser.ts'
import { url } from './here.ts'
import { addressOf, screens } from './screens.ts'

const scripts = (html: string) =>
  [...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path!)

it('names the words of the language the reader has', async () => {
  const words = async (language: string) => {
    const response = await fetch(`${url}/suche`, { headers: { 'Accept-Language': language } })
    return scripts(await response.text()).filter((path) => /\/(de|ar|later)-/.test(path))
  }
  const [german, arabic] = [await words('de'), await words('ar')]
  expect(german).toHaveLength(2)
  expect(arabic).toHaveLength(2)
  expect(arabic.filter((path) => german.includes(path))).toEqual([])
})

it.each(Object.entries(pageParts))(
  'what %s is made of is named in the page, and nothing else',
  async (route, parts) => {
    const screen = screens.find((one) => one.route === route)!
    await using visitor = await visit(url)
    const { page } = visitor
    const address = await addressOf(screen, visitor)
    const named = scripts(await (await visitor.context.request.get(address)).text())
    expect(new Set(named).size, 'each once').toBe(named.length)

    await page.coverage.startJSCoverage()
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    const ran = new Set((await page.coverage.stopJSCoverage()).map((one) => new URL(one.url).pathname))
    expect(named.filter((path) => !ran.has(path))).toEqual([])

    const late = [...ran].filter((path) => /\/later-/.test(path) && !named.includes(path))
    if (parts.laterWords) expect(late, 'words').toEqual([])
    expect(visitor.complaints).toEqual([])
  },
)
