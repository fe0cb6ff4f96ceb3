import type { FeedbackKind, FeedbackState, Locale } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

export interface AnswerDoc {
  text: string
  at: Date
  /** How often its mail was tried; it is owed until it was handed over. */
  tries: number
  sent: boolean
}

/** Nothing of it says who wrote it, unless they left an address for the answer. */
export interface FeedbackDoc {
  _id: Types.ObjectId
  clientId: string
  kind: FeedbackKind
  text: string
  locale: Locale
  page: string | null
  email: string | null
  state: FeedbackState
  at: Date
  answers: AnswerDoc[]
  /** Since when there is nothing to do about it any more. */
  settledAt: Date | null
  rev: number
}

const feedback = new Schema<FeedbackDoc>(
  {
    clientId: { type: String, required: true },
    kind: { type: String, required: true },
    text: { type: String, required: true },
    locale: { type: String, required: true },
    page: { type: String, default: null },
    email: { type: String, default: null },
    state: { type: String, required: true },
    at: { type: Date, required: true },
    answers: { type: [Object], default: [] } as never,
    settledAt: { type: Date, default: null },
    rev: { type: Number, required: true },
  },
  { collection: 'feedback', versionKey: false },
)
// A retry names the same one; it is made by the browser, and says nothing of whom it belongs to.
feedback.index({ clientId: 1 }, { unique: true })
feedback.index({ state: 1, _id: 1 })
feedback.index({ settledAt: 1 }, { partialFilterExpression: { settledAt: { $type: 'date' } } })
feedback.index({ 'answers.sent': 1 })
export const FeedbackEntries = mongoose.model<FeedbackDoc>('Feedback', feedback)
