import mongoose, { Schema, trusted, Types } from 'mongoose'
import { isId } from '../../platform/db.ts'
import {
  unlisted,
  type BallotDoc,
  type ListedSession,
  type LiveState,
  type QuestionDoc,
  type SessionDoc,
  type StatementDoc,
} from './state.ts'

type Stored<T> = Omit<T, 'id'> & { _id: Types.ObjectId }

const free = { strict: false, versionKey: false, minimize: false } as const

const session = new Schema<Stored<SessionDoc>>(
  {
    roomId: { type: String, required: true },
    threadId: { type: String, required: true },
    plannedBy: { type: String, required: true },
    moderators: { type: [String], default: undefined },
    clientId: { type: String, required: true },
    startsAt: { type: Number, required: true },
    ended: { type: Boolean, required: true },
    code: String,
    runningIn: String,
    rev: { type: Number, required: true },
  },
  free,
)
session.index({ ended: 1, startsAt: 1 })
session.index({ roomId: 1, startsAt: -1 })
session.index({ threadId: 1, startsAt: -1 })
session.index({ plannedBy: 1, clientId: 1 }, { unique: true })
// A code leads to one session as long as it has not ended, and in a thread only one runs.
session.index({ code: 1 }, { unique: true, partialFilterExpression: { code: { $gt: '' } } })
session.index({ runningIn: 1 }, { unique: true, partialFilterExpression: { runningIn: { $gt: '' } } })
export const Sessions = mongoose.model<Stored<SessionDoc>>('LiveSession', session)

interface OfSession {
  sessionId: string
}
const question = new Schema<Stored<QuestionDoc> & OfSession>(
  { sessionId: { type: String, required: true } },
  free,
)
question.index({ sessionId: 1 })
const WallQuestions = mongoose.model('WallQuestion', question)

const statement = new Schema<Stored<StatementDoc> & OfSession>(
  { sessionId: { type: String, required: true } },
  free,
)
statement.index({ sessionId: 1 })
const CheckedStatements = mongoose.model('CheckedStatement', statement)

type StoredBallot = BallotDoc & OfSession & { targetId: string; userId: string }
const ballot = new Schema<StoredBallot>(
  {
    sessionId: { type: String, required: true },
    targetId: { type: String, required: true },
    userId: { type: String, required: true },
  },
  free,
)
ballot.index({ sessionId: 1 })
// One voice each.
ballot.index({ targetId: 1, userId: 1 }, { unique: true })
const Ballots = mongoose.model<StoredBallot>('Ballot', ballot)

/** A document under the name it is known by. */
const withId = <T>({ _id, ...rest }: Stored<T>) =>
  ({ ...rest, id: String(_id) }) as unknown as T & { id: string }

/** What a stored session says, without the number it is stored under. */
export const toSession = (doc: Stored<SessionDoc>): { id: string; session: SessionDoc } => {
  const { _id, ...rest } = doc
  return { id: String(_id), session: rest }
}

const byId = <T extends { id: string }>(all: readonly T[]): Record<string, T> =>
  Object.fromEntries(all.map((one) => [one.id, one]))

/** A session with all that belongs to it, as it is stored now. */
export async function load(id: string): Promise<LiveState | null> {
  // The session first: what is written meanwhile makes the next write miss, and then all is read again.
  const doc = await Sessions.findById(id).lean<Stored<SessionDoc>>()
  if (!doc) return null
  const [questions, statements, said] = await Promise.all([
    WallQuestions.find({ sessionId: id }, { sessionId: 0 }).lean<Stored<QuestionDoc>[]>(),
    CheckedStatements.find({ sessionId: id }, { sessionId: 0 }).lean<Stored<StatementDoc>[]>(),
    Ballots.find({ sessionId: id }).lean<StoredBallot[]>(),
  ])
  const ballots: Record<string, Record<string, BallotDoc>> = {}
  for (const { targetId, userId, value, organisationId, institution = null, group } of said)
    (ballots[targetId] ??= {})[userId] = { value, organisationId, institution, group }
  return {
    ...toSession(doc),
    questions: byId(questions.map(withId)),
    statements: byId(statements.map(withId)),
    ballots,
  }
}

interface Update {
  q: object
  u: object
  upsert?: boolean
}

/** Several documents of one collection in one durable write. */
async function write(model: { collection: { collectionName: string } }, updates: Update[]) {
  if (updates.length === 0) return
  const answer = (await mongoose.connection.db!.command({
    update: model.collection.collectionName,
    updates,
    ordered: false,
    writeConcern: { w: 'majority', j: true },
  })) as { writeErrors?: { errmsg: string }[]; writeConcernError?: { errmsg: string } }
  const fault = answer.writeErrors?.[0] ?? answer.writeConcernError
  if (fault) throw new Error(fault.errmsg)
}

