import { randomUUID } from 'node:crypto'
import mongoose, { Schema, trusted } from 'mongoose'
import { duplicateOf } from './db.ts'
import type { PersonalRules } from './personal.ts'

interface LeaseDoc {
  /** What only one process does at a time. */
  _id: string
  holder: string
  until: Date
}

const lease = new Schema<LeaseDoc>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'leases', versionKey: false },
)
export const Leases = mongoose.model<LeaseDoc>('Lease', lease)

export const leasesPersonal: PersonalRules = { Lease: { impersonal: '_id holder until' } }

/** The work belongs to somebody else by now: this process was silent for too long. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

export interface Lease {
  /** To be called again and again while working; writes only now and then. Throws where the lease is another's. */
  keep: () => Promise<void>
  release: () => Promise<void>
}

export interface LeaseOptions {
  now: () => Date
  /** So long it is held without a sign of life; a process that was killed holds others up no longer than that. */
  forMs: number
}

/**
 * Takes on what several processes must not do at once; undefined where another one is at it. Whoever works under a
 * lease still ends with a conditional write: a process may stand still for longer than any lease lasts.
 */
export async function takeLease(name: string, { now, forMs }: LeaseOptions): Promise<Lease | undefined> {
  const holder = randomUUID()
  const later = () => new Date(now().getTime() + forMs)
  try {
    await Leases.updateOne(
      { _id: name, until: trusted({ $lte: now() }) },
      { $set: { holder, until: later() } },
      { upsert: true },
    )
  } catch (error) {
    if (duplicateOf(error) !== undefined) return undefined
    throw error
  }
  let keptAt = performance.now()
  return {
    keep: async () => {
      if (performance.now() - keptAt < forMs / 4) return
      const kept = await Leases.updateOne({ _id: name, holder }, { $set: { until: later() } })
      if (kept.matchedCount === 0) throw new LeaseLost(name)
      keptAt = performance.now()
    },
    release: async () => {
      await Leases.deleteOne({ _id: name, holder })
    },
  }
}
