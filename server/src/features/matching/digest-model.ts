import mongoose, { Schema } from 'mongoose'

/** The weekly mail of one person. */
export interface DigestDoc {
  /** The person. */
  _id: mongoose.Types.ObjectId
  /** What they chose; null as long as they chose nothing. */
  weekly: boolean | null
  /** The Monday of the week of the last mail: at most one in each. */
  week: string | null
  /** Who was told of already, by association: `own other`. */
  told: string[]
}

const digest = new Schema<DigestDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    weekly: { type: Boolean, default: null },
    week: { type: String, default: null },
    told: { type: [String], default: [] },
  },
  { collection: 'matchingDigests', versionKey: false },
)
digest.index({ weekly: 1 })
export const Digests = mongoose.model<DigestDoc>('MatchingDigest', digest)
