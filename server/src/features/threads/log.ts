import type { ThreadEvent } from '@augenhoehe/contracts'
import { trusted, Types } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import { metrics } from '../../platform/metrics.ts'
import { Contributions, type ContributionDoc } from './model.ts'

/**
 * The end of a thread's log. Whether the thread is locked is what its last such entry says; it is finished until
 * somebody takes it up again, with an entry that says so or simply by writing. A conversation of two is ended until
 * they agree anew.
 */
export interface Head {
  seq: number
  rev: number
  locked: boolean
  finished: boolean
  ended: boolean
}

/** What is appended: everything but the numbers, which the write assigns. */
export type Entry = Omit<
  ContributionDoc,
  '_id' | 'threadId' | 'seq' | 'rev' | 'restriction' | 'translations' | 'editedAt'
>

/** What happened to the thread itself, as an entry of its log. */
export const systemEntry = (
  kind: ThreadEvent['kind'],
  authorId: string,
  reason: string | null,
  createdAt: Date,
): Entry => ({
  clientId: randomUUID(),
  authorId,
  actingOrganisationId: null,
  text: '',
  type: 'system',
  event: { kind, reason },
  state: 'published',
  questionId: null,
  lang: null,
  replyTo: null,
  createdAt,
})

/** What a change sets; `place` gives it the next place in the thread as well. */
export interface Step {
  set: Partial<
    Pick<
      ContributionDoc,
      'text' | 'type' | 'lang' | 'state' | 'restriction' | 'translations' | 'editedAt' | 'authorId' | 'oral'
    >
  >
  place?: boolean
}

/** What was written, in order: the clock moved from `afterRev` to `rev`. */
export interface Committed {
  threadId: string
  afterRev: number
  rev: number
  docs: ContributionDoc[]
  head: Head
}

interface Append {
  kind: 'append'
  entry: Entry
  /** Refuses by throwing; asked again whenever the head turns out to be newer. */
  admit: (head: Head) => void
  resolve: (result: { doc: ContributionDoc; repeated: boolean }) => void
  reject: (error: unknown) => void
}
interface Change {
  kind: 'change'
  id: string
  /** Decides by what is stored now; refuses by throwing. Nothing: it is so already. */
  plan: (doc: ContributionDoc, head: Head) => Step | undefined
  resolve: (doc: ContributionDoc) => void
  reject: (error: unknown) => void
}

interface Lane {
  threadId: Types.ObjectId
  jobs: (Append | Change)[]
  working: boolean
  head?: Head | undefined
  /** How far listeners have been told. */
  toldRev?: number
  /** Something may have been written that nobody was told of. */
  owes?: boolean
}

interface Needs {
  /** Told in order, after the durable write; what it throws is logged. */
  onCommitted: (committed: Committed) => Promise<void>
  /** Whether other processes write threads too: they tell what they wrote. */
  several: boolean
  log: Log
}

const mostTogether = 100
const mostTries = 60
const mostLanes = 5000
const askAgainMs = 500

/**
 * The log of every thread. Numbers are assigned by the write itself: head + 1 under unique indexes, so that
 * a number is never visible before a smaller one and several processes need no other agreement.
 * Within the process each thread has one lane; what waits in it goes to disk together.
 */
