import type { Documentation, ResultRecord } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { session } from '../../testing/sessions.ts'
import { toDocx } from './export/docx.ts'
import { toHtml } from './export/html.ts'
import { toMarkdown } from './export/markdown.ts'
import { outlineOfDocumentation, outlineOfRecord } from './export/outline.ts'
import { datedArchive } from './export/zip.ts'

const hostile =
  '<script>alert(1)</script> [x](javascript:alert(1)) **fett** `code` \u202Etxt.exe\u0007 &amp; # 1. www.boese.example https://boese.example ]]>'
const id = 'f'.repeat(24)
const at = '2026-11-20T17:00:00.000Z'

const record: ResultRecord = {
  id,
  sessionId: id,
  roomId: id,
  roomSlug: 'professionalisierung',
  threadId: id,
  title: `Live-Abend ${hostile}`,
  heldAt: at,
  place: hostile,
  state: 'published',
  version: 2,
  published: [{ version: 2, at }],
  reviewUntil: null,
  questions: [{ id: 'q', text: { de: 'Was brauchen Sie?', ar: 'ماذا تحتاجون؟' } }],
  easyText: `Wir brauchen Geld.\n\n${hostile}`,
  items: [
    {
      id,
      questionId: 'q',
      order: 1,
      kind: 'need',
      text: `Software\n- keine Liste\n\n${hostile}`,
      spread: 'almost-all',
      suggestedSpread: 'several',
      spreadNote: hostile,
      sources: [
        { contributionId: id, seq: 3, state: 'readable', by: 'Drei Flüsse', excerpt: '' },
        { contributionId: id, seq: 4, state: 'removed', by: null, excerpt: '' },
      ],
      origin: null,
      supplement: false,
      owner: null,
      due: null,
      answer: null,
      rev: 1,
    },
    {
      id,
      questionId: null,
      order: 2,
      kind: 'open-question',
      text: 'Kostenlos oder nur vergünstigt?',
      spread: null,
      suggestedSpread: null,
      spreadNote: null,
      sources: [],
      origin: { kind: 'wall' },
      supplement: false,
      owner: { organisationId: null, words: 'Kompetenzzentrum' },
      due: '2027-01-31',
      answer: { text: 'Vergünstigt.', at },
      rev: 1,
    },
  ],
  participants: [{ organisationId: id, name: 'Drei Flüsse Hanau e. V.' }],
  others: 2,
  counts: { confirm: 1, comment: 0, dissent: 1, open: 0 },
  confirmations: [
    {
      organisationId: id,
      organisation: 'Brunnenstube',
      institution: null,
      value: 'dissent',
      itemId: null,
      text: hostile,
      at,
    },
  ],
  mayConfirmFor: [],
  mayEdit: false,
  rev: 1,
}
const documentation: Documentation = {
  id,
  title: 'Netzwerktreffen',
  date: '2026-11-20',
  place: 'Gießen',
  published: true,
  parts: [
    { kind: 'text', role: 'greeting', title: '', text: `Willkommen.\n\n${hostile}` },
    { kind: 'session', sessionId: id, title: 'Workshop 1', reason: null, recordId: id },
    {
      kind: 'session',
      sessionId: null,
      title: 'Workshop 2',
      reason: 'Zu wenige Anmeldungen.',
      recordId: null,
    },
  ],
  records: [record],
  participants: record.participants,
  others: 2,
  mayEdit: false,
  rev: 1,
}

/** The files of an archive, by name. */
function unpacked(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let place = archive.readUInt32LE(archive.lastIndexOf('PK\u0005\u0006') + 16)
  while (archive.readUInt32LE(place) === 0x02014b50) {
    const [method, size, nameLength] = [
      archive.readUInt16LE(place + 10),
      archive.readUInt32LE(place + 20),
      archive.readUInt16LE(place + 28),
    ]
    const name = archive.toString('utf8', place + 46, place + 46 + nameLength)
    const file = archive.readUInt32LE(place + 42)
    const start = file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28)
    const packed = archive.subarray(start, start + size)
    files.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    place += 46 + nameLength + archive.readUInt16LE(place + 30) + archive.readUInt16LE(place + 32)
  }
  return files
}

/** What can be read in a Word document, paragraph by paragraph. */
const readIn = (xml: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, text]) => text)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  )
const harmless = hostile.replaceAll('\u202e', '').replaceAll('\u0007', '')

