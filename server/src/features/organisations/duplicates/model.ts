import mongoose, { Schema, type Types } from 'mongoose'

/** Somebody of the staff looked at two entries and found them to be different organisations. */
export interface KeptApartDoc {
  _id: Types.ObjectId
  /** Both ids in order. */
  pair: string
  /** Their names as they were compared; once one changes, they may be looked at again. */
  names: [string, string]
  by: Types.ObjectId
  at: Date
}

const keptApart = new Schema<KeptApartDoc>(
  {
    pair: { type: String, required: true },
    names: { type: [String], required: true },
    by: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'organisations_kept_apart', versionKey: false },
)
keptApart.index({ pair: 1 }, { unique: true })
keptApart.index({ at: -1, _id: -1 })
export const KeptApartPairs = mongoose.model<KeptApartDoc>('OrganisationsKeptApart', keptApart)
