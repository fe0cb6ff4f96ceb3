import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { url } from './here.ts'

const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../client/dist/.vite/manifest.json'), 'utf8'),
) as Record<string, { file: string }>

const languages = {
  de: ['ltr', 'Anmelden'],
  'de-simple': ['ltr', 'Anmelden'],
  en: ['ltr', 'Sign in'],
  tr: ['ltr', 'Giriş yap'],
  ar: ['rtl', 'تسجيل الدخول'],
  uk: ['ltr', 'Вхід'],
} as const
const tags = Object.keys(languages)

/** The languages whose words a page has asked for. */
function wordsFor(page: Page): Set<string> {
  const asked = new Set<string>()
  page.on('request', (request) => {
    for (const tag of tags)
      for (const part of ['index', 'later'])
        if (request.url().endsWith(manifest[`src/locales/${tag}/${part}.ts`]!.file)) asked.add(tag)
  })
  return asked
}

const facts = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])

it.each(Object.entries(languages))(
  'the words of %s alone are fetched by who reads in it, and the choice stays',
  async (tag, [dir, signIn]) => {
    await using visitor = await visit(url, { locale: 'fr' })
    const { page } = visitor
    const asked = wordsFor(page)
    await page.goto(`/anmelden?lang=${tag}`)
    await page.getByRole('heading', { level: 1, name: signIn }).waitFor()
    expect(await facts(page)).toEqual([tag, dir])
    await page.goto('/termine')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await facts(page)).toEqual([tag, dir])
    expect([...asked]).toEqual([tag])
    expect(visitor.complaints).toEqual([])
  },
)

it('another language is fetched when it is chosen from the list on the page', async () => {
  await using visitor = await visit(url, { locale: 'de-DE' })
  const { page } = visitor
  const asked = wordsFor(page)
  await page.goto('/anmelden')
  const list = page.getByRole('combobox', { name: 'Sprache' })
  await list.waitFor()
  expect(
    await list.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
  ).toEqual(tags)
  expect([...asked]).toEqual(['de'])
  await list.selectOption('uk')
  await page.getByRole('heading', { level: 1, name: 'Вхід' }).waitFor()
  expect([...asked]).toEqual(['de', 'uk'])
  // It is a draft, and says so until one has heard it.
  await page.getByText('Цей переклад – чернетка').waitFor()
  await page.getByRole('button', { name: 'Закрити підказку' }).first().click()
  await page.getByText('Цей переклад – чернетка').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Вхід' }).waitFor()
  expect(await page.getByText('Цей переклад – чернетка').count()).toBe(0)
})

it('who reads plain German sees plain words of a room first, and the original with one tap', async () => {
  await using visitor = await visit(url)
  const { page } = visitor
  await page.goto('/raeume/professionalisierung?lang=de-simple')
  await page.getByRole('heading', { level: 1, name: 'Wie Vereine besser arbeiten können' }).waitFor()
  await page.getByRole('button', { name: 'Original-Text zeigen' }).click()
  await page.getByRole('heading', { level: 1, name: /Professionalisierung/ }).waitFor()
})

it('without scripts a page offers all languages as links, and keeps what was chosen', async () => {
  await using visitor = await visit(url, { locale: 'fr' })
  const context = await visitor.context.browser()!.newContext({
    baseURL: url,
    locale: 'en',
    javaScriptEnabled: false,
  })
  try {
    const page = await context.newPage()
    await page.goto('/organisationen')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const links = page.locator('nav.first-languages a')
    expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('lang')))).toEqual(tags)
    await links.getByText('العربية').click()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.goto('/organisationen/brunnenstube-giessen')
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
  } finally {
    await context.close()
  }
})
