import { randomUUID } from 'node:crypto'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { Contributions, Threads, type ContributionDoc } from './model.ts'

let app: TestApp
const clients: Client[] = []
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const roles = [
  'member',
  'otherMember',
  'moderator',
  'otherRoomModerator',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
] as const

const room = () => app.world.rooms['professionalisierung']!
const draft = (threadId: string, text: string) => ({ threadId, clientId: randomUUID(), text })

/** A second device of the same person: another session. */
function another(role: string) {
  const client = app.as(role)
  clients.push(client)
  return client
}

async function newThread(by = app.as('member')) {
  const { thread } = await by.call('threads.start', {
    roomId: room(),
    clientId: randomUUID(),
    title: `Gespräch ${randomUUID()}`,
    text: 'Womit fangen wir an?',
  })
  return thread.id
}

const oneAnHour = (index: number) => new Date(Date.UTC(2020, 0, 1, index))

/** Straight into the store: so many places, one an hour. */
async function longThread(count: number, textOf: (seq: number) => string = (seq) => `Beitrag ${seq}`) {
  const threadId = await newThread()
  await Contributions.deleteMany({ threadId })
  const first: Partial<ContributionDoc> = {
    actingOrganisationId: null,
    type: null,
    event: null,
    state: 'published',
    questionId: null,
    lang: 'de',
    replyTo: null,
    restriction: null,
    editedAt: null,
    authorId: app.world.roles['otherMember']!.userId,
  }
  for (let from = 1; from <= count; from += 5000) {
    const docs = Array.from({ length: Math.min(5000, count - from + 1) }, (_, index) => ({
      ...first,
      _id: new Types.ObjectId(),
      threadId: new Types.ObjectId(threadId),
      clientId: randomUUID(),
      text: textOf(from + index),
      seq: from + index,
      rev: from + index,
      createdAt: oneAnHour(from + index),
    }))
    await Contributions.collection.insertMany(docs)
  }
  await Threads.updateOne(
    { _id: threadId },
    { contributionCount: count, lastContributionAt: oneAnHour(count) },
  )
  return threadId
}

