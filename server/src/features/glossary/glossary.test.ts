import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  // The client as it is before it is built: its page has the places that are filled.
  app = await startApp({ site: new URL('../../../../client', import.meta.url).pathname })
})
afterAll(() => app[Symbol.asyncDispose]())

const staff = () => app.as('centreStaff')
const draft = (term = `Wort ${randomUUID().slice(0, 8)}`) => ({
  clientId: randomUUID(),
  term,
  variants: [],
  category: 'funding',
  explanation: { de: 'Das ist ein neues Wort.', ar: 'هذه كلمة جديدة.' },
})
const listed = async (id: string) =>
  (await app.as().call('glossary.list', {})).terms.find((term) => term.id === id)
const problemOf = async (answer: Promise<{ status: number; body: unknown }>) =>
  ((await answer).body as { code: string }).code

describe('the glossary', () => {
  it('is read by everybody', async () => {
    const { terms, amountsAsOf } = await app.as().call('glossary.list', {})
    expect(terms.length).toBeGreaterThanOrEqual(118)
    expect(amountsAsOf).toMatch(/^20\d\d$/)
    expect(terms.find(({ id }) => id === 'satzung')).toMatchObject({
      term: 'Satzung',
      category: 'association',
    })
    const names = terms.map(({ term }) => term)
    expect(names).toEqual(names.toSorted(new Intl.Collator('de', { numeric: true }).compare))
  })

  it.each(['member', 'otherMember', 'moderator', 'orgAdmin', 'newcomer', 'municipalContact'])(
    'is not written by %s',
    async (role) => {
      const who = app.as(role)
      expect(await problemOf(who.send('glossary.entries', {}))).toBe('not-found')
      expect(await problemOf(who.send('glossary.add', draft()))).toBe('not-found')
      expect(await problemOf(who.send('glossary.change', { termId: 'satzung', rev: 0, hidden: true }))).toBe(
        'not-found',
      )
      expect(await problemOf(who.send('glossary.history', { termId: 'satzung' }))).toBe('not-found')
    },
  )

  it('is written by staff and by those who run the platform, and everybody is told', async () => {
    const told: unknown[] = []
    const socket = await app.as().socket()
    socket.on('glossary.changed', (body: unknown) => told.push(body))
    const made = await staff().call('glossary.add', draft('Zuwendungsempfängerin'))
    expect(made).toMatchObject({ id: 'zuwendungsempfaengerin', rev: 1, origin: 'own', hidden: false })
    expect((await listed(made.id))?.explanation['ar']).toBe('هذه كلمة جديدة.')
    await app
      .as('platformAdmin')
      .call('glossary.change', { termId: made.id, rev: 1, explanation: { de: 'Wer Geld bekommt.' } })
    expect((await listed(made.id))?.explanation).toEqual({ de: 'Wer Geld bekommt.' })
    await vi.waitFor(() => expect(told).toEqual([{}, {}]), 20_000)
    socket.disconnect()
  })

  it('takes the same request once', async () => {
    const request = draft()
    const [one, two] = await Promise.all([
      staff().call('glossary.add', request),
      staff().call('glossary.add', request),
    ])
    expect(two.id).toBe(one.id)
    expect((await staff().call('glossary.add', request)).id).toBe(one.id)
  })

  it('changes a delivered term, keeps how it was, and goes back to it', async () => {
    const termId = 'vorstand'
    const was = (await listed(termId))!
    const changed = await staff().call('glossary.change', {
      termId,
      rev: 0,
      explanation: { ...was.explanation, tr: 'Derneği yöneten kişiler.' } as never,
    })
    expect(changed).toMatchObject({ rev: 1, origin: 'changed' })
    const hidden = await staff().call('glossary.change', { termId, rev: 1, hidden: true })
    expect(hidden.hidden).toBe(true)
    expect(await listed(termId)).toBeUndefined()
    const { versions } = await staff().call('glossary.history', { termId })
    expect(versions.map(({ rev, hidden: away }) => [rev, away])).toEqual([
      [2, true],
      [1, false],
      [0, false],
    ])
    expect(versions[0]!.by).not.toBeNull()
    expect(versions[2]!).toMatchObject({ by: null, at: null })
    const { explanation } = versions[2]!.words
    const back = await staff().call('glossary.change', {
      termId,
      rev: 2,
      hidden: false,
      explanation: explanation as never,
    })
    expect(back).toMatchObject({ rev: 3, origin: 'delivered', hidden: false })
    expect(await listed(termId)).toEqual(was)
  })

  it('keeps what the first of two made', async () => {
    const termId = 'protokoll'
    const change = (variants: string[]) => staff().send('glossary.change', { termId, rev: 0, variants })
    const answers = await Promise.all([change(['Niederschrift']), change(['Mitschrift'])])
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
    expect((await listed(termId))?.variants).toHaveLength(1)
    expect(await problemOf(change(['Niederschrift']))).toBe('conflict')
    expect(
      await problemOf(staff().send('glossary.change', { termId: 'nirgends', rev: 0, hidden: true })),
    ).toBe('not-found')
  })

  it('has one explanation for a name, and only its own categories', async () => {
    expect(await problemOf(staff().send('glossary.add', draft('satzung')))).toBe('conflict')
    expect(await problemOf(staff().send('glossary.add', { ...draft(), variants: ['DSGVO'] }))).toBe(
      'conflict',
    )
    expect(await problemOf(staff().send('glossary.add', { ...draft(), category: 'elsewhere' }))).toBe(
      'request.invalid',
    )
  })

  it('gives a second term of one address a number', async () => {
    const [one, two] = [await staff().call('glossary.add', draft('Haus-Recht')), draft('Haus Recht')]
    expect((await staff().call('glossary.add', two)).id).toBe(`${one.id}-2`)
  })

  it('says in the audit log who changed which term, and none of its words', async () => {
    const { id: termId } = await staff().call('glossary.add', draft())
    await staff().call('glossary.change', { termId, rev: 1, explanation: { de: 'Ganz anders gesagt.' } })
    const { entries } = await app.as('platformAdmin').call('audit.list', {})
    const about = entries.filter(({ target }) => target['termId'] === termId)
    expect(about.map(({ act, office }) => [act, office])).toEqual([
      ['glossary.change', 'staff'],
      ['glossary.add', 'staff'],
    ])
    expect(JSON.stringify(about)).not.toContain('Ganz anders')
  })
})

