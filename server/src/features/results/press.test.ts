import type { AllOperations, Input, PressQuote, Release, ReleaseDraft } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { session } from '../../testing/sessions.ts'
import { toHtml } from './export/html.ts'
import { toMarkdown } from './export/markdown.ts'
import { outlineOfRelease } from './export/release-outline.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())
beforeEach(() => app.clock.setTo(null))

const moderator = () => app.as('moderator')
const words = 'Wir suchen seit drei Jahren einen Raum, der auch abends offen ist.'

/** A published record that cites what a member said; begun in a thread of its own. */
async function published(room = 'professionalisierung') {
  const { thread } = await moderator().call('threads.start', {
    roomId: app.world.rooms[room]!,
    title: `Presse ${randomUUID().slice(0, 8)}`,
    clientId: randomUUID(),
    text: 'Willkommen.',
  })
  const sessionId = await session(app, 'running', { threadId: thread.id })
  const { id: contributionId } = await app
    .as(room === 'professionalisierung' ? 'member' : 'moderator')
    .call('threads.contribute', { threadId: thread.id, clientId: randomUUID(), text: words })
  await moderator().call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })
  const { id: recordId, rev } = await moderator().call('results.draft', { sessionId })
  const item = {
    questionId: null,
    kind: 'finding' as const,
    spreadNote: null,
    owner: null,
    due: null,
  }
  await moderator().call('results.addItem', {
    recordId,
    clientId: randomUUID(),
    ...item,
    text: 'Räume fehlen am Abend.',
    spread: 'single-voice',
    sources: [contributionId],
    supplement: false,
  })
  await moderator().call('results.publish', { recordId, rev, reason: 'Alle waren sich einig.' })
  return { recordId, contributionId, threadId: thread.id }
}

const contact = { office: 'Geschäftsstelle Augenhöhe', email: 'presse@augenhoehe.example', phone: null }
const attribution = { name: 'Samira Haddad', role: 'Brunnenstube e. V.' }

async function begun() {
  const { recordId, contributionId, threadId } = await published()
  const source = { kind: 'record' as const, id: recordId }
  const draft = await moderator().call('results.createRelease', {
    clientId: randomUUID(),
    source,
    lang: 'de',
  })
  return { draft, releaseId: draft.id, recordId, contributionId, threadId }
}
const change = (draft: ReleaseDraft, more: Partial<Input<AllOperations['results.changeRelease']>> = {}) =>
  moderator().call('results.changeRelease', {
    releaseId: draft.id,
    rev: draft.rev,
    heading: draft.heading,
    lead: draft.lead,
    parts: draft.parts,
    contact,
    embargo: null,
    ...more,
  })
const quote = (releaseId: string, contributionId: string, text = words) =>
  moderator().call('results.quote', {
    releaseId,
    clientId: randomUUID(),
    contributionId,
    email: null,
    text,
    attribution,
  })
const own = async (quoteId: string, role = 'member') =>
  (await app.as(role).call('results.ownQuotes', {})).quotes.find(({ id }) => id === quoteId)
const answer = (
  { id: quoteId, rev }: Pick<PressQuote, 'id' | 'rev'>,
  said: 'confirm' | 'decline' | 'withdraw',
) => app.as('member').call('results.answerQuote', { quoteId, rev, answer: said, proposal: null })

/** A release whose one quotation stands in its place. */
async function placed() {
  const start = await begun()
  const asked = await quote(start.releaseId, start.contributionId)
  const slot = { kind: 'quotation' as const, quoteId: asked.id }
  const draft = await change(start.draft, { parts: [...start.draft.parts, slot] })
  return { ...start, draft, asked }
}
const publish = (draft: Pick<ReleaseDraft, 'id' | 'rev'>) =>
  moderator().call('results.publishRelease', { releaseId: draft.id, rev: draft.rev })
const unpublished = async (draft: Pick<ReleaseDraft, 'id' | 'rev'>) =>
  (await moderator().refusal('results.publishRelease', { releaseId: draft.id, rev: draft.rev })).code

