import type { NoticeLine } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { close, session } from '../../testing/sessions.ts'
import { Listings } from '../matching/model.ts'
import { Follows, Notices, ToldThreads } from './model.ts'

let app: TestApp
let threadId: string
let roomId: string
const { founded, drop } = createNewcomers(() => app)

beforeAll(async () => {
  app = await startApp()
  threadId = app.world.threads.open
  roomId = (await app.as('member').call('threads.get', { threadId })).roomId
})
beforeEach(async () => {
  await app.app.notifications.settle()
  await Promise.all([Notices.deleteMany({}), Follows.deleteMany({})])
  app.mails.length = 0
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

async function lines(client: Client, kind?: string): Promise<NoticeLine[]> {
  await app.app.notifications.settle()
  const found = (await client.call('notifications.list', {})).lines
  return found.filter((line) => kind === undefined || line.kind === kind)
}
const says = (text: string) =>
  app.as('member').ask('threads.contribute', { threadId, clientId: randomUUID(), text })

describe('a request', () => {
  it('is told to those who run the association, with one mail, and its answer to the other side', async () => {
    const [asking, asked] = [await founded(), await founded()]
    const { id: requestId } = await asking.admin.client.call('matching.request', {
      organisationId: asking.organisationId,
      otherOrganisationId: asked.organisationId,
      message: 'Streng vertrauliche Frage',
    })
    const [line, ...others] = await lines(asked.admin.client, 'request.asked')
    expect(others).toEqual([])
    expect(line).toMatchObject({
      about: {
        kind: 'request',
        id: requestId,
        title: asking.organisation.name,
        place: asked.organisation.name,
      },
      because: { reason: 'run-organisation', name: asked.organisation.name },
      unread: true,
    })
    expect(JSON.stringify(line)).not.toContain('vertraulich')
    await asked.admin.client.call('matching.answer', { requestId, answer: { decision: 'accept' } })
    expect(await lines(asking.admin.client, 'request.accepted')).toHaveLength(1)
    await app.app.matching.expireDue()
    await app.app.notifications.settle()
    const mailed = (to: string) => app.mails.filter((mail) => mail.to === to)
    expect([mailed(asked.admin.email), mailed(asking.admin.email)].map((all) => all.length)).toEqual([1, 1])
    // Nobody else knows of it.
    for (const role of ['member', 'orgAdmin', 'centreStaff', 'platformAdmin'])
      expect(await lines(app.as(role), 'request.asked')).toEqual([])
  })
})

describe('a decision of the moderators', () => {
  it('is told to whom it concerns, mailed once, and so is that it was lifted', async () => {
    const { id: contributionId } = await says('Das ist vielleicht zu viel.')
    const moderator = app.as('moderator')
    const which = { threadId, contributionId }
    await moderator.call('threads.hide', { ...which, rule: 'off-topic', reason: 'Das gehört nicht hierher.' })
    // Nobody who decides waits until it is told.
    const [line] = await vi.waitUntil(async () => {
      const told = await lines(app.as('member'), 'statement.made')
      return told.length > 0 && told
    }, 20_000)
    expect(line).toMatchObject({ about: { kind: 'statement' }, because: { reason: 'are-restricted' } })
    expect(line!.about.path).toBe(`/ich/entscheidungen/${line!.about.id}`)
    const { email } = (await app.as('member').call('accounts.me', {})).user!
    await vi.waitFor(() => expect(app.mails.filter(({ to }) => to === email)).toHaveLength(1), 20_000)
    await moderator.call('threads.publish', which)
    expect(await lines(app.as('member'), 'contribution.published')).toHaveLength(1)
    expect(await lines(app.as('otherMember'), 'statement.made')).toEqual([])
  })

  it('is mailed once quiet hours are over, once to each, and stands in the list at once', async () => {
    const member = app.as('member')
    const { email } = (await member.call('accounts.me', {})).user!
    app.clock.setTo(new Date('2026-12-01T22:30:00Z'))
    await member.call('notifications.setPreferences', { quiet: { from: '22:00', to: '07:00' } })
    const { id: contributionId } = await says('Auch das ist zu viel.')
    const why = { rule: 'off-topic', reason: 'Das gehört nicht hierher.' } as const
    await app.as('moderator').call('threads.hide', { threadId, contributionId, ...why })
    await vi.waitUntil(async () => (await lines(member, 'statement.made')).length === 1, 20_000)
    const mailed = () => app.mails.filter(({ to }) => to === email).length
    await app.app.moderation.tidy()
    expect(mailed()).toBe(0)
    app.clock.setTo(new Date('2026-12-02T06:07:00Z'))
    await app.app.moderation.tidy()
    await app.app.moderation.tidy()
    expect(mailed()).toBe(1)
    expect(await lines(member, 'statement.made')).toHaveLength(1)
    await member.call('notifications.setPreferences', { quiet: null })
    app.clock.setTo(null)
  })

  it('leaves nothing of the contribution in the lines of others', async () => {
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', { kind: 'thread', target: threadId, state: 'follow' })
    const { id: contributionId } = await says('Nur kurz zu sehen')
    expect(await lines(reader)).toHaveLength(1)
    await app.as('member').call('threads.withdraw', { threadId, contributionId })
    expect(await lines(reader)).toEqual([])
    expect((await reader.call('notifications.count', {})).unread).toBe(0)
  })
})

describe('a session', () => {
  it('is told to those who follow the room, and to whom it is their turn', async () => {
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', { kind: 'room', target: roomId, state: 'follow' })
    const sessionId = await session(app, 'running')
    const told = await lines(reader)
    expect(told.filter(({ about }) => about.kind === 'session')).toMatchObject([
      { about: { id: sessionId }, because: { reason: 'follow-room' }, count: 2 },
    ])
    const { n } = await app.as('member').ask('live.raiseHand', { sessionId, clientId: randomUUID() })
    await app.as('moderator').ask('live.call', { sessionId, afterTurn: 0, hand: n })
    const [line] = await lines(app.as('member'), 'turn.called')
    expect(line).toMatchObject({ about: { id: sessionId }, because: { reason: 'raised-hand' } })
    const { email } = (await app.as('member').call('accounts.me', {})).user!
    const [mail] = app.mails.filter(({ to }) => to === email)
    expect(mail?.subject).toBe('Sie sind an der Reihe')
    await close(app, sessionId)
  })
})

describe('a new entry', () => {
  it('is told to those who follow its topic, its place or its association, once each', async () => {
    const { admin, organisationId } = await founded({ municipality: '06611000' })
    const reader = app.as('newcomer')
    for (const [kind, target] of [
      ['category', 'rooms'],
      ['municipality', '06611000'],
      ['organisation', organisationId],
    ] as const)
      await reader.call('notifications.follow', { kind, target, state: 'follow' })
    const need = { organisationId, category: 'rooms', title: 'Wir suchen einen Raum' }
    await admin.client.call('needs.publish', need)
    const [line, ...others] = await lines(reader, 'listing.new')
    expect(others).toEqual([])
    expect(line).toMatchObject({ count: 1, about: { title: 'Wir suchen einen Raum' } })
    expect(line!.because.reason).toBe('follow-organisation')
    expect(await lines(admin.client, 'listing.new')).toEqual([])
    // Muted wins over everything else one follows.
    await reader.call('notifications.follow', { kind: 'organisation', target: organisationId, state: 'mute' })
    await admin.client.call('needs.publish', { ...need, title: 'Wir suchen noch einen' })
    expect(await lines(reader, 'listing.new')).toHaveLength(1)
  })

  it('that has ended is told to those who run the association, once, and not to those who follow it', async () => {
    const { admin, organisation, organisationId } = await founded()
    const need = { organisationId, category: 'rooms', title: 'Ein Raum für den Advent' }
    const { id } = await admin.client.call('needs.publish', need)
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', {
      kind: 'organisation',
      target: organisationId,
      state: 'follow',
    })
    const { expiresAt } = await Listings.findById(id).lean().orFail()
    await Listings.updateOne({ _id: id }, { $set: { expiresAt: new Date(app.clock.now().getTime() - 1000) } })
    await Promise.all([app.app, await app.beside()].map(({ matching }) => matching.expireDue()))
    await app.app.matching.expireDue()
    expect(await lines(admin.client, 'listing.expired')).toMatchObject([
      {
        about: { kind: 'listing', id, title: need.title },
        because: { reason: 'run-organisation', name: organisation.name },
        count: 1,
      },
    ])
    expect(await lines(reader, 'listing.expired')).toEqual([])
    // What is renewed ends another time.
    await Listings.updateOne({ _id: id }, { $set: { state: 'active', expiresAt } })
    await app.app.matching.expireDue()
    expect(await lines(admin.client, 'listing.expired')).toHaveLength(1)
  })
})

