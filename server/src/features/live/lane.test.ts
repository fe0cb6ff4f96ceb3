import { MongoNetworkError } from 'mongodb'
import mongoose from 'mongoose'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { Seat, session } from '../../testing/sessions.ts'
import { Sessions } from './model.ts'

let app: TestApp
let sessionId = ''
beforeAll(async () => {
  app = await startApp()
  sessionId = await session(app)
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => app[Symbol.asyncDispose]())

const collection = mongoose.mongo.Collection.prototype
const raise = (role: string, clientId: string = randomUUID()) =>
  app.as(role).emit('live.raiseHand', { sessionId, clientId })

/** The next write to a session ends like this. */
function onceAtTheEnd(end: (write: () => Promise<unknown>) => Promise<unknown>) {
  const write = Reflect.get(collection, 'updateOne') as (...args: unknown[]) => unknown
  let isFirst = true
  vi.spyOn(collection, 'updateOne').mockImplementation(function (this: unknown, ...args: unknown[]) {
    const go = () => Reflect.apply(write, this, args) as Promise<unknown>
    const isSession = (this as { collectionName: string }).collectionName === Sessions.collection.name
    if (!isSession || !isFirst) return go() as never
    isFirst = false
    return end(go) as never
  })
}

describe('A write to a session', () => {
  it('whose answer is lost is told to all who follow, and a retry gets what is stored', async () => {
    const seat = await Seat.take(app.as('newcomer'), sessionId)
    const clientId = randomUUID()
    onceAtTheEnd(async (write) => {
      await write()
      throw new MongoNetworkError('the answer was lost')
    })
    expect((await raise('member', clientId)).problem?.code).toBe('unavailable')
    const [hand] = (await seat.until(({ queue }) => queue.length === 1)).queue
    expect(await raise('member', clientId)).toMatchObject({ ok: true, data: { n: hand!.n, place: 1 } })
    expect((await app.as().call('live.get', { sessionId })).queue).toHaveLength(1)
  })

  it('that does not come about changes nothing, and the next one goes on from what is stored', async () => {
    const before = await app.as().call('live.get', { sessionId })
    onceAtTheEnd(async () => {
      throw new MongoNetworkError('the store is gone')
    })
    expect((await raise('orgAdmin')).problem?.code).toBe('unavailable')
    expect((await app.as().call('live.get', { sessionId })).rev).toBe(before.rev)
    expect((await raise('orgAdmin')).ok).toBe(true)
  })

  it('that somebody else was faster than is made anew from what they wrote', async () => {
    await app.as('moderator').ask('live.setQueue', { sessionId, closed: false })
    await Sessions.collection.updateOne(
      { _id: new mongoose.Types.ObjectId(sessionId) },
      { $inc: { rev: 1 }, $set: { queueClosed: true } },
    )
    expect((await raise('otherMember')).problem?.code).toBe('live.queue-closed')
    const { stage } = await app.as().call('live.get', { sessionId })
    expect(stage.queueClosed).toBe(true)
  })
})
