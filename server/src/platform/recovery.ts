import mongoose, { Schema } from 'mongoose'
import type { PersonalRules } from './personal.ts'

interface RecoveryDoc {
  /** Made anew each time: whoever has seen the store before it knows another one. */
  _id: string
  /** The backup it came of. */
  backup: string
  at: Date
  /** Whether it ran through; before that nobody may start on it. */
  done: boolean
}

const recovery = new Schema<RecoveryDoc>(
  {
    _id: { type: String, required: true },
    backup: { type: String, required: true },
    at: { type: Date, required: true },
    done: { type: Boolean, required: true },
  },
  { collection: 'recoveries', versionKey: false },
)
export const Recoveries = mongoose.model<RecoveryDoc>('Recovery', recovery)

export const recoveriesPersonal: PersonalRules = { Recovery: { impersonal: '_id backup at done' } }

/**
 * Which life of the store this is. It changes with every restore, so that whoever knows clocks and places of the life
 * before does not take them for those of this one.
 */
export async function epochOf(): Promise<string> {
  const last = await Recoveries.findOne().sort({ at: -1 }).lean()
  return last?._id ?? 'first'
}

/** Refuses a store into which a backup was brought only in part. */
export async function assertRecovered(): Promise<void> {
  const left = await Recoveries.findOne({ done: false }).lean()
  if (left)
    throw new Error(
      `A restore of ${left.backup} did not run through here: empty the store and restore again (docs/operations.md)`,
    )
}
