import { exportKeptHours, type ErasureTexts, type Locale } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

/** An export somebody asked for. Its files lie in the folder for exports, under this id. */
export interface ExportDoc {
  _id: Types.ObjectId
  userId: string
  locale: Locale
  requestedAt: Date
  /** Null until its files are there. */
  readyAt: Date | null
  /** The mail that it is ready has been handed over. */
  told: boolean
}

const exportSchema = new Schema<ExportDoc>(
  {
    userId: { type: String, required: true },
    locale: { type: String, required: true } as never,
    requestedAt: { type: Date, required: true },
    readyAt: { type: Date, default: null },
    told: { type: Boolean, default: false },
  },
  { collection: 'exports', versionKey: false },
)
exportSchema.index({ userId: 1, requestedAt: -1 })
exportSchema.index({ readyAt: 1 })
export const Exports = mongoose.model<ExportDoc>('Export', exportSchema)

export const expiryOf = ({ readyAt }: Pick<ExportDoc, 'readyAt'>): Date | null =>
  readyAt && new Date(readyAt.getTime() + exportKeptHours * 60 * 60 * 1000)

/** An account that is to be erased, until nothing of it is left. */
export interface ErasureDoc {
  _id: Types.ObjectId
  /** Missing once the account is gone. */
  userId?: string
  texts: ErasureTexts
  locale: Locale
  requestedAt: Date
  dueAt: Date
  state: 'waiting' | 'running' | 'done'
  /** The last mail has been handed over. */
  told: boolean
  /** They were erased before, and a backup brought them back. */
  again?: boolean
  /** By scope the id that takes their place; as long as they are being taken out. */
  standIns?: Record<string, string>
  /** Words that stay until a case about them is decided. */
  rest?: { model: string; id: string }[]
  /** What was deleted may still lie in the files of the store. */
  bytesOwed: boolean
}

const erasureSchema = new Schema<ErasureDoc>(
  {
    userId: String,
    texts: String as never,
    locale: String as never,
    requestedAt: Date,
    dueAt: Date,
    state: { type: String, required: true },
    told: { type: Boolean, default: undefined } as never,
    again: Boolean,
    standIns: { type: Object, default: undefined } as never,
    rest: { type: [Object], default: [] } as never,
    bytesOwed: { type: Boolean, required: true },
  },
  { collection: 'erasures', versionKey: false },
)
erasureSchema.index({ userId: 1 }, { unique: true, partialFilterExpression: { userId: { $type: 'string' } } })
erasureSchema.index({ state: 1, dueAt: 1 })
export const Erasures = mongoose.model<ErasureDoc>('Erasure', erasureSchema)
