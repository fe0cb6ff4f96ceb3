import type { GuidingQuestion, Measure, ModerationRule, Room, RoomFrame } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

type Worded = Record<string, string>

export interface RoomDoc {
  _id: Types.ObjectId
  /** The one room in which each thread is for the members of two organisations; missing with all others. */
  kind?: 'conversations'
  slug: string
  order: number
  title: Worded
  shortTitle: Worded
  description: Worded
  visibility: Room['visibility']
  /** In their order; those that are no longer asked stand at the end. */
  questions: QuestionDoc[]
  whoMayStartThread: Room['whoMayStartThread']
  /** Who moderates here; in which languages, or in all. */
  moderators: ModeratorDoc[]
  /** Who is invited; only closed rooms go by it. */
  invited: string[]
  /** What holds here for a while, one of each kind. */
  measures: MeasureDoc[]
  /** Who may only read here for a while. */
  suspended: SuspensionDoc[]
  createdAt: Date
  /** Nobody writes from then on. */
  archivedAt: Date | null
  /** Counts the changes of the frame: words, rules, questions. */
  rev: number
  /** Who made it in which request, so that a retry does not make a second one. */
  createdBy?: string
  clientId?: string
}

export type QuestionDoc = Omit<GuidingQuestion, 'retired'> & { retired?: boolean }
export interface ModeratorDoc {
  userId: string
  /** Missing, as null, means all. */
  languages?: string[] | null
}

/** Why and how long something is restricted; `statementId` names the statement of reasons. */
interface RestrictedDoc {
  since: Date
  until: Date | null
  rule: ModerationRule
  reason: string
  statementId: string
}
export interface MeasureDoc extends RestrictedDoc {
  measure: Measure
  seconds: number | null
}
export interface SuspensionDoc extends RestrictedDoc {
  userId: string
}

const room = new Schema<RoomDoc>(
  {
    kind: { type: String, enum: ['conversations'] as const },
    slug: { type: String, required: true },
    order: { type: Number, required: true },
    title: { type: Object, required: true },
    shortTitle: { type: Object, required: true },
    description: { type: Object, required: true },
    visibility: { type: String, enum: ['public', 'members', 'closed'] as const, required: true },
    questions: { type: [Object], required: true } as never,
    whoMayStartThread: { type: String, enum: ['all', 'orgAdmin', 'moderator'] as const, required: true },
    moderators: { type: [Object], default: [] } as never,
    invited: { type: [String], default: [] },
    measures: { type: [Object], default: [] } as never,
    suspended: { type: [Object], default: [] } as never,
    createdAt: { type: Date, required: true },
    archivedAt: { type: Date, default: null },
    rev: { type: Number, default: 1 },
    createdBy: String,
    clientId: String,
  },
  { versionKey: false, minimize: false },
)
room.index({ slug: 1 }, { unique: true })
room.index({ 'moderators.userId': 1 })
room.index({ invited: 1 })
room.index(
  { createdBy: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $gt: '' } } },
)
export const Rooms = mongoose.model<RoomDoc>('Room', room)

const toQuestions = (questions: readonly QuestionDoc[]): GuidingQuestion[] =>
  questions.map((question) => ({ ...question, retired: question.retired ?? false }))

/** What leaves the server: never who moderates, is invited or suspended. */
export const toRoom = (
  doc: RoomDoc,
  reader: Pick<
    Room,
    | 'threadCount'
    | 'unreadThreads'
    | 'mayStartThread'
    | 'mayModerate'
    | 'measures'
    | 'suspendedUntil'
    | 'suspensionStatementId'
  >,
): Room => ({
  id: String(doc._id),
  slug: doc.slug,
  title: doc.title,
  shortTitle: doc.shortTitle,
  description: doc.description,
  visibility: doc.visibility,
  questions: toQuestions(doc.questions),
  whoMayStartThread: doc.whoMayStartThread,
  archived: isArchived(doc),
  ...reader,
})

export const isArchived = ({ archivedAt = null }: { archivedAt?: Date | null }) => archivedAt !== null

export const holdsConversations = ({ kind }: Pick<RoomDoc, 'kind'>) => kind === 'conversations'

/** For those who run it; who moderates and who is invited has operations of its own. */
export const toFrame = (doc: RoomDoc, mayEnter: boolean): RoomFrame => ({
  id: String(doc._id),
  slug: doc.slug,
  title: doc.title,
  shortTitle: doc.shortTitle,
  description: doc.description,
  visibility: doc.visibility,
  whoMayStartThread: doc.whoMayStartThread,
  questions: toQuestions(doc.questions),
  archived: isArchived(doc),
  rev: doc.rev,
  mayEnter,
})
