import type { GuidingQuestion, Measure, ModerationRule, Room } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

type Worded = Record<string, string>

export interface RoomDoc {
  _id: Types.ObjectId
  slug: string
  order: number
  title: Worded
  shortTitle: Worded
  description: Worded
  visibility: Room['visibility']
  questions: GuidingQuestion[]
  whoMayStartThread: Room['whoMayStartThread']
  /** Who moderates here; in which language, or in all (null). */
  moderators: { userId: string; language: string | null }[]
  /** Who is invited; only closed rooms go by it. */
  invited: string[]
  /** What holds here for a while, one of each kind. */
  measures: MeasureDoc[]
  /** Who may only read here for a while. */
  suspended: SuspensionDoc[]
  createdAt: Date
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
  },
  { versionKey: false, minimize: false },
)
room.index({ slug: 1 }, { unique: true })
room.index({ 'moderators.userId': 1 })
export const Rooms = mongoose.model<RoomDoc>('Room', room)

/** What leaves the server: never who moderates, is invited or suspended. */
export const toRoom = (
  doc: RoomDoc,
  reader: Pick<
    Room,
    'threadCount' | 'unreadThreads' | 'mayStartThread' | 'mayModerate' | 'measures' | 'suspendedUntil'
  >,
): Room => ({
  id: String(doc._id),
  slug: doc.slug,
  title: doc.title,
  shortTitle: doc.shortTitle,
  description: doc.description,
  visibility: doc.visibility,
  questions: doc.questions,
  whoMayStartThread: doc.whoMayStartThread,
  ...reader,
})