describe('a newly verified association', () => {
  it('is told to those who follow its place or its field, once, and the list leads back to both', async () => {
    const { organisationId } = await founded({ municipality: '06611000', fields: ['culture'] })
    const [near, keen] = [app.as('newcomer'), app.as('member')]
    await near.call('notifications.follow', { kind: 'municipality', target: '06611000', state: 'follow' })
    for (const reader of [near, keen])
      await reader.call('notifications.follow', { kind: 'category', target: 'culture', state: 'follow' })
    const verified = { id: organisationId, municipality: '06611000', fields: ['culture'] }
    app.app.notifications.happenings.organisation(verified)
    app.app.notifications.happenings.organisation(verified)
    const reasons = async (client: Client) =>
      (await lines(client, 'organisation.new')).map(({ because, count }) => ({ ...because, count }))
    expect(await reasons(near)).toEqual([{ reason: 'follow-municipality', name: 'Kassel', count: 1 }])
    expect(await reasons(keen)).toMatchObject([{ reason: 'follow-category', count: 1 }])
    const { follows } = await near.call('notifications.follows', {})
    expect(follows.map(({ path }) => path).toSorted()).toEqual([
      '/organisationen?ort=06611000',
      '/organisationen?thema=culture',
    ])
  })
})

describe('a guiding question', () => {
  it('that somebody follows says why they are told, and leads to where it stands', async () => {
    const reader = app.as('newcomer')
    const room = await reader.call('rooms.get', { slug: 'professionalisierung' })
    const question = room.questions.find(({ retired }) => !retired)!
    const target = `${room.id}.${question.id}`
    await reader.call('notifications.follow', { kind: 'question', target, state: 'follow' })
    await app.as('member').call('threads.start', {
      roomId: room.id,
      questionId: question.id,
      title: 'Ein Gespräch zu einer Frage',
      clientId: randomUUID(),
      text: 'Wie macht ihr das?',
    })
    const [line, ...others] = await lines(reader, 'thread.new')
    expect(others).toEqual([])
    expect(line!.because).toEqual({ reason: 'follow-question', name: question.short['de'] })
    const { follows } = await reader.call('notifications.follows', {})
    expect(follows).toMatchObject([{ kind: 'question', path: `/raeume/${room.slug}#${question.id}` }])
  })
})

describe('a process that ends', () => {
  it('leaves what was said to be told at the next start, and tells nothing twice', async () => {
    const reader = () => app.as('newcomer')
    await reader().call('notifications.follow', { kind: 'thread', target: threadId, state: 'follow' })
    await says('Gerade noch gesagt')
    const [line] = await lines(reader())
    expect(line!.count).toBe(1)
    // As if it had ended before anything was told, and in the middle of it.
    const told = await ToldThreads.findById(threadId).lean()
    for (const wasToldInPart of [false, true]) {
      await ToldThreads.updateOne({ _id: threadId }, { $set: { seq: told!.seq - 1 } })
      if (!wasToldInPart) await Notices.deleteMany({})
      await app.restart()
      expect(await lines(reader())).toMatchObject([{ count: 1, unread: true }])
    }
  })
})
