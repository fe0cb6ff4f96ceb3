import { LegalPageName, locales, type LegalPage } from '@augenhoehe/contracts'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { startApp, type TestApp } from '../../testing/app.ts'
import { legalPage } from './documents.ts'

const production = { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) }
const given = {
  OPERATOR_NAME: 'Brücken <e. V.>',
  OPERATOR_ADDRESS: 'Weg 1, 35390 Gießen',
  OPERATOR_EMAIL: 'post@bruecken.example',
}

describe('who runs it', () => {
  it('is never invented in production', () => {
    expect(readConfig(production).operator).toBeNull()
    expect(readConfig({ ...production, DEMO: '1' }).operator).toBeNull()
  })

  it('is named in full or not at all', () => {
    expect(() => readConfig({ OPERATOR_PHONE: '+49 641 1' })).toThrow(
      /OPERATOR_NAME: is needed with[\s\S]*OPERATOR_ADDRESS[\s\S]*OPERATOR_EMAIL/,
    )
  })

  it('is invented in the demonstration, and nobody elsewhere', () => {
    expect(readConfig({}).operator).toMatchObject({ invented: true })
    expect(readConfig({ DEMO: '0' }).operator).toBeNull()
    expect(readConfig({ ...given }).operator).toMatchObject({
      invented: false,
      address: ['Weg 1', '35390 Gießen'],
    })
  })

  it('is supervised in Hesse unless said otherwise', () => {
    const { operator } = readConfig({ ...production, ...given })
    expect(operator?.supervision[0]).toContain('Hessische Beauftragte für Datenschutz')
    const elsewhere = readConfig({ ...given, OPERATOR_SUPERVISION: 'Amt, https://amt.example' }).operator
    expect(elsewhere?.supervision).toEqual(['Amt', 'https://amt.example'])
  })
})

const textOf = (page: LegalPage) => JSON.stringify(page)
const facts = (env: Record<string, string>) => ({
  operator: readConfig(env).operator,
  baseUrl: 'https://augenhoehe.example',
  push: false,
})

describe.each(locales)('the pages in %s', (locale) => {
  it.each(LegalPageName.options)('%s: whole, with the sections of the German one', (name) => {
    const page = legalPage(name, locale, facts(given))
    const german = legalPage(name, 'de', facts(given))
    expect(page.sections.map(({ id }) => id)).toEqual(german.sections.map(({ id }) => id))
    expect(page.sections.map(({ blocks }) => blocks.map(shape))).toEqual(
      german.sections.map(({ blocks }) => blocks.map(shape)),
    )
    expect(textOf(page)).toContain('post@bruecken.example')
    // The German wording counts, and every other says so.
    expect(page.notes).toHaveLength(locale === 'de' ? 0 : 1)
  })

  it('say that the operator is invented, or that there is none yet', () => {
    const invented = legalPage('imprint', locale, facts({}))
    expect(invented.notes.length).toBe(locale === 'de' ? 1 : 2)
    const nobody = legalPage('imprint', locale, facts({ DEMO: '0' }))
    expect(nobody.sections[0]!.blocks[0]!.kind).toBe('text')
  })

  it('say of push only what is so here', () => {
    const [on, off] = [true, false].map((push) =>
      textOf(legalPage('privacy', locale, { ...facts(given), push })),
    )
    expect(on).toContain('Mozilla')
    expect(off).not.toContain('Mozilla')
  })
})

/** Of which kind a part is, and how much there is of it; paragraphs may be parted otherwise. */
function shape(block: LegalPage['sections'][number]['blocks'][number]) {
  switch (block.kind) {
    case 'table':
      return ['table', block.head.length, block.rows.length]
    case 'facts':
      return ['facts', block.facts.length]
    case 'links':
      return ['links', ...block.links.map(({ href }) => href)]
    case 'text':
    case 'list':
      return [block.kind]
  }
}

describe('before the program runs', () => {
  let app: TestApp
  let site: string
  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'augenhoehe-site-'))
    await mkdir(join(site, 'assets'))
    await writeFile(
      join(site, 'index.html'),
      '<!doctype html><html lang="de"><head><!--head--><title>A</title><!--/head--></head><body><div id="root"><!--body-->x<!--/body--></div></body></html>',
    )
    app = await startApp({ site })
  })
  afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await rm(site, { recursive: true })
  })
  const page = async (path: string) =>
    (await fetch(app.url + path, { headers: { Accept: 'text/html' } })).text()

  it.each([
    ['/impressum', 'Impressum', 'Trägerverein Musterbrücke'],
    ['/datenschutz', 'Datenschutz', 'Zurückgezogene Beiträge'],
    ['/barrierefreiheit', 'Erklärung zur Barrierefreiheit', 'teilweise vereinbar'],
    ['/datenschutz?lang=ar', 'حماية البيانات', 'النص الألماني هو الملزم'],
  ])('%s is readable', async (path, title, words) => {
    const text = await page(path)
    expect(text).toContain(`<h1>${title}</h1>`)
    expect(text).toContain(words)
    expect(text).toContain('href="/rueckmeldung"')
    expect(text).toContain('"name":"legal.page"')
  })

  it('every page with words leads to them', async () => {
    const text = await page('/organisationen')
    for (const path of ['/impressum', '/datenschutz', '/barrierefreiheit', '/rueckmeldung'])
      expect(text).toContain(`href="${path}"`)
  })
})
