import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers, type Newcomer } from '../../testing/newcomers.ts'
import { Organisations } from '../organisations/model.ts'
import { Contributions, Threads } from './model.ts'

const nowhere = 'f'.repeat(24)
const slug = 'gespraeche'

let app: TestApp
const { founded, person, drop } = createNewcomers(() => app)
const roles = new Map<string | undefined, Client>()
const as = (role?: string) => roles.get(role)!

beforeAll(async () => {
  app = await startApp()
  for (const role of [undefined, ...everybody]) roles.set(role, app.as(role))
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

interface Side {
  admin: Newcomer
  organisationId: string
  name: string
}
let one: Side
let other: Side
let threadId: string
let requestId: string

const newId = () => randomUUID().replaceAll('-', '').slice(0, 24)
const opening = (about: string | null = 'Raum für 40 Personen') =>
  app.app.threads.conversations.open({
    between: [one.organisationId, other.organisationId],
    requestId,
    acceptedFor: other.organisationId,
    acceptedBy: other.admin.id,
    about,
  })
const write = (side: Side, text: string, more: object = {}) =>
  side.admin.client.call('threads.contribute', { threadId, clientId: randomUUID(), text, ...more })
const conversations = async (side: Side, client = side.admin.client) =>
  (await client.call('threads.conversations', { organisationId: side.organisationId })).conversations

beforeEach(async () => {
  const [first, second] = [await founded(), await founded()]
  one = { ...first, name: first.organisation.name }
  other = { ...second, name: second.organisation.name }
  requestId = newId()
  threadId = await opening()
})

async function joins(side: Side, newcomer: Newcomer) {
  const { link } = await side.admin.client.call('organisations.inviteByLink', {
    organisationId: side.organisationId,
  })
  await newcomer.client.call('organisations.acceptInvitation', { token: link.split('/').at(-1)! })
}

describe('a conversation', () => {
  it('is opened once, however often and however simultaneously', async () => {
    expect(new Set(await Promise.all([opening(), opening(), opening()]))).toEqual(new Set([threadId]))
    requestId = newId()
    expect(await opening('Noch etwas')).toBe(threadId)
    const entries = await Contributions.find({ threadId }).sort({ seq: 1 }).lean()
    expect(entries.map(({ event }) => event)).toEqual([
      { kind: 'opened', reason: 'Raum für 40 Personen' },
      { kind: 'opened', reason: 'Noch etwas' },
    ])
    expect(await Threads.countDocuments({ between: one.organisationId })).toBe(1)
  })

  it('opens also where the request was about no entry', async () => {
    const [first, second] = [await founded(), await founded()]
    const opened = await app.app.threads.conversations.open({
      between: [first.organisationId, second.organisationId],
      requestId: newId(),
      acceptedFor: second.organisationId,
      acceptedBy: second.admin.id,
      about: null,
    })
    expect(await first.admin.client.call('threads.get', { threadId: opened })).toMatchObject({
      title: second.organisation.name,
    })
  })

  it('opens again after a process ended between the thread and its first entry', async () => {
    await app.app.threads.settle()
    await Contributions.deleteMany({ threadId })
    await Threads.updateOne({ _id: threadId }, { $set: { contributionCount: 0 } })
    await app.restart()
    for (const role of [undefined, ...everybody]) roles.set(role, app.as(role))
    const client = (side: Side) => Object.assign(side.admin.client, { url: app.url })
    expect(await client(one).refusal('threads.get', { threadId })).toMatchObject({ code: 'not-found' })
    expect(await opening()).toBe(threadId)
    expect(await client(one).call('threads.get', { threadId })).toMatchObject({ contributionCount: 1 })
  })

  it('is read and written by the members of both, each in the name of their association', async () => {
    const sent = await write(one, 'Guten Tag!')
    expect(sent).toMatchObject({
      state: 'published',
      seq: 2,
      actingOrganisationId: one.organisationId,
      organisation: { name: one.name },
    })
    const seen = await other.admin.client.call('threads.get', { threadId })
    expect(seen).toMatchObject({
      title: one.name,
      startedBy: { name: '' },
      unreadCount: 2,
      mayContribute: true,
      mayModerate: false,
      mayFinish: false,
      conversation: {
        own: [{ id: other.organisationId }],
        other: { id: one.organisationId, name: one.name },
        ended: false,
        mayEnd: true,
      },
    })
    expect(await conversations(other)).toEqual([
      expect.objectContaining({
        threadId,
        unreadCount: 2,
        ended: false,
        lastWords: { text: 'Guten Tag!', lang: null, own: false },
      }),
    ])
    await other.admin.client.call('threads.markRead', { threadId, seq: 2 })
    expect(await conversations(other)).toMatchObject([{ unreadCount: 0 }])
    // No name of whoever accepted stands in it.
    const page = await one.admin.client.call('threads.contributions', { threadId })
    expect(page.contributions[0]).toMatchObject({ authorName: '', organisation: { name: other.name } })
    expect(JSON.stringify(page)).not.toContain(other.admin.id)
  })

  it('is not written in for anybody else, nor planned, noted down, finished or pinned to a question', async () => {
    const refusal = (name: Parameters<Client['refusal']>[0], more: object = {}) =>
      one.admin.client.refusal(name, { threadId, clientId: randomUUID(), text: 'x', ...more })
    const third = await founded()
    expect(await refusal('threads.contribute', { actingOrganisationId: third.organisationId })).toMatchObject(
      { code: 'action.forbidden' },
    )
    expect(await refusal('threads.contribute', { actingOrganisationId: other.organisationId })).toMatchObject(
      { code: 'action.forbidden' },
    )
    expect(await refusal('threads.contribute', { oral: { name: 'Jemand' } })).toMatchObject({
      code: 'action.forbidden',
    })
    expect(await refusal('threads.contribute', { questionId: 'q-prof-1' })).toMatchObject({
      code: 'request.invalid',
    })
    for (const name of ['threads.finish', 'threads.unlock'] as const)
      expect(await one.admin.client.refusal(name, { threadId })).toMatchObject({ code: 'action.forbidden' })
    const plan = {
      threadId,
      clientId: randomUUID(),
      title: 'Sitzung',
      startsAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      minutes: 60,
      meetingUrl: null,
      agenda: [],
      guestsMayAsk: false,
      questionsNeedApproval: false,
    }
    expect((await one.admin.client.send('live.plan', plan)).status).toBeGreaterThanOrEqual(400)
  })

  it('is nowhere for a visitor and all eight roles, over HTTP and sockets', async () => {
    await write(one, 'Mirabellenkompott')
    for (const role of [undefined, ...everybody]) {
      const who = as(role)
      for (const id of [threadId, nowhere]) {
        const asked = { threadId: id, clientId: randomUUID(), text: 'x' }
        expect(await who.refusal('threads.get', { threadId: id }), role).toMatchObject({ code: 'not-found' })
        expect(await who.refusal('threads.contributions', { threadId: id })).toMatchObject({
          code: 'not-found',
        })
        const told = await who.emit('thread.follow', { threadId: id, afterRev: 0 })
        expect(told, role).toMatchObject({ ok: false, problem: { code: 'not-found' } })
        const code = role === undefined ? 'session.required' : 'not-found'
        expect(await who.refusal('threads.contribute', asked), role).toMatchObject({ code })
        expect(await who.refusal('threads.end', { threadId: id }), role).toMatchObject({ code })
        expect(await who.emit('thread.contribute', asked)).toMatchObject({ problem: { code } })
        expect(await who.emit('thread.typing', { threadId: id })).toMatchObject({ problem: { code } })
      }
      if (role !== undefined)
        expect(
          await who.refusal('threads.conversations', { organisationId: one.organisationId }),
        ).toMatchObject({ code: 'not-found' })
      expect(await who.refusal('rooms.get', { slug }), role).toMatchObject({ code: 'not-found' })
      expect((await who.call('rooms.list', {})).rooms.map((room) => room.slug)).not.toContain(slug)
      const found = await who.call('search.find', { q: 'Mirabellenkompott' })
      expect(found.hits, role).toEqual([])
    }
    const { roomId } = (await Threads.findById(threadId).lean())!
    for (const client of [one.admin.client, as('moderator'), as('centreStaff'), as('platformAdmin')]) {
      expect(await client.refusal('threads.list', { roomId })).toMatchObject({ code: 'not-found' })
      expect(await client.emit('room.enter', { roomId })).toMatchObject({ problem: { code: 'not-found' } })
      expect(
        await client.refusal('threads.start', { roomId, clientId: randomUUID(), title: 'Neu', text: 'x' }),
      ).toMatchObject({ code: 'not-found' })
    }
    // Whoever takes part in one is shown the words of the room, and nothing of what is in it.
    expect(await one.admin.client.call('rooms.get', { slug })).toMatchObject({ threadCount: 0 })
    expect((await one.admin.client.call('search.find', { q: 'Mirabellenkompott' })).hits).toEqual([])
  })

  it('tells the members of both that something was said, and nobody else', async () => {
    const heard: unknown[] = []
    for (const role of [undefined, ...everybody])
      (await as(role).socket()).onAny((...push: unknown[]) => heard.push(push))
    const told = other.admin.client.next('conversation.changed')
    await write(one, 'Hallo')
    expect(await told).toEqual({ threadId })
    for (const role of [undefined, ...everybody])
      await as(role).emit('thread.unfollow', { threadId: nowhere })
    expect(heard).toEqual([])
  })

  it('is lost at once by whoever leaves: their sockets hear nothing any more', async () => {
    const colleague = await person('Kollegin')
    await joins(one, colleague)
    await colleague.client.ask('threads.follow', { threadId, afterRev: 0 })
    const heard: unknown[] = []
    const socket = await colleague.client.socket()
    // Of which age the store is, every connection is told, also the one that comes back.
    socket.onAny((...push: unknown[]) => push[0] !== 'server.epoch' && heard.push(push))
    const gone = new Promise((resolve) => socket.once('disconnect', resolve))
    await one.admin.client.call('organisations.removeMember', {
      organisationId: one.organisationId,
      userId: colleague.id,
    })
    await gone
    heard.length = 0
    await write(other, 'Noch da?')
    expect(await colleague.client.emit('thread.follow', { threadId, afterRev: 0 })).toMatchObject({
      problem: { code: 'not-found' },
    })
    expect(await colleague.client.refusal('threads.get', { threadId })).toMatchObject({ code: 'not-found' })
    expect(heard).toEqual([])
  })

  it('goes on with what an association was merged into', async () => {
    await write(one, 'Bis bald')
    const third = await founded()
    const heir = { ...third, name: third.organisation.name }
    await Organisations.updateOne({ _id: one.organisationId }, { $set: { mergedInto: heir.organisationId } })
    await app.app.organisations.repairMerges()
    await app.restart()
    for (const role of [undefined, ...everybody]) roles.set(role, app.as(role))
    Object.assign(heir.admin.client, { url: app.url })
    Object.assign(other.admin.client, { url: app.url })
    expect(await heir.admin.client.call('threads.get', { threadId })).toMatchObject({ title: other.name })
    expect(await conversations(heir)).toMatchObject([{ threadId }])
    expect(await conversations(other)).toMatchObject([{ threadId, other: { name: heir.name } }])
    // The next request finds the conversation there was.
    one = heir
    requestId = newId()
    expect(await opening()).toBe(threadId)
  })
})

describe('the end of a conversation', () => {
  it('is for either side, holds at once, and a new accepted request takes it up again', async () => {
    const follower = await one.admin.client.follow(threadId)
    const ended = await other.admin.client.call('threads.end', { threadId })
    expect(ended).toMatchObject({ locked: true, mayContribute: false, conversation: { ended: true } })
    expect(
      await one.admin.client.refusal('threads.contribute', { threadId, clientId: randomUUID(), text: 'x' }),
    ).toMatchObject({ code: 'thread.locked' })
    expect(await one.admin.client.refusal('threads.end', { threadId })).toMatchObject({ code: 'conflict' })
    expect(await conversations(one)).toMatchObject([{ ended: true }])
    // Repairing the same request does not undo it.
    await opening()
    expect(await one.admin.client.call('threads.get', { threadId })).toMatchObject({ locked: true })
    requestId = newId()
    await opening('Zweiter Anlauf')
    expect(await write(one, 'Schön, dass es weitergeht')).toMatchObject({ state: 'published' })
    expect(follower.rev).toBeGreaterThan(0)
  })

  it('is read from the log also after a crash', async () => {
    await one.admin.client.call('threads.end', { threadId })
    await app.app.threads.settle()
    await Threads.updateOne({ _id: threadId }, { $unset: { ended: 1 } })
    await app.restart()
    for (const role of [undefined, ...everybody]) roles.set(role, app.as(role))
    Object.assign(one.admin.client, { url: app.url })
    expect(await one.admin.client.call('threads.get', { threadId })).toMatchObject({
      conversation: { ended: true },
    })
  })

  it('looks the same where one of them wants to hear no more of the other; reading stays', async () => {
    await write(one, 'Darf ich?')
    const told = one.admin.client.next('conversation.changed')
    await other.admin.client.call('moderation.blockOrganisation', {
      organisationId: other.organisationId,
      blockedId: one.organisationId,
    })
    await told
    expect(await one.admin.client.call('threads.get', { threadId })).toMatchObject({
      locked: true,
      mayContribute: false,
      conversation: { ended: true },
    })
    for (const side of [one, other])
      expect(
        await side.admin.client.refusal('threads.contribute', {
          threadId,
          clientId: randomUUID(),
          text: 'x',
        }),
      ).toMatchObject({ code: 'thread.locked' })
    const page = await one.admin.client.call('threads.contributions', { threadId })
    expect(page.contributions.map(({ text }) => text)).toContain('Darf ich?')
    await other.admin.client.call('moderation.unblockOrganisation', {
      organisationId: other.organisationId,
      blockedId: one.organisationId,
    })
    expect(await write(one, 'Danke')).toMatchObject({ state: 'published' })
  })
})

describe('a report', () => {
  it('lets staff read what was reported and decide it, and nothing around it', async () => {
    await write(one, 'Das bleibt unter uns')
    const bad = await write(other, 'Das ist eine Beleidigung')
    await one.admin.client.call('moderation.report', {
      threadId,
      contributionId: bad.id,
      clientId: randomUUID(),
      rule: 'insult',
      sentence: 'So spricht man nicht.',
    })
    const { entries } = await as('centreStaff').call('moderation.queue', {})
    const entry = entries.find(({ contribution }) => contribution?.id === bad.id)!
    expect(entry).toMatchObject({ handledBy: 'staff', mayDecide: true })
    expect(JSON.stringify(entries)).not.toContain('Das bleibt unter uns')
    expect(await as('centreStaff').refusal('threads.get', { threadId })).toMatchObject({ code: 'not-found' })
    for (const role of ['moderator', 'member'])
      expect(JSON.stringify((await as(role).send('moderation.queue', {})).body)).not.toContain(bad.id)
    await as('centreStaff').call('moderation.decide', {
      caseId: entry.id,
      decision: 'hide',
      rule: 'insult',
      reason: 'Das ist eine Beleidigung.',
      rev: entry.rev,
    })
    const page = await one.admin.client.call('threads.contributions', { threadId })
    expect(page.contributions.find(({ id }) => id === bad.id)).toMatchObject({ state: 'hidden', text: '' })
  })

  it('falls to moderators where somebody was appointed for conversations; they read nothing else', async () => {
    const { rooms } = await as('platformAdmin').call('rooms.listFrames', {})
    const frame = rooms.find((room) => room.slug === slug)!
    expect(frame).toMatchObject({ mayEnter: false })
    const appointed = await person('Vermittlerin')
    await as('platformAdmin').call('rooms.appointModerator', { roomId: frame.id, email: appointed.email })
    const bad = await write(other, 'Noch eine Beleidigung')
    await one.admin.client.call('moderation.report', {
      threadId,
      contributionId: bad.id,
      clientId: randomUUID(),
      rule: 'insult',
      sentence: 'Bitte ansehen.',
    })
    const { entries } = await appointed.client.call('moderation.queue', {})
    expect(entries).toMatchObject([{ handledBy: 'moderators', contribution: { id: bad.id } }])
    const grounds = { rule: 'insult', reason: 'Eine Beleidigung.' }
    for (const [name, more] of [
      ['threads.get', {}],
      ['threads.contributions', {}],
      ['threads.hide', { contributionId: bad.id, ...grounds }],
    ] as const)
      expect(await appointed.client.refusal(name, { threadId, ...more })).toMatchObject({ code: 'not-found' })
    await as('platformAdmin').call('rooms.dismissModerator', { roomId: frame.id, userId: appointed.id })
  })
})
