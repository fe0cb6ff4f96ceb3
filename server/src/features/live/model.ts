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

/** Who may write, where several processes may want to. */
interface Pass {
  /** Grows each time: what was written under a later one is not written over under an earlier. */
  pass?: number
  /** So long nobody else takes one, unless it ends before. */
  passUntil?: number | null
}

const free = { strict: false, versionKey: false, minimize: false } as const

const session = new Schema<Stored<SessionDoc> & Pass>(
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
    pass: Number,
    passUntil: Number,
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
export const Sessions = mongoose.model<Stored<SessionDoc> & Pass>('LiveSession', session)

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
const withId = <T>(doc: Stored<T>) => {
  const { _id, pass: _, ...rest } = doc as Stored<T> & Pass
  return { ...rest, id: String(_id) } as unknown as T & { id: string }
}

/** What a stored session says, without the number it is stored under. */
export const toSession = (doc: Stored<SessionDoc>): { id: string; session: SessionDoc } => {
  const { _id, pass: _, passUntil: __, ...rest } = doc as Stored<SessionDoc> & Pass
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
  })) as { writeErrors?: { code: number; errmsg: string }[]; writeConcernError?: { errmsg: string } }
  const faults = answer.writeErrors ?? []
  const fault = faults.find(({ code }) => code !== duplicate) ?? answer.writeConcernError
  if (fault) throw new Error(fault.errmsg)
  if (faults.length > 0) throw new Overtaken()
}

const duplicate = 11_000
/** Somebody else writes under a later pass. */
class Overtaken extends Error {
  override name = 'Overtaken'
}

/** A process that was killed in the middle of writing holds up the others no longer than this. */
const passMs = 3000

/**
 * The next pass to write on this reading of the clock; undefined while another holds one, or the clock has moved. It
 * may be held for longer than anybody thought, because a process stood still: then what is written under it misses.
 */
async function takePass({ id, session: { rev } }: LiveState): Promise<number | undefined> {
  const at = Date.now()
  const doc = await Sessions.collection.findOneAndUpdate(
    { _id: new Types.ObjectId(id), rev, $or: [{ passUntil: null }, { passUntil: { $lt: at } }] },
    { $inc: { pass: 1 }, $set: { passUntil: at + passMs } },
    { returnDocument: 'after', projection: { pass: 1 } },
  )
  return (doc as Pass | null)?.pass
}

/** How the clock stands, and nothing else. */
export async function revOf(id: string): Promise<number | undefined> {
  return (await Sessions.findById(id, { rev: 1 }).lean<{ rev: number }>())?.rev
}

/** How the clocks of these stand. */
export async function revsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const docs = await Sessions.find({ _id: trusted({ $in: [...ids] }) }, { rev: 1 }).lean<
    { _id: Types.ObjectId; rev: number }[]
  >()
  return new Map(docs.map(({ _id, rev }) => [String(_id), rev]))
}

/** What was written under a later pass is not met; the new one that would come of it runs into its unique index. */
const under = (pass: number | undefined) => (pass === undefined ? {} : { pass: { $not: { $gt: pass } } })

const put = (sessionId: string, { id, ...rest }: { id: string }, pass: number | undefined): Update => ({
  q: { _id: new Types.ObjectId(id), ...under(pass) },
  u: { $set: { ...rest, sessionId, ...(pass !== undefined && { pass }) } },
  upsert: true,
})

/** What is in the second that is not the very same in the first. */
export const differing = <T>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
): [string, T][] => (from === to ? [] : Object.entries(to).filter(([key, value]) => from[key] !== value))

/**
 * Writes what differs, the session last and only onto the reading of its clock it was made from: what was written
 * before and is not known to it is harmless and is written again. False: somebody else was faster. Where several
 * processes may write, they pass it on, so that nobody's questions are overwritten with what they were before.
 */
export async function save(from: LiveState, to: LiveState, { several = false } = {}): Promise<boolean> {
  const pass = several ? await takePass(from) : undefined
  if (several && pass === undefined) return false
  try {
    return await saveUnder(pass, from, to)
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  }
}

async function saveUnder(pass: number | undefined, from: LiveState, to: LiveState): Promise<boolean> {
  const ballots = differing(from.ballots, to.ballots).flatMap(([targetId, said]) =>
    differing(from.ballots[targetId] ?? {}, said).map(([userId, one]): Update => ({
      q: { targetId, userId, ...under(pass) },
      u: { $set: { ...one, sessionId: to.id, ...(pass !== undefined && { pass }) } },
      upsert: true,
    })),
  )
  await Promise.all([
    write(Ballots, ballots),
    write(
      WallQuestions,
      differing(from.questions, to.questions).map(([, one]) => put(to.id, one, pass)),
    ),
    write(
      CheckedStatements,
      differing(from.statements, to.statements).map(([, one]) => put(to.id, one, pass)),
    ),
  ])
  const set = Object.fromEntries(
    differing(
      from.session as unknown as Record<string, unknown>,
      to.session as unknown as Record<string, unknown>,
    ),
  )
  const { matchedCount } = await Sessions.collection.updateOne(
    { _id: new Types.ObjectId(to.id), rev: from.session.rev, ...(pass !== undefined && { pass }) },
    { $set: { ...set, ...(pass !== undefined && { passUntil: null }) } },
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
