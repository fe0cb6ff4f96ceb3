import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

describe('the rooms', () => {
  it('are the two of the meeting, with their guiding questions in order', async () => {
    const { rooms } = await app.as().call('rooms.list', {})
    expect(rooms.map(({ slug, visibility }) => [slug, visibility])).toEqual([
      ['professionalisierung', 'public'],
      ['dialog', 'public'],
    ])
    for (const { questions } of rooms) {
      expect(questions.map(({ order }) => order)).toEqual([1, 2, 3])
      for (const { text, short } of questions) {
        expect(Object.keys(text)).toEqual(expect.arrayContaining(['de', 'en', 'ar']))
        expect(Object.keys(short)).toEqual(expect.arrayContaining(['de', 'en', 'ar']))
      }
    }
  })

  it('say what the reader may do in them', async () => {
    const rights = async (role?: string) => {
      const { mayStartThread, mayModerate } = await app
        .as(role)
        .call('rooms.get', { slug: 'professionalisierung' })
      return [mayStartThread, mayModerate]
    }
    expect(await rights()).toEqual([false, false])
    expect(await rights('member')).toEqual([true, false])
    expect(await rights('moderator')).toEqual([true, true])
    expect(await rights('otherRoomModerator')).toEqual([true, false])
    expect(await rights('platformAdmin')).toEqual([false, false])
  })

  it('that are closed are there for the invited only', async () => {
    expect((await app.as('moderator').call('rooms.get', { slug: 'moderationsrunde' })).visibility).toBe(
      'closed',
    )
    for (const role of [undefined, 'member', 'municipalContact', 'centreStaff', 'platformAdmin']) {
      expect(await app.as(role).refusal('rooms.get', { slug: 'moderationsrunde' })).toMatchObject({
        code: 'not-found',
      })
    }
  })
})

describe('moderators', () => {
  const roomId = () => app.world.rooms['dialog']!

  it('are appointed and dismissed by staff, and nobody else learns who they are', async () => {
    for (const role of ['member', 'moderator', 'otherRoomModerator', 'municipalContact']) {
      expect(await app.as(role).refusal('rooms.listModerators', { roomId: roomId() })).toMatchObject({
        code: 'not-found',
      })
    }
    const staff = app.as('centreStaff')
    const appointed = await staff.call('rooms.appointModerator', {
      roomId: roomId(),
      email: 'load0@augenhoehe.example',
    })
    expect(appointed.moderators.map(({ name }) => name)).toEqual(['Fatou Diallo', 'Last 1'])
    expect((await app.as('load0').call('accounts.me', {})).moderates).toEqual([roomId()])
    const again = await staff.call('rooms.appointModerator', {
      roomId: roomId(),
      email: 'load0@augenhoehe.example',
    })
    expect(again.moderators).toHaveLength(2)
    expect(
      await staff.refusal('rooms.appointModerator', { roomId: roomId(), email: 'nobody@example.org' }),
    ).toMatchObject({ code: 'not-found' })
    expect(
      await staff.refusal('rooms.appointModerator', {
        roomId: roomId(),
        email: 'municipal-contact@augenhoehe.example',
      }),
    ).toMatchObject({ code: 'action.forbidden' })
  })

  it('of a closed room are not appointed by staff who are not in it: nobody lets themselves in', async () => {
    const closed = app.world.rooms['moderationsrunde']!
    const staff = app.as('centreStaff')
    const themselves = { roomId: closed, email: app.world.roles['centreStaff']!.email }
    expect((await staff.refusal('rooms.appointModerator', themselves)).code).toBe('not-found')
    expect((await staff.refusal('rooms.listModerators', { roomId: closed })).code).toBe('not-found')
    expect((await staff.refusal('rooms.get', { slug: 'moderationsrunde' })).code).toBe('not-found')
    const admin = app.as('platformAdmin')
    const { moderators } = await admin.call('rooms.listModerators', { roomId: closed })
    expect(moderators).toHaveLength(1)
    expect((await admin.refusal('rooms.get', { slug: 'moderationsrunde' })).code).toBe('not-found')
  })

  it('lose what only moderators see the moment they are dismissed', async () => {
    const admin = app.as('platformAdmin')
    await admin.call('rooms.appointModerator', { roomId: roomId(), email: 'load1@augenhoehe.example' })
    const { thread } = await app.as('member').call('threads.start', {
      roomId: roomId(),
      clientId: randomUUID(),
      title: 'Wer darf was sehen?',
      text: 'Der erste Beitrag.',
    })
    const reader = await app.as('load1').follow(thread.id)
    const held = await app
      .as('newcomer')
      .call('threads.contribute', { threadId: thread.id, clientId: randomUUID(), text: 'Ich bin neu hier.' })
    await reader.until((all) => all.some(({ id }) => id === held.id))

    const socket = await app.as('load1').socket()
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    await admin.call('rooms.dismissModerator', { roomId: roomId(), userId: app.world.roles['load1']!.userId })
    await closed
    const { contributions } = await app.as('load1').call('threads.contributions', { threadId: thread.id })
    expect(contributions.map(({ id }) => id)).not.toContain(held.id)
    expect(
      await app.as('load1').refusal('threads.publish', { threadId: thread.id, contributionId: held.id }),
    ).toMatchObject({ code: 'not-found' })
  })
})

describe('a thread whose first contribution waits', () => {
  it('is there for its starter and the moderators, and for nobody else, not even by its id', async () => {
    const started = await app.as('newcomer').call('threads.start', {
      roomId: app.world.rooms['professionalisierung']!,
      clientId: randomUUID(),
      title: 'Ein Titel, den noch niemand gelesen hat',
      text: 'Guten Tag.',
    })
    const threadId = started.thread.id
    expect(started.contribution.state).toBe('held')
    for (const role of [undefined, 'member', 'otherRoomModerator']) {
      expect(await app.as(role).refusal('threads.get', { threadId })).toMatchObject({ code: 'not-found' })
      expect(await app.as(role).emit('thread.follow', { threadId, afterRev: 0 })).toMatchObject({
        ok: false,
        problem: { code: 'not-found' },
      })
    }
    expect((await app.as('newcomer').call('threads.get', { threadId })).title).toContain('Titel')
    await app.as('moderator').call('threads.publish', { threadId, contributionId: started.contribution.id })
    expect((await app.as().call('threads.get', { threadId })).title).toContain('Titel')
  })
})
