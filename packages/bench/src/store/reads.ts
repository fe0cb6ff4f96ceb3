import type { Collection, MongoClient } from 'mongodb'
import type { Figure } from '../report.ts'
import type { Size } from './bench.ts'
import { contributionId, perThread, threadId } from './documents.ts'
import { load } from './load.ts'
import { inTurn, median, ratio, type Contender } from './rates.ts'
import { withBare, withStore } from './server.ts'

const name = 'store, reads'
const many = 64

/**
 * Reads through an index against the driver's `ping`; and against a server that only answers with as many documents
 * (`bare.ts`), which shows how much of the difference is the driver's.
 */
export const benchReads = (command: string, folder: string, size: Size): Promise<Figure[]> =>
  withStore(command, folder, async (client) => {
    const collection = contributionsOf(client)
    await collection.createIndex({ thread: 1, seq: 1 }, { unique: true })
    await load(collection, size.indexed)
    return withBare(async (bare) => {
      const ping = () => client.db('admin').command({ ping: 1 })
      const one = reads(collection, size)
      const answered = reads(contributionsOf(bare), size)
      const contenders: Contender[] = [
        { name: 'ping', run: ping },
        { name: 'findOne by _id', run: one.findOne },
        { name: 'findOne by _id, bare answer', run: answered.findOne },
        { name: 'newest 50', run: one.newest },
        { name: 'newest 50, bare answer', run: answered.newest },
        { name: `ping, ${many} in flight`, run: ping, inFlight: many },
        { name: `findOne by _id, ${many} in flight`, run: one.findOne, inFlight: many },
        { name: `newest 50, ${many} in flight`, run: one.newest, inFlight: many },
      ]
      const rates = await inTurn(contenders, size.rounds, size.roundMs)
      const against = (metric: string, other: string, target?: number): Figure => {
        const value = ratio(rates, metric, other)
        const aim = target !== undefined && { target, ok: value >= target }
        return { name, metric: `${metric}, ratio`, value, unit: '×', ratioTo: other, ...aim }
      }
      return [
        ...[...rates].map(([metric, perSecond]) => ({ name, metric, value: median(perSecond), unit: '/s' })),
        against('findOne by _id', 'ping', 0.8),
        against('findOne by _id, bare answer', 'ping'),
        against('findOne by _id', 'findOne by _id, bare answer'),
        against('newest 50', 'ping', 0.5),
        against('newest 50, bare answer', 'ping'),
        against('newest 50', 'newest 50, bare answer'),
        against(`findOne by _id, ${many} in flight`, `ping, ${many} in flight`),
        against(`newest 50, ${many} in flight`, `ping, ${many} in flight`),
      ]
    })
  })

const contributionsOf = (client: MongoClient) => client.db('bench').collection('contributions')

/** A stride without a common factor leads everywhere, and not to neighbours. */
const stride = 7919

const reads = (collection: Collection, { indexed }: Size) => ({
  findOne: async (number: number) => {
    const found = await collection.findOne({ _id: contributionId((number * stride) % indexed) })
    if (!found) throw new Error('a document that was loaded is not found')
  },
  newest: async (number: number) => {
    const found = await collection
      .find({ thread: threadId((number * stride) % (indexed / perThread)) })
      .sort({ seq: -1 })
      .limit(50)
      .toArray()
    if (found.length !== 50) throw new Error('not the newest 50')
  },
})