export function createThreadLog({ onCommitted, several, log }: Needs) {
  const lanes = new Map<string, Lane>()

  function laneOf(threadId: string): Lane {
    const lane = lanes.get(threadId) ?? { threadId: new Types.ObjectId(threadId), jobs: [], working: false }
    lanes.delete(threadId)
    lanes.set(threadId, lane)
    if (lanes.size > mostLanes) {
      for (const [id, { working }] of lanes) {
        if (working) continue
        lanes.delete(id)
        break
      }
    }
    return lane
  }

  async function work(lane: Lane) {
    if (lane.working) return
    lane.working = true
    while (lane.jobs.length > 0) {
      const first = lane.jobs[0]!
      if (first.kind === 'change') {
        lane.jobs.shift()
        await change(lane, first)
      } else {
        const end = lane.jobs.findIndex((job) => job.kind === 'change')
        const together = Math.min(end === -1 ? lane.jobs.length : end, mostTogether)
        await append(lane, lane.jobs.splice(0, together) as Append[])
      }
    }
    lane.working = false
  }

  async function headOf(lane: Lane): Promise<Head> {
    if (lane.head) return lane.head
    const head = await readHead(lane.threadId)
    lane.toldRev ??= head.rev
    // A write of ours whose fate was unknown did happen: tell the listeners. What another process wrote, that one tells.
    if (several && !lane.owes) lane.toldRev = Math.max(lane.toldRev, head.rev)
    if (head.rev > lane.toldRev) await tellSince(lane, lane.toldRev, head)
    lane.owes = head.rev !== lane.toldRev
    lane.head = head.rev === lane.toldRev ? head : undefined
    return head
  }

  async function tell(lane: Lane, docs: ContributionDoc[], afterRev: number, head: Head) {
    const told = metrics.tellSeconds.startTimer()
    try {
      await onCommitted({ threadId: String(lane.threadId), afterRev, rev: head.rev, docs, head })
      told()
      lane.toldRev = head.rev
    } catch (error) {
      // Stored but not told, for example because the names could not be read: told as soon as that works.
      log.error({ err: error }, 'listeners not told')
      metrics.untold.inc()
      askAgain(lane)
    }
  }

  async function tellSince(lane: Lane, afterRev: number, head: Head) {
    const docs = await Contributions.find({ threadId: lane.threadId, rev: trusted({ $gt: afterRev }) })
      .sort({ rev: 1 })
      .limit(mostTogether)
      .lean<ContributionDoc[]>()
    // More than fits is left to the listeners: a step that begins where it ends leaves a gap, so that they ask.
    if (docs.length === mostTogether) await tell(lane, [], head.rev, head)
    else await tell(lane, docs, afterRev, head)
  }

  /** A write whose fate is unknown. */
  function lost(lane: Lane, error: unknown) {
    log.warn({ err: error }, 'fate of a write unknown')
    metrics.appendUnknown.inc()
    askAgain(lane)
    return refuse('unavailable', { retryAfterMs: askAgainMs })
  }

  /** Forgets the head and, until the store answers again, keeps asking: what was not told is told then. */
  function askAgain(lane: Lane) {
    lane.head = undefined
    lane.owes = true
    const ask = () => {
      if (lane.head) return
      headOf(lane).catch(() => setTimeout(ask, askAgainMs).unref())
    }
    setTimeout(ask, askAgainMs).unref()
  }

  async function append(lane: Lane, batch: Append[]) {
    let waiting = batch
    for (let tries = 0; waiting.length > 0; tries++) {
      try {
        if (tries > mostTries) throw new Error('No number was free')
        waiting = await appendOnce(lane, waiting)
      } catch (error) {
        const refusal = lost(lane, error)
        for (const job of waiting) job.reject(refusal)
        return
      }
    }
  }

  /** One write of all that is admitted; returns what has to be tried again. */
  async function appendOnce(lane: Lane, jobs: Append[]): Promise<Append[]> {
    const isRemembered = lane.head !== undefined
    const head = await headOf(lane)
    const admitted: Append[] = []
    // A lock in the same batch holds for what comes after it.
    let now = head
    for (const job of jobs) {
      try {
        job.admit(now)
        admitted.push(job)
        now = { ...now, ...standAfter(now, job.entry) }
      } catch (refusal) {
        // Another process may have unlocked it since.
        if (several && isRemembered) {
          lane.head = undefined
          return jobs
        }
        // A retry of what was stored before is answered with it, whatever has become of the thread since.
        const stored = await storedAs(job.entry)
        if (stored) repeat(job, stored)
        else job.reject(refusal)
      }
    }
    if (admitted.length === 0) return []
    const { docs, next } = number(lane, head, admitted)
    const { count, duplicate } = await insert(docs)
    const written = docs.slice(0, count)
    if (count > 0) {
      const reached = count === docs.length ? next : number(lane, head, admitted.slice(0, count)).next
      lane.head = reached
      await tell(lane, written, head.rev, reached)
      written.forEach((doc, index) => admitted[index]!.resolve({ doc, repeated: false }))
    }
    if (!duplicate) return []
    const rest = admitted.slice(count)
    const stored = await storedAs(rest[0]!.entry)
    if (stored) {
      repeat(rest.shift()!, stored)
    } else {
      metrics.appendRetries.inc()
      lane.head = undefined // somebody else took the number
    }
    return rest
  }

  function repeat(job: Append, doc: ContributionDoc) {
    metrics.appendRepeats.inc()
    job.resolve({ doc, repeated: true })
  }

  function number(lane: Lane, head: Head, jobs: Append[]): { docs: ContributionDoc[]; next: Head } {
    const next = { ...head }
    const docs = jobs.map(({ entry }): ContributionDoc => {
      next.rev++
      Object.assign(next, standAfter(next, entry))
      return {
        _id: new Types.ObjectId(),
        threadId: lane.threadId,
        ...entry,
        ...(entry.state === 'published' && { seq: ++next.seq }),
        rev: next.rev,
        restriction: null,
        editedAt: null,
      }
    })
    return { docs, next }
  }

  async function change(lane: Lane, job: Change) {
    try {
      for (let tries = 0; tries < mostTries; tries++) {
        const changed = await changeOnce(lane, job)
        if (!changed) continue
        job.resolve(changed)
        return
      }
      throw new Error('No number was free')
    } catch (error) {
      if (error instanceof Error && error.name === 'Refusal') job.reject(error)
      else job.reject(lost(lane, error))
    }
  }

  /** One try; undefined when somebody else was faster. */
  async function changeOnce(lane: Lane, { id, plan }: Change): Promise<ContributionDoc | undefined> {
    const isRemembered = lane.head !== undefined
    const head = await headOf(lane)
    const doc = await Contributions.findOne({ _id: id, threadId: lane.threadId }).lean<ContributionDoc>()
    if (!doc) throw refuse('not-found')
    let step: Step | undefined
    try {
      step = plan(doc, head)
    } catch (refusal) {
      if (!several || !isRemembered) throw refusal
      lane.head = undefined
      return undefined
    }
    if (!step) return doc
    const { set, place } = step
    const next = { ...head, rev: head.rev + 1, ...(place && { seq: head.seq + 1, finished: false }) }
    const changed = { ...doc, ...set, rev: next.rev, ...(place && { seq: next.seq }) }
    try {
      const { matchedCount } = await Contributions.updateOne(
        { _id: doc._id, rev: doc.rev },
        { $set: { ...set, rev: next.rev, ...(place && { seq: next.seq }) } },
      )
      if (matchedCount === 0) return undefined
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      metrics.appendRetries.inc()
      lane.head = undefined
      return undefined
    }
    lane.head = next
    await tell(lane, [changed], head.rev, next)
    return changed
  }

  const put = (threadId: string, job: Append | Change) => {
    const lane = laneOf(threadId)
    lane.jobs.push(job)
    void work(lane)
  }

  return {
    /** Appends; the same author's same `clientId` resolves to what is stored already. */
    append: (threadId: string, entry: Entry, admit: (head: Head) => void) =>
      new Promise<{ doc: ContributionDoc; repeated: boolean }>((resolve, reject) => {
        put(threadId, { kind: 'append', entry, admit, resolve, reject })
      }),
    /** Changes one contribution; every change takes the clock's next reading. */
    change: (threadId: string, id: string, plan: Change['plan']) =>
      new Promise<ContributionDoc>((resolve, reject) => {
        put(threadId, { kind: 'change', id, plan, resolve, reject })
      }),
    readHead: (threadId: string) => readHead(new Types.ObjectId(threadId)),
  }
}

