import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app[Symbol.asyncDispose]())

const roomId = () => app.world.rooms['professionalisierung']!
const grounds = { rule: 'insult', reason: 'Bitte erst abkühlen.' } as const
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** Somebody to whom the server speaks, with the rooms they were told are not what they were. */
async function listening(who: Client) {
  const told: string[] = []
  const socket = await who.socket()
  socket.on('room.changed', (changed: { roomId: string }) => told.push(changed.roomId))
  return {
    told,
    /** Everything that was sent before the answer to a question has arrived with it. */
    async settle() {
      await who.emit('room.leave', {})
    },
    next: () => who.next('room.changed'),
  }
}

describe('a change of a room', () => {
  it('is told to who is in it and to who has one of its threads open, visitors too, and to nobody else', async () => {
    const { open, closedRoom } = app.world.threads
    const [inside, following, visitor, elsewhere] = [
      app.as('member'),
      app.as('otherMember'),
      app.as(),
      app.as('newcomer'),
    ]
    const hears = await Promise.all([inside, following, visitor, elsewhere].map(listening))
    const { roomId: where } = await visitor.call('threads.get', { threadId: open })
    const other = Object.values(app.world.rooms).find((id) => id !== where)!
    await inside.ask('rooms.enter', { roomId: where })
    await following.ask('rooms.enter', { roomId: where })
    await following.ask('threads.follow', { threadId: open, afterRev: 0 })
    await visitor.ask('threads.follow', { threadId: open, afterRev: 0 })
    await elsewhere.ask('rooms.enter', { roomId: other })
    await elsewhere.emit('thread.follow', { threadId: closedRoom, afterRev: 0 })

    const moderator = app.as('moderator')
    const slug = Object.entries(app.world.rooms).find(([, id]) => id === where)![0]
    for (const set of [true, false]) {
      const arrived = Promise.all(hears.slice(0, 3).map(({ next }) => next()))
      if (set)
        await moderator.call('moderation.setMeasure', { roomId: where, measure: 'read-only', ...grounds })
      else await moderator.call('moderation.liftMeasure', { roomId: where, measure: 'read-only' })
      expect(await arrived).toEqual([{ roomId: where }, { roomId: where }, { roomId: where }])
      // Whoever asks then is answered as it is now.
      expect((await visitor.call('rooms.get', { slug })).measures).toHaveLength(set ? 1 : 0)
      expect((await following.call('threads.get', { threadId: open })).mayContribute).toBe(!set)
    }
    await Promise.all([hears[1]!.settle(), hears[3]!.settle()])
    expect(hears[1]!.told, 'once each, also for who is there in two ways').toHaveLength(2)
    expect(hears[3]!.told).toEqual([])
  })

  it('that is about one person is told to them alone, who comes back and asks', async () => {
    const [suspended, reader] = [app.as('otherMember'), app.as('member')]
    const hears = await listening(reader)
    await reader.ask('rooms.enter', { roomId: roomId() })
    await suspended.ask('rooms.enter', { roomId: roomId() })
    const gone = suspended.next('disconnect')
    const userId = app.world.roles['otherMember']!.userId
    await app
      .as('moderator')
      .call('moderation.suspend', { roomId: roomId(), userId, until: inDays(3), ...grounds })
    await gone
    await hears.settle()
    expect(hears.told).toEqual([])
    const room = await suspended.call('rooms.get', { slug: 'professionalisierung' })
    const { statements } = await suspended.call('moderation.statements', {})
    expect(room).toMatchObject({
      suspendedUntil: statements[0]!.until,
      suspensionStatementId: statements[0]!.id,
    })
    expect(await reader.call('rooms.get', { slug: 'professionalisierung' })).toMatchObject({
      suspendedUntil: null,
      suspensionStatementId: null,
    })
  })

  it('of a closed room is not told to who is outside, whatever they ask for', async () => {
    const threadId = app.world.threads.closedRoom
    const moderator = app.as('moderator')
    const { roomId: closed } = await moderator.call('threads.get', { threadId })
    const outside = await Promise.all(
      ['member', 'otherMember', 'orgAdmin', 'municipalContact', 'platformAdmin', undefined].map(
        async (role) => {
          const who = app.as(role)
          const hears = await listening(who)
          await who.emit('room.enter', { roomId: closed })
          await who.emit('thread.follow', { threadId, afterRev: 0 })
          return hears
        },
      ),
    )
    await moderator.ask('threads.follow', { threadId, afterRev: 0 })
    const told = moderator.next('room.changed')
    await moderator.call('moderation.setMeasure', {
      roomId: closed,
      measure: 'slow-mode',
      seconds: 60,
      ...grounds,
    })
    expect(await told).toEqual({ roomId: closed })
    for (const one of outside) {
      await one.settle()
      expect(one.told).toEqual([])
    }
  })
})