describe('its pages without the program', () => {
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}${path}`, { headers: { Accept: 'text/html', ...headers } })
    return { status: response.status, text: await response.text() }
  }

  it('show every term, in plain German and in the reader’s language', async () => {
    const { text } = await page('/glossar')
    expect(text).toContain('<h1>Glossar</h1>')
    expect(text.match(/href="\/glossar\/[a-z0-9-]+"/g)!.length).toBeGreaterThanOrEqual(117)
    expect(text).toContain('DefinedTermSet')
    expect((await page('/glossar?lang=tr')).text).toContain('The association&#39;s rulebook')
    expect((await page('/glossar', { 'Accept-Language': 'ar' })).text).toContain('معجم المصطلحات')
  })

  it('find a word without its umlauts', async () => {
    const { text } = await page('/glossar?suche=foerderricht')
    expect(text).toContain('/glossar/foerderrichtlinie')
    expect(text).not.toContain('href="/glossar/gema"')
    expect(text).toContain('noindex')
    expect((await page('/glossar?suche=%3Cb%3E')).text).not.toContain('value="<b>')
  })

  it('give every term its own address', async () => {
    const { text } = await page('/glossar/satzung')
    expect(text).toMatch(/<h1 lang="de" dir="ltr">Satzung<\/h1>/)
    expect(text).toContain('keine Rechtsberatung')
    expect((await page('/glossar/gibt-es-nicht')).status).toBe(404)
    expect((await page('/sitemap.xml')).text).toContain('/glossar/satzung<')
  })

  it('do not show what is hidden', async () => {
    await staff().call('glossary.change', { termId: 'gema', rev: 0, hidden: true })
    expect((await page('/glossar')).text).not.toContain('/glossar/gema"')
    expect((await page('/glossar/gema')).status).toBe(404)
    expect((await page('/sitemap.xml')).text).not.toContain('/glossar/gema<')
  })
})