const put = (sessionId: string, { id, ...rest }: { id: string }): Update => ({
  q: { _id: new Types.ObjectId(id) },
  u: { $set: { ...rest, sessionId } },
  upsert: true,
})

/** What is in the second that is not the very same in the first. */
export const differing = <T>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
): [string, T][] => (from === to ? [] : Object.entries(to).filter(([key, value]) => from[key] !== value))

/**
 * Writes what differs, the session last and only onto the reading of its clock it was made from: what was written
 * before and is not known to it is harmless and is written again. False: somebody else was faster.
 */
export async function save(from: LiveState, to: LiveState): Promise<boolean> {
  const ballots = differing(from.ballots, to.ballots).flatMap(([targetId, said]) =>
    differing(from.ballots[targetId] ?? {}, said).map(([userId, one]): Update => ({
      q: { targetId, userId },
      u: { $set: { ...one, sessionId: to.id } },
      upsert: true,
    })),
  )
  await Promise.all([
    write(Ballots, ballots),
    write(
      WallQuestions,
      differing(from.questions, to.questions).map(([, one]) => put(to.id, one)),
    ),
    write(
      CheckedStatements,
      differing(from.statements, to.statements).map(([, one]) => put(to.id, one)),
    ),
  ])
  const set = Object.fromEntries(
    differing(
      from.session as unknown as Record<string, unknown>,
      to.session as unknown as Record<string, unknown>,
    ),
  )
  const { matchedCount } = await Sessions.collection.updateOne(
    { _id: new Types.ObjectId(to.id), rev: from.session.rev },
    { $set: set },
  )
  return matchedCount === 1
}

/** The clock's next reading, after a change that no lane made; nothing where there is no such session. */
export async function moveClock(id: string): Promise<number | undefined> {
  const after = await Sessions.collection.findOneAndUpdate(
    { _id: new Types.ObjectId(id) },
    { $inc: { rev: 1 } },
    { returnDocument: 'after' },
  )
  return after?.rev
}

export async function insert(id: string, doc: SessionDoc) {
  await Sessions.collection.insertOne({ _id: new Types.ObjectId(id), ...doc })
}

/** What lists show, by conditions of ours. */
export async function find(
  filter: { roomId?: string; threadId?: string; code?: string; ended?: boolean },
  { newest = false, limit }: { newest?: boolean; limit: number },
): Promise<{ id: string; session: ListedSession }[]> {
  const docs = await Sessions.find(filter, Object.fromEntries(unlisted.map((key) => [key, 0])))
    .sort({ startsAt: newest ? -1 : 1, _id: 1 })
    .limit(limit)
    .lean<Stored<SessionDoc>[]>()
  return docs.map(toSession)
}

export async function findByRequest(plannedBy: string, clientId: string) {
  const doc = await Sessions.findOne({ plannedBy, clientId }).lean<Stored<SessionDoc>>()
  return doc ? toSession(doc) : undefined
}

export const sessionIdsIn = async (roomId: string): Promise<string[]> =>
  (await Sessions.find({ roomId, ended: false }, { _id: 1 }).lean()).map(({ _id }) => String(_id))

/** How many sessions that have not ended somebody has planned or moderates. */
export const sessionsAheadOf = (userId: string): Promise<number> =>
  Sessions.countDocuments({ ended: false, $or: [{ plannedBy: userId }, { moderators: userId }] })

/** The sessions to which any of these belong: by model, the ids of what was changed. */
export async function sessionsOf(touched: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
  const found = new Set(touched.get('LiveSession') ?? [])
  for (const model of [WallQuestions, CheckedStatements, Ballots]) {
    const ids = [...(touched.get(model.modelName) ?? [])].map((id) => new Types.ObjectId(id))
    if (ids.length === 0) continue
    for (const sessionId of await model.collection.distinct('sessionId', { _id: { $in: ids } }))
      found.add(String(sessionId))
  }
  return [...found].filter(isId)
}

/** Sessions that have not ended, or ended lately: what a crash kept from being finished. */
export async function recent(limit: number): Promise<string[]> {
  const [coming, last] = await Promise.all(
    [false, true].map((ended) =>
      Sessions.find({ ended: trusted({ $eq: ended }) }, { _id: 1 })
        .sort({ startsAt: ended ? -1 : 1 })
        .limit(limit)
        .lean(),
    ),
  )
  return [...coming!, ...last!].map(({ _id }) => String(_id))
}