const seqs = (page: { contributions: readonly { seq: number | null }[] }) =>
  page.contributions.map(({ seq }) => seq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('how far somebody has read', () => {
  it('is the same on all their devices, goes only up and never past the end', async () => {
    const threadId = await newThread()
    await app.as('member').call('threads.contribute', draft(threadId, 'zwei'))
    await app.as('member').call('threads.contribute', draft(threadId, 'drei'))
    const phone = another('otherMember')
    const desk = another('otherMember')
    expect(await desk.call('threads.get', { threadId })).toMatchObject({ readSeq: null, unreadCount: 3 })
    const heard = desk.next('thread.read')
    await desk.socket()
    expect(await phone.call('threads.markRead', { threadId, seq: 2 })).toEqual({ readSeq: 2, unreadCount: 1 })
    expect(await heard).toEqual({ threadId, seq: 2 })
    expect(await desk.call('threads.get', { threadId })).toMatchObject({ readSeq: 2, unreadCount: 1 })
    expect(await desk.ask('threads.markRead', { threadId, seq: 1 })).toEqual({ readSeq: 2, unreadCount: 1 })
    expect(await desk.ask('threads.markRead', { threadId, seq: 4000 })).toEqual({
      readSeq: 3,
      unreadCount: 0,
    })
    const { threads } = await phone.call('threads.list', { roomId: room() })
    expect(threads.find(({ id }) => id === threadId)).toMatchObject({ readSeq: 3, unreadCount: 0 })
  })

  it('survives two devices that make the first mark at the same moment', async () => {
    const threadId = await longThread(40)
    const devices = [another('member'), another('member'), another('member')]
    await Promise.all(devices.map((one) => one.socket()))
    const marks = await Promise.all(
      range(1, 30).map((seq) => devices[seq % 3]!.ask('threads.markRead', { threadId, seq })),
    )
    expect(Math.max(...marks.map(({ readSeq }) => readSeq))).toBe(30)
    expect(await devices[0]!.call('threads.get', { threadId })).toMatchObject({
      readSeq: 30,
      unreadCount: 10,
    })
  })

  it('reaches to one’s own words', async () => {
    const threadId = await newThread()
    const writer = another('otherMember')
    await writer.socket()
    const heard = writer.next('thread.read')
    await writer.call('threads.contribute', draft(threadId, 'zwei'))
    expect(await heard).toEqual({ threadId, seq: 2 })
    expect(await writer.call('threads.get', { threadId })).toMatchObject({ readSeq: 2, unreadCount: 0 })
  })

  it('is told to nobody else', async () => {
    const threadId = await newThread()
    const other = another('moderator')
    const socket = await other.socket()
    const heard: string[] = []
    socket.onAny((event: string) => heard.push(event))
    await other.ask('threads.follow', { threadId, afterRev: 0 })
    await app.as('otherMember').call('threads.markRead', { threadId, seq: 1 })
    await app.as('otherMember').call('threads.contribute', draft(threadId, 'zwei'))
    while (!heard.includes('thread.changed')) await new Promise((resolve) => socket.onAny(resolve))
    expect(heard).not.toContain('thread.read')
    expect(JSON.stringify(await other.call('threads.get', { threadId }))).not.toContain('otherMember')
    expect(await other.call('threads.get', { threadId })).toMatchObject({ readSeq: null })
  })

  it.each(roles)('is kept for %s where they may read, and nowhere else', async (role) => {
    const client = app.as(role)
    const may = await client.call('rooms.list', {})
    const closed = app.world.threads.closedRoom
    const inside = may.rooms.some(({ id }) => id === app.world.rooms['moderationsrunde'])
    const answer = await client.send('threads.markRead', { threadId: closed, seq: 1 })
    expect(answer.status).toBe(inside ? 200 : 404)
    if (!inside) {
      const nowhere = await client.send('threads.markRead', { threadId: 'f'.repeat(24), seq: 1 })
      expect(answer.body).toMatchObject({ code: (nowhere.body as { code: string }).code })
    }
    const threadId = await newThread()
    expect(await client.call('threads.markRead', { threadId, seq: 1 })).toEqual({
      readSeq: 1,
      unreadCount: 0,
    })
  })

  it('is not kept for visitors, who are told no numbers', async () => {
    const threadId = await newThread()
    const visitor = app.as()
    expect(await visitor.refusal('threads.markRead', { threadId, seq: 1 })).toMatchObject({
      code: 'session.required',
    })
    expect(await visitor.call('threads.get', { threadId })).toMatchObject({ readSeq: null, unreadCount: 0 })
    const { rooms } = await visitor.call('rooms.list', {})
    expect(rooms.map(({ unreadThreads }) => unreadThreads)).toEqual(rooms.map(() => null))
  })

  it('counts threads in a room, and never what waits for a moderator', async () => {
    const reader = app.as('municipalContact')
    const unread = async () =>
      (await reader.call('rooms.list', {})).rooms.find(({ id }) => id === room())!.unreadThreads!
    const before = await unread()
    const threadId = await newThread()
    expect(await unread()).toBe(before + 1)
    const { thread } = await app.as('newcomer').call('threads.start', {
      roomId: room(),
      clientId: randomUUID(),
      title: 'Wartet noch',
      text: 'Ich bin neu.',
    })
    expect(thread.contributionCount).toBe(0)
    expect(await unread()).toBe(before + 1)
    await reader.call('threads.markRead', { threadId, seq: 1 })
    expect(await unread()).toBe(before)
  })

  it('is forgotten with the person', async () => {
    const threadId = await newThread()
    await app.as('orgAdmin').call('threads.markRead', { threadId, seq: 1 })
    await app.app.threads.leaving.forgetReader(app.world.roles['orgAdmin']!.userId)
    expect(await app.as('orgAdmin').call('threads.get', { threadId })).toMatchObject({ readSeq: null })
  })
})

describe('a finished talk', () => {
  it.each([...roles, undefined])('is closed off by its starter and moderators: %s', async (role) => {
    const threadId = await newThread(app.as('member'))
    const { status } = await app.as(role).send('threads.finish', { threadId })
    const may = role === 'member' || role === 'moderator'
    expect(status).toBe(may ? 200 : role === undefined ? 401 : 403)
    expect(await app.as('member').call('threads.get', { threadId })).toMatchObject({ finished: may })
  })

  it('is a step of the log that everybody hears, and twice is a conflict', async () => {
    const threadId = await newThread()
    const reader = await app.as('newcomer').follow(threadId)
    expect(await app.as('member').call('threads.finish', { threadId })).toMatchObject({
      finished: true,
      mayContribute: true,
      unreadCount: 0,
    })
    const shown = await reader.until((all) => all.some(({ event }) => event?.kind === 'finished'))
    expect(shown.at(-1)).toMatchObject({ seq: 2, type: 'system', authorName: 'Samira Haddad' })
    expect(await app.as('member').refusal('threads.finish', { threadId })).toMatchObject({ code: 'conflict' })
    expect(await app.as('moderator').call('threads.reopen', { threadId })).toMatchObject({ finished: false })
    expect(await app.as('member').refusal('threads.reopen', { threadId })).toMatchObject({ code: 'conflict' })
  })

  it('goes on when somebody writes, also after a restart', async () => {
    const threadId = await newThread()
    const { audit } = { audit: app.as('platformAdmin') }
    const entries = async () => (await audit.call('audit.list', { limit: 1 })).entries[0]?.n
    const before = await entries()
    await app.as('member').call('threads.finish', { threadId })
    expect(await entries()).toBe(before) // not done in an office
    await app.app.threads.repair()
    expect(await app.as('member').call('threads.get', { threadId })).toMatchObject({ finished: true })
    await app.as('otherMember').call('threads.contribute', draft(threadId, 'Noch etwas.'))
    expect(await app.as('member').call('threads.get', { threadId })).toMatchObject({ finished: false })
    await app.app.threads.repair()
    expect(await app.as('member').call('threads.get', { threadId })).toMatchObject({ finished: false })
    expect(await app.as('member').call('threads.finish', { threadId })).toMatchObject({ finished: true })
  })

  it('does not touch a lock, nor a lock it', async () => {
    const threadId = await newThread()
    const rule = { rule: 'off-topic', reason: 'Das gehört nicht hierher.' } as const
    await app.as('moderator').call('threads.lock', { threadId, ...rule })
    expect(await app.as('member').refusal('threads.finish', { threadId })).toMatchObject({
      code: 'action.forbidden',
    })
    expect(await app.as('moderator').call('threads.finish', { threadId })).toMatchObject({
      locked: true,
      finished: true,
    })
    expect(await app.as('moderator').call('threads.unlock', { threadId })).toMatchObject({
      locked: false,
      finished: true,
    })
  })
})

describe('a page', () => {
  const ask = (threadId: string, where: Record<string, unknown>, by = app.as('member')) =>
    by.call('threads.contributions', { threadId, limit: 20, ...where })

  it('is a range before, after or around a place and says what lies on both sides', async () => {
    const threadId = await longThread(100)
    const newest = await ask(threadId, {})
    expect(seqs(newest)).toEqual(range(81, 100))
    expect(newest).toMatchObject({ more: true, moreBefore: true, moreAfter: false, target: null })
    const before = await ask(threadId, { beforeSeq: 11 })
    expect(seqs(before)).toEqual(range(1, 10))
    expect(before).toMatchObject({ more: false, moreBefore: false, moreAfter: true })
    const after = await ask(threadId, { afterSeq: 50 })
    expect(seqs(after)).toEqual(range(51, 70))
    expect(after).toMatchObject({ more: true, moreBefore: true, moreAfter: true })
    expect(await ask(threadId, { afterSeq: 80 })).toMatchObject({ more: false, moreAfter: false })
    const around = await ask(threadId, { aroundSeq: 40 })
    expect(seqs(around)).toEqual(range(34, 53))
    expect(around).toMatchObject({ moreBefore: true, moreAfter: true, target: { seq: 40 } })
  })

  it('keeps to the edges', async () => {
    const threadId = await longThread(30)
    expect(seqs(await ask(threadId, { aroundSeq: 1 }))).toEqual(range(1, 20))
    expect(await ask(threadId, { aroundSeq: 1 })).toMatchObject({ moreBefore: false, moreAfter: true })
    expect(await ask(threadId, { aroundSeq: 99 })).toMatchObject({ moreAfter: false, target: { seq: 30 } })
    expect(await ask(threadId, { afterSeq: 30 })).toMatchObject({
      contributions: [],
      more: false,
      moreAfter: false,
    })
    expect(await ask(threadId, { beforeSeq: 1 })).toMatchObject({
      contributions: [],
      more: false,
      moreBefore: false,
    })
    expect(
      await app.as().refusal('threads.contributions', { threadId, afterSeq: 1, beforeSeq: 9 }),
    ).toMatchObject({
      code: 'request.invalid',
    })
  })

  it('leads to a date, to the first then or later', async () => {
    const threadId = await longThread(200)
    expect(await ask(threadId, { at: oneAnHour(77).toISOString() })).toMatchObject({ target: { seq: 77 } })
    const between = new Date(oneAnHour(77).getTime() + 1).toISOString()
    expect(await ask(threadId, { at: between })).toMatchObject({ target: { seq: 78 } })
    expect(await ask(threadId, { at: '1999-01-01T00:00:00.000Z' })).toMatchObject({ target: { seq: 1 } })
    expect(await ask(threadId, { at: '2099-01-01T00:00:00.000Z' })).toMatchObject({ target: { seq: 200 } })
  })

  it('leads to one contribution for who may see it; for others it does not exist', async () => {
    const threadId = await newThread()
    const { id: held } = await app.as('newcomer').call('threads.contribute', draft(threadId, 'Ich bin neu.'))
    for (const role of roles) {
      const answer = await app.as(role).send('threads.contributions', { threadId, aroundId: held })
      expect([role, answer.status]).toEqual([role, role === 'newcomer' || role === 'moderator' ? 200 : 404])
    }
    const mine = await ask(threadId, { aroundId: held }, app.as('newcomer'))
    expect(mine.target).toEqual({ id: held, seq: null })
    expect(mine.contributions.map(({ id }) => id)).toContain(held)
    const elsewhere = await newThread()
    expect(
      await app.as('moderator').refusal('threads.contributions', { threadId: elsewhere, aroundId: held }),
    ).toMatchObject({ code: 'not-found' })
    const { contributions } = await ask(threadId, {})
    const published = contributions.find(({ seq }) => seq === 1)!.id
    expect(await ask(threadId, { aroundId: published }, app.as())).toMatchObject({
      target: { id: published, seq: 1 },
    })
  })

  it('weighs at most 60 kB, and goes on however long the words are', async () => {
    const threadId = await longThread(120, (seq) => (seq % 3 === 0 ? '„ü“'.repeat(3000) : 'kurz'))
    const seen: (number | null)[] = []
    for (let beforeSeq: number | undefined, more = true; more;) {
      const { body } = await app.as().send('threads.contributions', {
        threadId,
        limit: 200,
        ...(beforeSeq !== undefined && { beforeSeq }),
      })
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(60_000)
      const page = body as Awaited<ReturnType<typeof ask>>
      seen.unshift(...seqs(page))
      more = page.moreBefore
      beforeSeq = page.contributions[0]!.seq!
    }
    expect(seen).toEqual(range(1, 120))
    const around = await ask(threadId, { aroundSeq: 60, limit: 200 })
    expect(Buffer.byteLength(JSON.stringify(around))).toBeLessThanOrEqual(60_000)
    expect(seqs(around)).toContain(60)
    expect(seqs(around)).toEqual(range(seqs(around)[0]!, seqs(around).at(-1)!))
    const changes = await ask(threadId, { afterRev: 0, limit: 200 })
    expect(Buffer.byteLength(JSON.stringify(changes))).toBeLessThanOrEqual(60_000)
    expect(changes.rev).toBe(changes.contributions.at(-1)!.rev)
  })

  it('brings along what its contributions refer to, without the words nobody may read', async () => {
    const threadId = await newThread()
    const { id: first } = await app.as('member').call('threads.contribute', draft(threadId, 'ä'.repeat(500)))
    for (const n of range(1, 5)) await app.as('member').call('threads.contribute', draft(threadId, `${n}`))
    const reader = app.as('otherMember')
    const socket = await reader.socket()
    await reader.ask('threads.follow', { threadId, afterRev: 0 })
    const pushed = new Promise<{ quoted: unknown[] }>((resolve) => socket.once('thread.changed', resolve))
    await app.as('orgAdmin').call('threads.contribute', { ...draft(threadId, 'Dazu:'), replyTo: first })
    const brief = { id: first, seq: 2, state: 'published', text: 'ä'.repeat(200) }
    expect((await pushed).quoted).toMatchObject([brief])
    expect((await ask(threadId, { limit: 2 })).quoted).toMatchObject([brief])
    expect((await ask(threadId, {})).quoted).toEqual([])
    await app.as('moderator').call('threads.hide', {
      threadId,
      contributionId: first,
      rule: 'off-topic',
      reason: 'Gehört woanders hin.',
    })
    expect((await ask(threadId, { limit: 2 }, app.as())).quoted).toMatchObject([
      { id: first, state: 'hidden', text: '' },
    ])
  })

  it('says of what is quoted who said it aloud', async () => {
    const threadId = await newThread()
    const oral = { name: 'Frau im grünen Mantel' }
    const { id } = await app
      .as('moderator')
      .call('threads.contribute', { ...draft(threadId, 'Wir haben keinen Raum.'), oral })
    await app.as('member').call('threads.contribute', { ...draft(threadId, 'Wir auch nicht.'), replyTo: id })
    const { quoted } = await ask(threadId, { limit: 1 })
    expect(quoted).toMatchObject([{ id, oral: { speaker: oral.name, organisation: null } }])
  })

  it('of a thread of 100,000 is found at the first unread one', async () => {
    const threadId = await longThread(100_000)
    const member = app.as('member')
    await member.call('threads.markRead', { threadId, seq: 70_000 })
    const { readSeq, unreadCount } = await member.call('threads.get', { threadId })
    expect({ readSeq, unreadCount }).toEqual({ readSeq: 70_000, unreadCount: 30_000 })
    const page = await ask(threadId, { aroundSeq: readSeq! + 1, limit: 60 })
    expect(seqs(page)).toEqual(range(69_981, 70_040))
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(60_000)
    expect(await ask(threadId, { at: oneAnHour(50_000).toISOString() })).toMatchObject({
      target: { seq: 50_000 },
    })
  })
})