describe('whoever is to be quoted', () => {
  it('is told that their words wait, and again when they are worded otherwise; nobody else is', async () => {
    const { releaseId, contributionId, draft } = await begun()
    const asked = await quote(releaseId, contributionId)
    const told = async (role: string) => {
      await app.app.notifications.settle()
      const { lines } = await app.as(role).call('notifications.list', {})
      return lines.filter(({ kind, about }) => kind === 'quote.asked' && about.id === asked.id)
    }
    expect(await told('member')).toMatchObject([
      {
        about: { kind: 'quote', title: draft.heading, path: '/presse/zitate' },
        because: { reason: 'are-quoted', name: null },
        count: 1,
      },
    ])
    const { rev } = await moderator().call('results.changeQuote', {
      releaseId,
      quoteId: asked.id,
      rev: asked.rev,
      text: 'Uns fehlen Räume am Abend.',
      attribution,
    })
    expect(await told('member')).toMatchObject([{ count: 2 }])
    await answer({ id: asked.id, rev }, 'decline')
    expect(await told('member')).toMatchObject([{ count: 2 }])
    for (const role of ['moderator', 'otherMember', 'centreStaff']) expect(await told(role)).toEqual([])
  })
})

describe('a press release', () => {
  it('begins with what was found, and with how many stand behind it', async () => {
    const { draft, contributionId } = await begun()
    expect(draft).toMatchObject({ state: 'draft', hasChanges: true, missing: ['contact'], embargo: null })
    expect(draft.heading).toContain('Live-Abend Förderung')
    expect(draft.parts).toMatchObject([
      { kind: 'text', text: expect.stringContaining('– Räume fehlen am Abend. (Einzelstimme)') as string },
    ])
    expect(draft.citable).toMatchObject([{ contributionId, text: words }])
  })

  it('is begun, seen as a draft and changed by whoever works on the record, and by nobody else', async () => {
    const { draft, releaseId, recordId, contributionId } = await begun()
    const source = { kind: 'record', id: recordId }
    const may = new Set(['moderator', 'centreStaff'])
    for (const role of [undefined, ...everybody].filter((one) => !one || !may.has(one))) {
      const someone = app.as(role)
      const code = role ? 'not-found' : 'session.required'
      const begin = { clientId: randomUUID(), source, lang: 'de' }
      expect((await someone.refusal('results.createRelease', begin)).code, role).toBe(
        role ? 'action.forbidden' : code,
      )
      expect((await someone.refusal('results.release', { releaseId })).code, role).toBe('not-found')
      expect((await someone.refusal('results.releaseDraft', { releaseId })).code, role).toBe(code)
      const next = { heading: 'Neu', lead: '', parts: [], contact, embargo: null }
      for (const [name, more] of [
        ['results.changeRelease', { rev: draft.rev, ...next }],
        ['results.publishRelease', { rev: draft.rev }],
        ['results.removeRelease', {}],
        ['results.quote', { clientId: randomUUID(), contributionId, email: null, text: words, attribution }],
      ] as const)
        expect((await someone.refusal(name, { releaseId, ...more })).code, `${role} ${name}`).toBe(code)
      const { releases } = await someone.call('results.releases', {})
      expect(releases.map(({ id }) => id)).not.toContain(releaseId)
    }
    expect((await app.as('centreStaff').call('results.releaseDraft', { releaseId })).id).toBe(releaseId)
  })

  it('begun twice by the same request is one; changed as it was read', async () => {
    const { recordId } = await published()
    const wanted = {
      clientId: randomUUID(),
      source: { kind: 'record' as const, id: recordId },
      lang: 'de' as const,
    }
    const [a, b] = await Promise.all([
      moderator().call('results.createRelease', wanted),
      moderator().call('results.createRelease', wanted),
    ])
    expect(b.id).toBe(a.id)
    await change(a, { heading: 'Erste' })
    const stale = {
      releaseId: a.id,
      rev: a.rev,
      heading: 'Zweite',
      lead: '',
      parts: [],
      contact,
      embargo: null,
    }
    expect((await moderator().refusal('results.changeRelease', stale)).code).toBe('conflict')
  })

  it('is never made from what not everybody may read', async () => {
    const { recordId } = await published('moderationsrunde')
    const begin = { clientId: randomUUID(), source: { kind: 'record', id: recordId }, lang: 'de' }
    expect((await moderator().refusal('results.createRelease', begin)).code).toBe('press.not-public')
    for (const role of ['member', 'centreStaff', 'platformAdmin'])
      expect((await app.as(role).refusal('results.createRelease', begin)).code, role).toBe('not-found')
  })

  it('that was never published can be thrown away; nobody is asked any longer', async () => {
    const { draft, asked } = await placed()
    expect(await own(asked.id)).toBeDefined()
    await moderator().call('results.removeRelease', { releaseId: draft.id })
    expect(await own(asked.id)).toBeUndefined()
    expect((await moderator().refusal('results.releaseDraft', { releaseId: draft.id })).code).toBe(
      'not-found',
    )
  })
})