export type ThreadLog = ReturnType<typeof createThreadLog>

const storedAs = ({ authorId, clientId }: Entry) =>
  Contributions.findOne({ authorId, clientId }).lean<ContributionDoc>()

/**
 * Inserts in order; says how many went in, and whether a unique index stopped the next.
 * One plain command: the driver's bulk writes cost more than the write itself.
 */
async function insert(docs: ContributionDoc[]): Promise<{ count: number; duplicate: boolean }> {
  const written = metrics.appendSeconds.startTimer()
  const answer = (await Contributions.db.db!.command({
    insert: Contributions.collection.collectionName,
    documents: docs,
    ordered: true,
    writeConcern: { w: 'majority', j: true },
  })) as {
    n: number
    writeErrors?: { code: number; errmsg: string }[]
    writeConcernError?: { errmsg: string }
  }
  written()
  if (answer.writeConcernError) throw new Error(answer.writeConcernError.errmsg)
  const failed = answer.writeErrors?.[0]
  if (failed && failed.code !== 11_000) throw new Error(failed.errmsg)
  return { count: answer.n, duplicate: failed !== undefined }
}

/** What an entry makes of the thread. */
function standAfter({ finished }: Head, { event, state }: Pick<Entry, 'event' | 'state'>): Partial<Head> {
  if (!event) return { finished: finished && state !== 'published' }
  const { kind } = event
  if (kind === 'locked' || kind === 'unlocked') return { locked: kind === 'locked' }
  if (kind === 'finished' || kind === 'reopened') return { finished: kind === 'finished' }
  if (kind === 'opened' || kind === 'ended') return { ended: kind === 'ended' }
  return {} // a session goes on
}

