import mongoose from 'mongoose'
import { createLog } from '../platform/log.ts'
import { migrate, type Migration } from '../platform/migrations.ts'

/** As a process of its own, so that a test can kill it in the middle: doubles what 300 documents hold, each once. */
const steps: readonly Migration[] = [
  {
    id: '0001-doubled',
    run: async (keep) => {
      const things = mongoose.connection.collection<{ _id: number; old?: number; doubled?: number }>('things')
      for await (const { _id, old } of things.find({ old: { $exists: true } }).sort({ _id: 1 })) {
        await keep()
        // In one write: whoever is killed before or after it leaves no half of it.
        await things.updateOne({ _id, old: old! }, { $set: { doubled: old! * 2 }, $unset: { old: '' } })
        process.stdout.write('.')
      }
    },
  },
]

await mongoose.connect(process.argv[2]!)
await migrate(steps, { now: () => new Date(), log: createLog('silent'), leaseMs: 500 })
await mongoose.disconnect()
