import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { close, session } from '../../testing/sessions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const staff = () => app.as('centreStaff')
type Parts = Parameters<typeof words>[0]
const words = (
  parts: (
    | { kind: 'text'; role: 'greeting' | 'talk' | 'conclusion'; title: string; text: string }
    | { kind: 'session'; sessionId: string | null; title: string; reason: string | null }
  )[],
) => ({ title: 'Netzwerktreffen Gießen', date: '2026-11-20', place: 'Gießen', parts })
const create = (parts: Parts) =>
  staff().call('results.createDocumentation', { clientId: randomUUID(), ...words(parts) })

/** A session whose record is published. */
async function documented(text: string, threadId = app.world.threads.open) {
  const moderator = app.as('moderator')
  const sessionId = await session(app, 'wrapping-up', { threadId })
  const { id: recordId, rev } = await moderator.call('results.draft', { sessionId })
  await moderator.call('results.addItem', {
    recordId,
    clientId: randomUUID(),
    questionId: null,
    kind: 'finding',
    text,
    spread: null,
    spreadNote: null,
    sources: [],
    supplement: true,
    owner: null,
    due: null,
  })
  await moderator.call('results.publish', { recordId, rev, reason: 'Alle waren sich einig.' })
  return { sessionId, recordId }
}

describe('the documentation of a meeting', () => {
  it('is put together by staff, and for everybody once it is published', async () => {
    const { sessionId, recordId } = await documented('Räume sind knapp.')
    const cancelled = await session(app, 'planned')
    const reason = 'Zu wenige Anmeldungen.'
    await app
      .as('moderator')
      .call('live.move', { sessionId: cancelled, from: 'planned', to: 'cancelled', reason })
    const made = await create(
      [
        { kind: 'text', role: 'greeting', title: '', text: 'Herzlich willkommen.' },
        { kind: 'session', sessionId, title: 'Workshop 1', reason: null },
        { kind: 'session', sessionId: cancelled, title: 'Workshop 2', reason: null },
      ].map((part) => ({ ...part, title: part.title || 'Begrüßung' })) as Parts,
    )
    expect(made).toMatchObject({
      published: false,
      mayEdit: true,
      parts: [{ kind: 'text' }, { recordId, reason: null }, { recordId: null, reason }],
      records: [{ id: recordId, state: 'published' }],
    })
    const documentationId = made.id
    for (const role of [
      undefined,
      ...everybody.filter((one) => !['centreStaff', 'platformAdmin'].includes(one)),
    ]) {
      expect((await app.as(role).refusal('results.documentation', { documentationId })).code, role).toBe(
        'not-found',
      )
      const change = { documentationId, rev: made.rev, ...words([]) }
      const { code } = await app.as(role).refusal('results.changeDocumentation', change)
      expect(code, role).toBe(role ? 'not-found' : 'session.required')
    }
    await staff().call('results.publishDocumentation', { documentationId, rev: made.rev })
    expect(await app.as().call('results.documentation', { documentationId })).toMatchObject({
      published: true,
      mayEdit: false,
      records: [{ id: recordId, items: [{ text: 'Räume sind knapp.' }] }],
    })
    const again = { documentationId, rev: made.rev + 1 }
    expect((await staff().refusal('results.publishDocumentation', again)).code).toBe('result.state')
    const { records } = await app.as().call('results.list', { query: 'herzlich WILLKOMMEN' })
    expect(records).toMatchObject([{ id: documentationId, kind: 'documentation', items: 1 }])
  })

  it('made twice by the same request is one; changed as it was read', async () => {
    const clientId = randomUUID()
    const wanted = { clientId, ...words([]) }
    const [a, b] = await Promise.all([
      staff().call('results.createDocumentation', wanted),
      staff().call('results.createDocumentation', wanted),
    ])
    expect(b.id).toBe(a.id)
    const other = await staff().refusal('results.createDocumentation', { ...wanted, title: 'Etwas anderes' })
    expect(other.code).toBe('conflict')
    const change = { documentationId: a.id, rev: a.rev, ...words([]), title: 'Neuer Titel' }
    const both = await Promise.all([
      staff().send('results.changeDocumentation', change),
      app.as('platformAdmin').send('results.changeDocumentation', { ...change, title: 'Anderer Titel' }),
    ])
    expect(both.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 409])
  })

  it('says nothing of what happened in a closed room, to whoever is outside', async () => {
    const { sessionId } = await documented('Zimtschnecken für alle.', app.world.threads.closedRoom)
    const secret = { kind: 'session', sessionId, title: 'Geheime Runde', reason: null } as const
    const outside = await staff().refusal('results.createDocumentation', {
      clientId: randomUUID(),
      ...words([secret]),
    })
    expect(outside.code).toBe('not-found')
    // Somebody inside who is staff puts it in; others who read the documentation do not see that it is there.
    const { email, userId } = app.world.roles['centreStaff']!
    const roomId = app.world.rooms['moderationsrunde']!
    await app.as('platformAdmin').call('rooms.invite', { roomId, email })
    const made = await create([secret])
    await staff().call('results.publishDocumentation', { documentationId: made.id, rev: made.rev })
    const documentationId = made.id
    expect(await staff().call('results.documentation', { documentationId })).toMatchObject({ records: [{}] })
    for (const role of [undefined, 'member', 'platformAdmin', 'municipalContact']) {
      const someone = app.as(role)
      const seen = await someone.call('results.documentation', { documentationId })
      expect(seen, role).toMatchObject({ parts: [], records: [], participants: [], others: 0 })
      for (const format of ['html', 'md']) {
        const { body } = await app
          .as(role)
          .raw('GET', `/api/documentations/${documentationId}/export.${format}`)
        expect(body).not.toMatch(/Geheim|Zimt/)
      }
      expect((await someone.call('results.list', { query: 'geheime' })).records).toEqual([])
    }
    // Nor do they take it out by changing the rest.
    await app.as('platformAdmin').call('results.changeDocumentation', {
      documentationId,
      rev: made.rev + 1,
      ...words([]),
      title: 'Kürzer',
    })
    expect(await staff().call('results.documentation', { documentationId })).toMatchObject({
      title: 'Kürzer',
      parts: [{ title: 'Geheime Runde' }],
    })
    await app.as('platformAdmin').call('rooms.uninvite', { roomId, userId })
    await close(app, sessionId)
  })
})