async function readHead(threadId: Types.ObjectId): Promise<Head> {
  const last = (filter: object, sort: Record<string, 1 | -1>) =>
    Contributions.findOne({ threadId, ...filter }, { seq: 1, rev: 1, event: 1 })
      .sort(sort)
      .lean<ContributionDoc>()
  // Rev first: what is written between the readings makes the next write collide, and then this is read again.
  const newest = await last({}, { rev: -1 })
  const [placed, lock, end, agreement] = await Promise.all([
    last({ seq: trusted({ $gt: 0 }) }, { seq: -1 }),
    last({ type: 'system', 'event.kind': trusted({ $in: ['locked', 'unlocked'] }) }, { rev: -1 }),
    last({ type: 'system', 'event.kind': trusted({ $in: ['finished', 'reopened'] }) }, { rev: -1 }),
    last({ type: 'system', 'event.kind': trusted({ $in: ['opened', 'ended'] }) }, { rev: -1 }),
  ])
  return {
    rev: newest?.rev ?? 0,
    seq: placed?.seq ?? 0,
    locked: lock?.event?.kind === 'locked',
    finished: end?.event?.kind === 'finished' && !(await hasWordsAfter(threadId, end.seq ?? 0)),
    ended: agreement?.event?.kind === 'ended',
  }
}

const hasWordsAfter = async (threadId: Types.ObjectId, seq: number) =>
  Boolean(
    await Contributions.exists({
      threadId,
      seq: trusted({ $gt: seq }),
      type: trusted({ $ne: 'system' }),
    }),
  )

/** How the clocks of these threads stand in the store. */
export async function threadRevs(ids: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const id of ids) {
    const newest = await Contributions.findOne({ threadId: new Types.ObjectId(id) }, { _id: 0, rev: 1 })
      .sort({ rev: -1 })
      .lean<{ rev: number }>()
    if (newest) found.set(id, newest.rev)
  }
  return found
}
