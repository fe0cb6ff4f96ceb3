import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Int32 } from 'mongodb'
import type { Figure } from '../report.ts'
import type { Size } from './bench.ts'
import { contribution, thread, threadId } from './documents.ts'
import { diskWriter, inTurn, median, ratio } from './rates.ts'
import { withStore } from './server.ts'

const name = 'store, writes'
const many = 64
const counters = 1000

/** Acknowledged writes against the machine's own write that reaches the disk. */
export async function benchWrites(command: string, folder: string, size: Size): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const disk = diskWriter(join(folder, 'disk'))
  try {
    return await withStore(command, join(folder, 'data'), async (client) => {
      const contributions = client.db('bench').collection('contributions')
      const threads = client.db('bench').collection('threads')
      await contributions.createIndex({ thread: 1, seq: 1 }, { unique: true })
      await threads.insertMany(Array.from({ length: counters }, (_, number) => thread(number)))
      const ping = () => client.db('admin').command({ ping: 1 })
      const insert = (number: number) => contributions.insertOne(contribution(number))
      const increment = async (number: number) => {
        const _id = threadId((number * 7919) % counters)
        const found = await threads.findOneAndUpdate({ _id }, { $inc: { clock: new Int32(1) } })
        if (!found) throw new Error('a document that was inserted is not found')
      }
      const rates = await inTurn(
        [
          { name: '4 KB written and fdatasync', run: disk.write },
          { name: `ping, ${many} in flight`, run: ping, inFlight: many },
          { name: 'insertOne', run: insert },
          { name: 'findOneAndUpdate $inc', run: increment },
          { name: `insertOne, ${many} in flight`, run: insert, inFlight: many },
          { name: `findOneAndUpdate $inc, ${many} in flight`, run: increment, inFlight: many },
        ],
        size.rounds,
        size.roundMs,
      )
      const faster = ratio(rates, `insertOne, ${many} in flight`, '4 KB written and fdatasync')
      return [
        ...[...rates].map(([metric, perSecond]) => ({ name, metric, value: median(perSecond), unit: '/s' })),
        {
          name,
          metric: `insertOne, ${many} in flight, ratio`,
          value: faster,
          unit: '×',
          ratioTo: '4 KB written and fdatasync',
          target: 3,
          ok: faster >= 3,
        },
        {
          name,
          metric: `insertOne, ${many} in flight, ratio`,
          value: ratio(rates, `insertOne, ${many} in flight`, `ping, ${many} in flight`),
          unit: '×',
          ratioTo: `ping, ${many} in flight`,
        },
        {
          name,
          metric: 'insertOne, ratio',
          value: ratio(rates, 'insertOne', '4 KB written and fdatasync'),
          unit: '×',
          ratioTo: '4 KB written and fdatasync',
        },
        ...['', `, ${many} in flight`].map((suffix) => {
          // Of the times each takes, not of the rates.
          const value = ratio(rates, `insertOne${suffix}`, `findOneAndUpdate $inc${suffix}`)
          return {
            name,
            metric: `time of findOneAndUpdate $inc${suffix}, ratio`,
            value,
            unit: '×',
            ratioTo: `insertOne${suffix}`,
            target: 1.2,
            ok: value <= 1.2,
          }
        }),
      ]
    })
  } finally {
    disk.close()
  }
}
