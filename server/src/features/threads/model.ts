import type {
  Contribution,
  ContributionState,
  ContributionType,
  InstitutionLabel,
  ModerationRule,
} from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

export interface ThreadDoc {
  _id: Types.ObjectId
  roomId: string
  title: string
  questionId: string | null
  moderated: boolean
  startedBy: string
  startedFor: string | null
  /** Names the thread for its author's client, so that a retry does not start a second one. */
  clientId: string
  /** The two organisations that talk among themselves, under the ids they had; missing in all other threads. */
  between?: [string, string]
  /** The same as one word: the unique index keeps it to one conversation of the two. */
  pair?: string
  createdAt: Date
  /** What the log says, kept here for lists; written after the log and mended from it. */
  locked: boolean
  /** Missing where no conversation was ever ended. */
  ended?: boolean
  /** Missing where nobody ever finished it. */
  finished?: boolean
  contributionCount: number
  lastContributionAt: Date | null
  lastOrganisationId: string | null
  /** The reading of its clock that the summary is of. */
  summedUpTo?: number
}

const thread = new Schema<ThreadDoc>(
  {
    roomId: { type: String, required: true },
    // A conversation that began with no entry has none.
    title: { type: String, default: '' },
    questionId: { type: String, default: null },
    moderated: { type: Boolean, required: true },
    startedBy: { type: String, required: true },
    startedFor: { type: String, default: null },
    clientId: { type: String, required: true },
    between: { type: [String], default: undefined } as never,
    pair: String,
    createdAt: { type: Date, required: true },
    locked: { type: Boolean, required: true },
    ended: Boolean,
    finished: Boolean,
    contributionCount: { type: Number, required: true },
    lastContributionAt: { type: Date, default: null },
    lastOrganisationId: { type: String, default: null },
    summedUpTo: Number,
  },
  { versionKey: false },
)
thread.index({ roomId: 1, lastContributionAt: -1 })
thread.index({ startedBy: 1, clientId: 1 }, { unique: true })
thread.index({ between: 1 }, { sparse: true })
thread.index({ pair: 1 }, { unique: true, partialFilterExpression: { pair: { $gt: '' } } })
export const Threads = mongoose.model<ThreadDoc>('Thread', thread)

export interface TranslationDoc {
  id: string
  /** Names it for its author's client, so that a retry does not add a second one. */
  clientId: string
  lang: string
  text: string
  by: string
  actingOrganisationId: string | null
  institution?: InstitutionLabel
  /** Of the words that were translated; empty where they had changed already. */
  sourceHash: string
  createdAt: Date
  editedAt: Date | null
  /** Shown to nobody any more; kept until nobody can object. */
  removed: { statementId: string } | null
}

export interface ContributionDoc {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  clientId: string
  authorId: string
  actingOrganisationId: string | null
  /** The office it was written for; missing where there was none. */
  institution?: InstitutionLabel
  text: string
  type: ContributionType | 'system' | null
  event: Contribution['event']
  state: ContributionState
  /** Missing until it is published. */
  seq?: number
  rev: number
  questionId: string | null
  lang: string | null
  replyTo: string | null
  restriction: {
    rule: ModerationRule
    reason: string
    by: string
    at: Date
    statementId: string | null
  } | null
  /** Missing while nobody has translated anything. */
  translations?: TranslationDoc[]
  /** Who said it, where its author noted what was said; missing where they wrote it. */
  oral?: { userId: string | null; name: string | null; organisationId: string | null }
  createdAt: Date
  editedAt: Date | null
}

const contribution = new Schema<ContributionDoc>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    clientId: { type: String, required: true },
    authorId: { type: String, required: true },
    actingOrganisationId: { type: String, default: null },
    institution: { type: Object, default: undefined } as never,
    text: String,
    type: { type: String, default: null },
    event: { type: Object, default: null },
    state: { type: String, required: true },
    seq: Number,
    rev: { type: Number, required: true },
    questionId: { type: String, default: null },
    lang: { type: String, default: null },
    replyTo: { type: String, default: null },
    restriction: { type: Object, default: null },
    translations: { type: [Object], default: undefined } as never,
    oral: { type: Object, default: undefined } as never,
    createdAt: { type: Date, required: true },
    editedAt: { type: Date, default: null },
  },
  { versionKey: false },
)
// The three indexes on which delivery rests: a place and a clock reading exist once, a retry stores nothing.
contribution.index({ threadId: 1, seq: 1 }, { unique: true, partialFilterExpression: { seq: { $gt: 0 } } })
contribution.index({ threadId: 1, rev: 1 }, { unique: true })
contribution.index({ authorId: 1, clientId: 1 }, { unique: true })
// Whether the thread is locked; and what waits for a moderator or was refused.
contribution.index({ threadId: 1, type: 1, rev: -1 }, { partialFilterExpression: { type: 'system' } })
contribution.index({ threadId: 1, state: 1, createdAt: 1 })
export const Contributions = mongoose.model<ContributionDoc>('Contribution', contribution)

/** How far a person has read a thread; theirs alone. */
export interface ReadMarkDoc {
  userId: string
  threadId: string
  seq: number
}

const readMark = new Schema<ReadMarkDoc>(
  {
    userId: { type: String, required: true },
    threadId: { type: String, required: true },
    seq: { type: Number, required: true },
  },
  { versionKey: false },
)
readMark.index({ userId: 1, threadId: 1 }, { unique: true })
export const ReadMarks = mongoose.model<ReadMarkDoc>('ReadMark', readMark)