describe('as a page', () => {
  it('holds everything, has a table of contents that leads there, and needs nothing beside it', () => {
    const page = toHtml(outlineOfDocumentation(documentation, 'de'))
    for (const said of [
      'Workshop 1',
      'Was brauchen Sie?',
      'Bedarf',
      'Verbreitung: fast alle',
      'Quellen: Drei Flüsse, Beitrag 3; Beitrag entfernt',
      'Aus der Fragenwand',
      'Darum kümmert sich: Kompetenzzentrum',
      '31. Januar 2027',
      'Grund: Zu wenige Anmeldungen.',
      'und 2 Personen ohne Verein',
      'Begrüßung',
    ])
      expect(page).toContain(said)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    expect(targets.length).toBeGreaterThan(3)
    for (const target of targets) expect(page).toContain(`id="${target}"`)
    expect(page).not.toMatch(/<(script|img|link|iframe)|\ssrc=|url\(/)
  })

  it('shows hostile words as words', () => {
    const page = toHtml(outlineOfRecord(record, 'de'))
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('&amp;amp;')
    expect(page).not.toContain('\u202e')
    expect(page).not.toContain('\u0007')
    expect(new Set([...page.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag))).toEqual(
      new Set([
        'html',
        'head',
        'meta',
        'title',
        'style',
        'body',
        'h1',
        'h2',
        'p',
        'nav',
        'ol',
        'li',
        'a',
        'main',
        'div',
        'ul',
        'figure',
        'blockquote',
        'figcaption',
      ]),
    )
  })

  it('keeps names in their own direction', () => {
    expect(toHtml(outlineOfRecord(record, 'ar'))).toContain('\u2068Drei Flüsse\u2069')
    expect(toHtml(outlineOfRecord(record, 'de'))).not.toMatch(/[\u2066-\u2069]/)
  })

  it('reads from the right in Arabic', () => {
    const page = toHtml(outlineOfRecord(record, 'ar'))
    expect(page).toContain('<html lang="ar" dir="rtl">')
    expect(page).toContain('ماذا تحتاجون؟')
  })
})

describe('as Markdown', () => {
  it('has its headings and lists, and nothing that somebody wrote becomes one', () => {
    const text = toMarkdown(outlineOfDocumentation(documentation, 'de'))
    const headings = text.split('\n').filter((line) => line.startsWith('#'))
    expect(headings).toEqual([
      '# Netzwerktreffen',
      '## Begrüßung',
      '## Workshop 1',
      '### In Einfacher Sprache',
      '### Was brauchen Sie?',
      '### Außerdem',
      '### Rückmeldungen der Vereine',
      '## Workshop 2',
      '## Wer dabei war',
    ])
    expect(text).toContain('\\- keine Liste')
    expect(text).toContain('\\<script\\>')
    expect(text).toContain('\\[x\\](javascript:alert(1)) \\*\\*fett\\*\\* \\`code\\`')
    expect(text).not.toContain('https://')
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u202e]/)
    const made = text.split('\n').filter((line) => /^\s*[-*+] /.test(line))
    expect(made.every((line) => !line.includes('keine Liste'))).toBe(true)
  })
})

describe('as a Word file', () => {
  it('holds everything, hostile words as words', async () => {
    const files = unpacked(await toDocx(outlineOfDocumentation(documentation, 'de')))
    const read = readIn(files.get('word/document.xml')!)
    expect(read).toContain('Workshop 1')
    expect(read).toContain('Verbreitung: fast alle')
    expect(read).toContain(`Anmerkung der Moderation: ${harmless}`)
    expect(read).toContain(harmless)
    const xml = files.get('word/document.xml')!
    const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map(([, anchor]) => anchor)
    expect(anchors.length).toBeGreaterThan(3)
    for (const anchor of anchors) expect(xml).toContain(`<w:bookmarkStart w:name="${anchor}"`)
    expect(files.get('docProps/core.xml')).toContain('2026-11-20T00:00:00.000Z')
  })

  it('reads from the right in Arabic, and only there', async () => {
    const inArabic = unpacked(await toDocx(outlineOfRecord(record, 'ar'))).get('word/document.xml')!
    expect([...inArabic.matchAll(/<w:p>/g)].length).toBe([...inArabic.matchAll(/<w:bidi\/>/g)].length)
    expect(inArabic).toContain('<w:rtl/>')
    const inGerman = unpacked(await toDocx(outlineOfRecord(record, 'de'))).get('word/document.xml')!
    expect(inGerman).not.toContain('<w:bidi/>')
  })

  it('is the same whenever and however often it is made', async () => {
    const outline = outlineOfDocumentation(documentation, 'de')
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22') })
    try {
      const first = await toDocx(outline)
      vi.setSystemTime(new Date('2031-03-04T05:06:07Z'))
      expect((await toDocx(outline)).equals(first)).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('refuses to date what is no archive', () => {
    expect(() => datedArchive(Buffer.from('nothing'), new Date())).toThrow(/archive/)
  })
})

describe('over HTTP', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const bytes = async (path: string) => Buffer.from(await (await fetch(app.url + path)).arrayBuffer())

  it('gives the same bytes for the same record at any time, to whoever may read it', async () => {
    const moderator = app.as('moderator')
    const sessionId = await session(app, 'wrapping-up', { threadId: app.world.threads.open })
    const { id: recordId, rev } = await moderator.call('results.draft', { sessionId })
    const path = `/api/results/${recordId}/export`
    expect(await app.as().raw('GET', `${path}.html`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
    await moderator.call('results.addItem', {
      recordId,
      clientId: randomUUID(),
      questionId: null,
      kind: 'finding',
      text: 'Räume sind knapp.',
      spread: null,
      spreadNote: null,
      sources: [],
      supplement: true,
      owner: null,
      due: null,
    })
    await moderator.call('results.publish', { recordId, rev, reason: 'Alle waren sich einig.' })
    const files = () =>
      Promise.all(['html', 'md', 'docx'].map((format) => bytes(`${path}.${format}?lang=ar`)))
    const first = await files()
    app.clock.setTo(new Date(Date.now() + 400 * 86_400_000))
    try {
      expect((await files()).map((file, index) => file.equals(first[index]!))).toEqual([true, true, true])
    } finally {
      app.clock.setTo(null)
    }
    const page = await fetch(`${app.url}${path}.html`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-disposition')).toMatch(
      /^attachment; filename="\d{4}-\d\d-\d\d-[\w-]+\.html"$/,
    )
    expect(await page.text()).toContain('Räume sind knapp.')
    for (const wrong of [`${path}.html?lang=xx`, `${path}.html?other=1`, `${path}.md?version=x`])
      expect(await app.as().raw('GET', wrong)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      })
    expect(await app.as().raw('GET', `${path}.pdf`)).toMatchObject({ status: 404 })
    expect(await app.as().raw('GET', '/api/results/nothing/export.md')).toMatchObject({ status: 404 })
  })
})