describe('a quotation', () => {
  it('asks the person it names, who sees the words, the name and the place', async () => {
    const start = await begun()
    const socket = await app.as('member').socket()
    const told = new Promise((resolve) => socket.once('results.changed', resolve))
    const asked = await quote(start.releaseId, start.contributionId)
    expect(await told).toEqual({ recordId: null, threadId: null })
    const slot = { kind: 'quotation' as const, quoteId: asked.id }
    await change(start.draft, {
      heading: 'Räume fehlen',
      parts: [{ kind: 'text', text: 'Dazu sagt sie:' }, slot],
    })
    expect(await own(asked.id)).toMatchObject({
      text: words,
      attribution,
      state: 'asked',
      heading: 'Räume fehlen',
      before: 'Dazu sagt sie:',
      isPublished: false,
    })
    // Nobody else answers for her, or learns that she was asked.
    for (const role of everybody.filter((one) => one !== 'member')) {
      const said = { quoteId: asked.id, rev: asked.rev, answer: 'confirm', proposal: null }
      expect((await app.as(role).refusal('results.answerQuote', said)).code, role).toBe('not-found')
      expect(await own(asked.id, role), role).toBeUndefined()
    }
  })

  it('keeps a release from being published until it is confirmed just as it stands', async () => {
    const { draft, releaseId, asked } = await placed()
    const refused = await moderator().refusal('results.publishRelease', { releaseId, rev: draft.rev })
    expect(refused).toMatchObject({ code: 'press.unready', fields: { quotations: ['missing'] } })
    const confirmed = await answer(asked, 'confirm')
    // Once more, because the reply was lost.
    expect(await answer(asked, 'confirm')).toMatchObject({ state: 'confirmed', rev: confirmed.rev })

    const reworded = await moderator().call('results.changeQuote', {
      releaseId,
      quoteId: asked.id,
      rev: confirmed.rev,
      text: 'Wir suchen seit drei Jahren einen Raum.',
      attribution,
    })
    expect(reworded.state).toBe('asked')
    expect(await unpublished(draft)).toBe('press.unready')
    // A yes to the words of before is none to these.
    const late = { quoteId: asked.id, rev: confirmed.rev, answer: 'confirm', proposal: null }
    expect((await app.as('member').refusal('results.answerQuote', late)).code).toBe('conflict')
    const yes = await answer(reworded, 'confirm')
    const renamed = await moderator().call('results.changeQuote', {
      releaseId,
      quoteId: asked.id,
      rev: yes.rev,
      text: reworded.text,
      attribution: { ...attribution, role: 'Vorsitzende' },
    })
    expect(renamed.state).toBe('asked')
    expect(await unpublished(draft)).toBe('press.unready')
    await answer(renamed, 'confirm')
    expect(await publish(draft)).toMatchObject({
      state: 'public',
      version: 1,
      parts: [{}, { kind: 'quotation', text: reworded.text, attribution: { role: 'Vorsitzende' } }],
    })
  })

  it('is confirmed in the words its person proposes, once the writer takes exactly these', async () => {
    const { draft, releaseId, asked } = await placed()
    const proposal = { text: 'Uns fehlt abends ein Raum.', attribution }
    const proposed = await app
      .as('member')
      .call('results.answerQuote', { quoteId: asked.id, rev: asked.rev, answer: 'propose', proposal })
    expect(proposed.state).toBe('proposed')
    expect(await unpublished(draft)).toBe('press.unready')
    const shown = await moderator().call('results.releaseDraft', { releaseId })
    expect(shown.quotes).toMatchObject([{ state: 'proposed', proposal }])
    const taken = { releaseId, quoteId: asked.id, rev: proposed.rev, ...proposal }
    expect(await moderator().call('results.changeQuote', taken)).toMatchObject({ state: 'confirmed' })
    expect((await publish(draft)).parts[1]).toMatchObject({ text: proposal.text })
  })

  it('that is declined or taken back is not printed', async () => {
    const { draft, asked } = await placed()
    const no = await answer(asked, 'decline')
    expect(await unpublished(draft)).toBe('press.unready')
    const yes = await answer(no, 'confirm')
    await answer(yes, 'withdraw')
    expect(await unpublished(draft)).toBe('press.unready')
    const without = await change(draft, { parts: draft.parts.slice(0, 1) })
    expect((await publish(without)).parts).toHaveLength(1)
  })

  it('taken back after publication leaves a stub and a new version, also after a fault', async () => {
    const { draft, releaseId, asked } = await placed()
    const { rev } = await answer(asked, 'confirm')
    await publish(draft)
    expect(await own(asked.id)).toMatchObject({ isPublished: true })
    const remove = { releaseId, quoteId: asked.id }
    expect((await moderator().refusal('results.removeQuote', remove)).code).toBe('result.state')

    // The process ends between the answer and the version without it.
    await mongoose.connection
      .collection('pressquotes')
      .updateOne({ _id: new mongoose.Types.ObjectId(asked.id) }, { $set: { state: 'withdrawn' } })
    const visitor = () => app.as().call('results.release', { releaseId })
    expect(await visitor()).toMatchObject({ version: 1, parts: [{}, { kind: 'withdrawn' }] })
    await app.restart()
    expect(await visitor()).toMatchObject({
      version: 2,
      published: [{ why: 'published' }, { version: 2, why: 'withdrawn' }],
      parts: [{}, { kind: 'withdrawn' }],
    })
    // The same by its person, of another release.
    const other = await placed()
    const yes = await answer(other.asked, 'confirm')
    await publish(other.draft)
    await answer(yes, 'withdraw')
    expect(await app.as().call('results.release', { releaseId: other.releaseId })).toMatchObject({
      version: 2,
      parts: [{}, { kind: 'withdrawn' }],
    })
    expect(JSON.stringify(await visitor())).not.toContain(words)
    expect(rev).toBeGreaterThan(asked.rev)
  })

  it('taken back while it is published: one of both comes first, and nothing is printed against a no', async () => {
    const { draft, releaseId, asked } = await placed()
    const yes = await answer(asked, 'confirm')
    await Promise.all([
      moderator().send('results.publishRelease', { releaseId, rev: draft.rev }),
      answer(yes, 'withdraw'),
    ])
    const { status, body } = await app.as().send('results.release', { releaseId })
    expect(status === 404 || !JSON.stringify(body).includes(words)).toBe(true)
  })

  it('is of somebody the record cites, or whom staff name by address', async () => {
    const { releaseId, contributionId } = await begun()
    const base = { releaseId, clientId: randomUUID(), text: words, attribution }
    const { email } = app.world.roles['municipalContact']!
    const uncited = app.world.threads.open
    expect(
      (await moderator().refusal('results.quote', { ...base, contributionId: uncited, email: null })).code,
    ).toBe('not-found')
    expect((await moderator().refusal('results.quote', { ...base, contributionId: null, email })).code).toBe(
      'action.forbidden',
    )
    for (const both of [
      { contributionId, email },
      { contributionId: null, email: null },
    ])
      expect((await moderator().refusal('results.quote', { ...base, ...both })).code).toBe('request.invalid')
    const nobody = { ...base, contributionId: null, email: 'niemand@augenhoehe.example' }
    expect((await app.as('centreStaff').refusal('results.quote', nobody)).code).toBe('not-found')
    const asked = await app.as('centreStaff').call('results.quote', { ...base, contributionId: null, email })
    expect(await own(asked.id, 'municipalContact')).toMatchObject({ state: 'asked' })
  })

  it('stands in one place of its own release', async () => {
    const { draft, asked } = await placed()
    const { draft: other } = await begun()
    const slot = { kind: 'quotation' as const, quoteId: asked.id }
    for (const [one, parts] of [
      [draft, [slot, slot]],
      [other, [slot]],
    ] as const) {
      const next = { heading: '', lead: '', parts, contact, embargo: null }
      const input = { releaseId: one.id, rev: one.rev, ...next }
      expect((await moderator().refusal('results.changeRelease', input)).code).toBe('request.invalid')
    }
  })
})

