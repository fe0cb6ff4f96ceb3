import type { Measure, ModerationRule, RestrictionKind } from '@augenhoehe/contracts'
import mongoose, { Schema, trusted, type Types } from 'mongoose'

export interface AppealDoc {
  text: string
  clientId: string
  at: Date
  dueAt: Date
  decision: { outcome: 'upheld' | 'overturned'; reason: string; at: Date; by: string } | null
}

/** The reasons of one restriction. Written before it takes effect (`pending`), so that none exists without. */
export interface StatementDoc {
  _id: Types.ObjectId
  kind: RestrictionKind
  measure: Measure | null
  /** None outside rooms. */
  roomId: string | null
  threadId: string | null
  contributionId: string | null
  /** Which one, where it is about a translation below the contribution. */
  translationId: string | null
  affectedUserId: string | null
  /** Outside rooms: whose profile it is about, and which listing of theirs. Its admins are concerned. */
  organisationId?: string | null
  listingId?: string | null
  rule: ModerationRule | 'first-contribution'
  facts: string | null
  by: string | null
  office: 'moderator' | 'staff' | 'none'
  caseId: string | null
  decidedAt: Date
  until: Date | null
  state: 'pending' | 'in-force' | 'ended' | 'overturned'
  /** Whether the mail about it has been handed over; nothing is owed where none is sent. */
  mailOwed: boolean
  /** Who has it already, where others are not to be disturbed yet: of the decision, or of what was decided about the objection. */
  mailedTo?: string[]
  appeal: AppealDoc | null
  /** What an overturned decision still has to undo, or a removed contribution’s words still to be deleted. */
  effectOwed: boolean
}

const statement = new Schema<StatementDoc>(
  {
    kind: { type: String, required: true },
    measure: { type: String, default: null },
    roomId: { type: String, default: null },
    threadId: { type: String, default: null },
    contributionId: { type: String, default: null },
    translationId: { type: String, default: null },
    affectedUserId: { type: String, default: null },
    organisationId: { type: String, default: null },
    listingId: { type: String, default: null },
    rule: { type: String, required: true },
    facts: { type: String, default: null },
    by: { type: String, default: null },
    office: { type: String, required: true },
    caseId: { type: String, default: null },
    decidedAt: { type: Date, required: true },
    until: { type: Date, default: null },
    state: { type: String, required: true },
    mailOwed: { type: Boolean, required: true },
    mailedTo: { type: [String], default: undefined },
    appeal: { type: Object, default: null } as never,
    effectOwed: { type: Boolean, required: true },
  },
  { collection: 'statements', versionKey: false },
)
statement.index({ affectedUserId: 1, _id: -1 })
statement.index(
  { organisationId: 1, _id: -1 },
  { partialFilterExpression: { organisationId: { $type: 'string' } } },
)
statement.index({ roomId: 1, _id: -1 })
statement.index({ contributionId: 1, state: 1 })
statement.index({ threadId: 1, state: 1 })
statement.index({ decidedAt: 1 })
statement.index({ 'appeal.dueAt': 1 }, { partialFilterExpression: { 'appeal.dueAt': { $exists: true } } })
export const Statements = mongoose.model<StatementDoc>('Statement', statement)

/** All open reports about one contribution, listing or profile; one at a time. */
export interface CaseDoc {
  _id: Types.ObjectId
  /** Room, thread and contribution, or organisation and perhaps its listing. */
  roomId: string | null
  threadId: string | null
  contributionId: string | null
  organisationId?: string | null
  listingId?: string | null
  language: string | null
  open: boolean
  since: Date
  dueAt: Date
  handledBy: 'moderators' | 'staff'
  takenBy: string | null
  takenUntil: Date | null
  decision: {
    outcome: 'restricted' | 'not-restricted'
    answer: string | null
    at: Date
    by: string
    /** Whether the restriction holds; if not, the case is opened again at the next start. */
    done: boolean
  } | null
  rev: number
}

const caseSchema = new Schema<CaseDoc>(
  {
    roomId: { type: String, default: null },
    threadId: { type: String, default: null },
    contributionId: { type: String, default: null },
    organisationId: { type: String, default: null },
    listingId: { type: String, default: null },
    language: { type: String, default: null },
    open: { type: Boolean, required: true },
    since: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    handledBy: { type: String, required: true },
    takenBy: { type: String, default: null },
    takenUntil: { type: Date, default: null },
    decision: { type: Object, default: null } as never,
    rev: { type: Number, required: true },
  },
  { collection: 'moderationcases', versionKey: false },
)
caseSchema.index(
  { contributionId: 1, organisationId: 1, listingId: 1 },
  { unique: true, partialFilterExpression: { open: true } },
)
caseSchema.index({ open: 1, dueAt: 1 })
caseSchema.index({ since: 1 })
export const Cases = mongoose.model<CaseDoc>('ModerationCase', caseSchema)

export interface ReportDoc {
  _id: Types.ObjectId
  caseId: string
  /** Of these three what it is about; a profile has no listing. */
  contributionId: string | null
  organisationId?: string | null
  listingId?: string | null
  /** Who reported; nobody for visitors. */
  reporterId: string | null
  clientId: string
  token: string
  rule: ModerationRule
  sentence: string
  at: Date
}

const report = new Schema<ReportDoc>(
  {
    caseId: { type: String, required: true },
    contributionId: { type: String, default: null },
    organisationId: { type: String, default: null },
    listingId: { type: String, default: null },
    reporterId: { type: String, default: null },
    clientId: { type: String, required: true },
    token: { type: String, required: true },
    rule: { type: String, required: true },
    sentence: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'reports', versionKey: false },
)
report.index({ reporterId: 1, clientId: 1 }, { unique: true })
// One report of a person about a case; visitors cannot be told apart.
report.index(
  { reporterId: 1, caseId: 1 },
  { unique: true, partialFilterExpression: { reporterId: { $type: 'string' } } },
)
report.index({ caseId: 1, at: 1 })
report.index({ token: 1 }, { unique: true })
report.index({ at: 1 })
export const Reports = mongoose.model<ReportDoc>('Report', report)

export interface BlockDoc {
  _id: Types.ObjectId
  kind: 'person' | 'organisation'
  from: string
  to: string
  at: Date
}

const block = new Schema<BlockDoc>(
  {
    kind: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'blocks', versionKey: false },
)
block.index({ kind: 1, from: 1, to: 1 }, { unique: true })
block.index({ kind: 1, to: 1 })
export const Blocks = mongoose.model<BlockDoc>('Block', block)

/** What was reported in some cases, oldest first. */
export const reportsOf = (caseIds: readonly string[]) =>
  Reports.find({ caseId: trusted({ $in: caseIds }) })
    .sort({ at: 1 })
    .limit(1000)
    .lean<ReportDoc[]>()
