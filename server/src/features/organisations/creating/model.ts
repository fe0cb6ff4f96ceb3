import type { CreatingStep, OrganisationDraft, Parsed, organisationCreating } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

export type DraftEntries = Parsed<(typeof organisationCreating)['organisations.saveDraft']>['entries']

/**
 * An organisation that somebody has begun to register. It lies in a collection of its own, one for each person:
 * what reads organisations cannot find it, whatever it forgets to exclude.
 */
export interface DraftDoc {
  /** The organisation gets the same id, so that registering twice creates nothing. */
  _id: Types.ObjectId
  userId: Types.ObjectId
  entries: DraftEntries
  step: CreatingStep
  savedAt: Date
  /** It has become an organisation. */
  published: boolean
  /** Since when another organisation was asked for instead. */
  putAway?: Date | null
}

const { ObjectId } = Schema.Types
const draft = new Schema<DraftDoc>(
  {
    userId: { type: ObjectId, required: true },
    entries: { type: Schema.Types.Mixed, default: {} },
    step: { type: String, required: true },
    savedAt: { type: Date, required: true },
    published: { type: Boolean, required: true },
    putAway: { type: Date, default: null },
  },
  { collection: 'organisation_drafts', versionKey: false, minimize: false },
)
draft.index({ userId: 1 }, { unique: true })
draft.index({ savedAt: 1 })
export const Drafts = mongoose.model<DraftDoc>('OrganisationDraft', draft)

/** By what others reach an organisation. */
export const routes = [
  'contactEmail',
  'contactPhone',
  'website',
] as const satisfies (keyof OrganisationDraft)[]