describe('an embargo', () => {
  it('ends by the clock alone; before it, only who writes the release reads it, also as a file', async () => {
    const { draft, releaseId } = await begun()
    const embargo = new Date(Date.now() + 2 * 86_400_000)
    const ready = await change(draft, { embargo: embargo.toISOString(), heading: 'Gesperrte Neuigkeit' })
    expect(await publish(ready)).toMatchObject({ state: 'embargoed', embargo: embargo.toISOString() })
    const file = `/api/press/${releaseId}/export.md`
    for (const role of [undefined, ...everybody]) {
      const reads = role === 'moderator' || role === 'centreStaff'
      const someone = app.as(role)
      expect((await someone.send('results.release', { releaseId })).status, role).toBe(reads ? 200 : 404)
      expect((await someone.raw('GET', file)).status, role).toBe(reads ? 200 : 404)
      const { releases } = await someone.call('results.releases', {})
      expect(
        releases.some(({ id }) => id === releaseId),
        role,
      ).toBe(reads)
    }
    app.clock.setTo(embargo)
    const visitor = app.as()
    expect(await visitor.call('results.release', { releaseId })).toMatchObject({
      state: 'public',
      mayEdit: false,
    })
    expect((await visitor.call('results.releases', {})).releases[0]).toMatchObject({
      id: releaseId,
      state: 'public',
      at: embargo.toISOString(),
    })
    for (const format of ['html', 'md', 'docx']) {
      const fetched = async () => {
        const response = await fetch(`${app.url}/api/press/${releaseId}/export.${format}`)
        expect(response.status).toBe(200)
        return Buffer.from(await response.arrayBuffer()).toString('base64')
      }
      expect(await fetched(), format).toBe(await fetched())
    }
    const { body } = await visitor.raw('GET', file)
    expect(body).toContain('Gesperrte Neuigkeit')
    expect(body).toContain('Sperrfrist')
    expect(body).not.toContain('Inhalt')
  })
})

