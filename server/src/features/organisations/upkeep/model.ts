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

export const upkeepField = { upkeep: { type: Schema.Types.Mixed, default: undefined } } as const

export const asked = (now: Date): UpkeepDoc => ({
  question: now,
  owed: 'asked',
  owedSince: now,
  told: [],
  remindedAt: null,
  unreached: false,
  greyedAt: null,
})
