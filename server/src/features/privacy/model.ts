import { exportKeptHours, type Locale } from '@augenhoehe/contracts'
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