describe('a release as a file', () => {
  const at = '2026-11-20T09:00:00.000Z'
  const hostile = '<script>alert(1)</script> **fett** [x](javascript:alert(1))'
  const release: Release = {
    id: 'f'.repeat(24),
    source: null,
    state: 'public',
    version: 2,
    published: [
      { version: 1, at, why: 'published' },
      { version: 2, at, why: 'withdrawn' },
    ],
    heading: `Räume ${hostile}`,
    lead: hostile,
    parts: [
      { kind: 'text', text: hostile },
      { kind: 'quotation', text: hostile, attribution: { name: hostile, role: hostile } },
      { kind: 'withdrawn' },
    ],
    contact,
    embargo: at,
    mayEdit: true,
  }

  it.each(['de', 'en', 'ar'] as const)('holds what people wrote as text, in %s', (locale) => {
    const outline = outlineOfRelease(release, locale)
    expect(toHtml(outline)).not.toMatch(/<script|<nav/)
    expect(toMarkdown(outline)).not.toMatch(/[^\\](<script|\*\*fett|\]\(javascript)/)
  })

  it('says what was taken back, its version and its embargo by the clock in Germany', () => {
    const text = toMarkdown(outlineOfRelease(release, 'de'))
    expect(text).toContain('Hier stand ein Zitat')
    expect(text).toContain('Fassung 2')
    expect(text).toContain('20. November 2026 um 10:00')
  })
})
