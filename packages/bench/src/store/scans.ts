import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Collection } from 'mongodb'
import type { Figure } from '../report.ts'
import type { Size } from './bench.ts'
import { withStore } from './server.ts'

const name = 'store, scans'
const aim = 50

/** How long a client waits that only pings, while another one's command walks over the whole collection. */
export const benchScans = (command: string, folder: string, size: Size): Promise<Figure[]> =>
  withStore(command, folder, async (client, { uri }) => {
    const collection = client.db('bench').collection('contributions')
    const pinger = fork(join(import.meta.dirname, 'pinger.ts'), [uri], { execArgv: ['--import', 'tsx'] })
    await once(pinger, 'message')
    try {
      const figures: Figure[] = []
      for (const [scan, run] of scans(collection, size)) {
        figures.push(...(await compared(pinger, scan, run)))
      }
      return figures
    } finally {
      pinger.disconnect()
      await once(pinger, 'exit')
    }
  })

type Scan = [name: string, run: () => Promise<void>]

const scans = (collection: Collection, { loaded }: Size): Scan[] => [
  ['find', async () => expect((await collection.find({ text: 'none' }).toArray()).length, 0)],
  // The command; the driver's countDocuments is an aggregation.
  ['count', async () => expect(await collection.count({ text: 'none' }), 0)],
  ['countDocuments', async () => expect(await collection.countDocuments({ text: 'none' }), 0)],
  [
    'aggregate $group',
    async () => {
      const groups = collection.aggregate([{ $group: { _id: '$text', count: { $sum: 1 } } }])
      expect((await groups.toArray())[0]?.['count'], loaded)
    },
  ],
  [
    'updateMany, one in ten changed',
    async () => {
      const { modifiedCount } = await collection.updateMany(
        { seq: { $lte: 100 } },
        { $set: { edited: true } },
      )
      expect(modifiedCount, loaded / 10)
    },
  ],
  ['createIndex', async () => expect(await collection.createIndex({ at: 1 }), 'at_1')],
]

function expect(found: unknown, wanted: unknown) {
  if (found !== wanted) throw new Error(`a scan found ${String(found)} instead of ${String(wanted)}`)
}

/** The longest ping while it runs, and before it for the same time without it. */
async function compared(pinger: ChildProcess, scan: string, run: () => Promise<void>): Promise<Figure[]> {
  await longestPing(pinger)
  const began = performance.now()
  await run()
  const during = await longestPing(pinger)
  await setTimeout(performance.now() - began)
  const alone = await longestPing(pinger)
  return [
    { name, metric: `longest ping for as long without a scan (${scan})`, value: alone, unit: 'ms' },
    {
      name,
      metric: `longest ping during a scan (${scan})`,
      value: during,
      unit: 'ms',
      ratioTo: `${alone.toFixed(1)} ms without`,
      target: aim,
      ok: during - alone <= aim,
    },
  ]
}

async function longestPing(pinger: ChildProcess): Promise<number> {
  pinger.send('longest')
  const [longest] = (await once(pinger, 'message')) as [number]
  return longest
}
