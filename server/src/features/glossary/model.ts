import mongoose, { Schema } from 'mongoose'
import type { Stored } from './policy.ts'

/** How a term was after a change; who made it. */
export interface VersionDoc extends Stored {
  at: Date
  by: string
}

/** A term that somebody here has changed or written; all others are as they are delivered. */
export interface TermDoc extends Stored {
  /** The term's name in addresses. */
  _id: string
  /** Oldest first; the last one is what holds. */
  versions: VersionDoc[]
  createdBy: string
  /** Of the request that wrote it; missing where a delivered term was changed. */
  clientId?: string
}

const term = new Schema<TermDoc>(
  {
    _id: { type: String, required: true },
    rev: { type: Number, required: true },
    words: { type: Object, default: null } as never,
    hidden: { type: Boolean, default: false },
    versions: { type: [Object], required: true } as never,
    createdBy: { type: String, required: true },
    clientId: String,
  },
  { versionKey: false, minimize: false },
)
term.index(
  { createdBy: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $gt: '' } } },
)
export const Terms = mongoose.model<TermDoc>('GlossaryTerm', term)
