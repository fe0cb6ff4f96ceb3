import mongoose, { Schema, type Types } from 'mongoose'
import type { StoredEntry } from './stored.ts'

/** How one cycle came out, over everybody. */
export interface ReportDoc {
  number: number
  /** Names what belongs to this cycle: a cycle that was begun twice left two of them, and only one is pointed to. */
  run: string
  madeAt: Date
  weightsVersion: string
  organisations: number
  coverage: number
  shown: { fewest: number; tenth: number; mean: number; ninetieth: number; most: number }
  gini: number
  newcomers: number | null
  guaranteed: number
  candidates: number
  ms: number
}

/** The one document that says which lists hold. It moves by a single conditional write. */
export interface CurrentDoc {
  _id: 'current'
  number: number
  run: string
  madeAt: Date
  weightsVersion: string
  /** Changed while the lists were made; to be taken over into them. */
  pending: string[]
  /** The last cycles, newest first. */
  reports: ReportDoc[]
}

const current = new Schema<CurrentDoc>(
  {
    _id: { type: String, required: true } as never,
    number: { type: Number, required: true },
    run: { type: String, required: true },
    madeAt: { type: Date, required: true },
    weightsVersion: { type: String, required: true },
    pending: { type: [String], default: [] },
    reports: { type: [Object] as never, default: [] },
  },
  { collection: 'matchingCycles', versionKey: false },
)
export const Cycles = mongoose.model<CurrentDoc>('MatchingCycle', current)

/** Whom an organisation is shown. */
export interface ListDoc {
  _id: Types.ObjectId
  organisationId: string
  run: string
  /** Every change of the entries is a new one. */
  rev: number
  entries: StoredEntry[]
  /** How many entries, from the first on, have been delivered to a member. */
  reached: number
}

const list = new Schema<ListDoc>(
  {
    organisationId: { type: String, required: true },
    run: { type: String, required: true },
    rev: { type: Number, required: true },
    entries: { type: [Object] as never, required: true },
    reached: { type: Number, required: true },
  },
  { collection: 'matchLists', versionKey: false },
)
list.index({ organisationId: 1, run: 1 }, { unique: true })
list.index({ 'entries.id': 1, run: 1 })
list.index({ run: 1 })
export const MatchLists = mongoose.model<ListDoc>('MatchList', list)

/** The exposure ledger: how often an organisation was shown by a cycle. */
export interface ExposureDoc {
  _id: Types.ObjectId
  organisationId: string
  run: string
  shown: number
  weighted: number
  guaranteed: number
  viewers: number
  advantage: number
  /** Came after the cycle was made; never false. */
  late?: boolean
}

const exposure = new Schema<ExposureDoc>(
  {
    organisationId: { type: String, required: true },
    run: { type: String, required: true },
    shown: { type: Number, required: true },
    weighted: { type: Number, required: true },
    guaranteed: { type: Number, required: true },
    viewers: { type: Number, required: true },
    advantage: { type: Number, required: true },
    late: Boolean,
  },
  { collection: 'exposures', versionKey: false },
)
exposure.index({ organisationId: 1, run: 1 }, { unique: true })
exposure.index({ run: 1 })
export const Exposures = mongoose.model<ExposureDoc>('Exposure', exposure)
