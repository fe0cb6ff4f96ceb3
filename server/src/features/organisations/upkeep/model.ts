import type { CurrencyAnswer } from '@augenhoehe/contracts'
import { Schema, type Types } from 'mongoose'

/** How the question whether a profile still holds was put; for whoever puts it, nobody else. */
export interface UpkeepDoc {
  /** When it was put last; links of its mails answer no other one. */
  question: Date
  /** Which mail is still owed to admins. */
  owed: 'asked' | 'reminded' | null
  owedSince: Date
  /** Whom that mail was handed over to already. */
  told: Types.ObjectId[]
  remindedAt: Date | null
  /** There was nobody to write to. */
  unreached: boolean
  /** When others were told that it is not suggested any more. */
  greyedAt: Date | null
}

/** The last answer and how it was before, for the day in which it may be taken back. */
export interface AnsweredDoc {
  at: Date
  answer: CurrencyAnswer
  before: { confirmedAt: Date; askedAt: Date | null; dormantSince: Date | null }
}

const { Mixed } = Schema.Types
export const upkeepFields = {
  upkeep: { type: Mixed, default: undefined },
  answered: { type: Mixed, default: undefined },
} as const

export const asked = (now: Date): UpkeepDoc => ({
  question: now,
  owed: 'asked',
  owedSince: now,
  told: [],
  remindedAt: null,
  unreached: false,
  greyedAt: null,
})
