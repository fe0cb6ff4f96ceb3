import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import mongoose, { Schema, trusted } from 'mongoose'
import type { Log } from './log.ts'
import type { PersonalRules } from './personal.ts'
import type { Bus } from './redis.ts'

interface ChangeDoc {
  /** Its number, without gaps: none is ever seen before a smaller one. */
  _id: number
  /** The process it comes of; to itself it is no news. */
  by: string
  what: string
  /** What it is about, as JSON. */
  about: string
  at: Date
}

const change = new Schema<ChangeDoc>(
  {
    _id: { type: Number, required: true },
    by: { type: String, required: true },
    what: { type: String, required: true },
    about: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'changes', versionKey: false },
)
export const Changes = mongoose.model<ChangeDoc>('Change', change)

export const neighboursPersonal: PersonalRules = {
  Change: {
    impersonal: '_id by what at',
    withheld: {
      about: 'says to the other processes of this platform what to read anew, and goes after an hour',
    },
  },
}

/** The other processes on the same store, and what all of them remember alike. */
export interface Neighbours {
  /** Whether there may be others. */
  several: boolean
  /** Names something that every process has to do; what it returns does it here at once, and in the others soon. */
  share<T, R>(what: string, act: (about: T) => R): (about: T) => R
  /** The same, but only the others do it; nobody waits for `later` before an answer goes out. */
  tell<T>(what: string, act: (about: T) => unknown, options?: { later?: boolean }): (about: T) => void
  /** Resolves when the others can read what was told before; after a moment in any case. */
  settled(): Promise<void>
  /** From now on what others tell is done here; everything that was named before the call. */
  listen(): void
  end(): Promise<void>
}

/** One process needs nobody. */
export const alone: Neighbours = {
  several: false,
  share: (_, act) => act,
  tell: () => () => undefined,
  settled: async () => undefined,
  listen: () => undefined,
  end: async () => undefined,
}

interface Needs {
  bus: Bus
  now: () => Date
  log: Log
  /** How often the store is asked by itself, without a word from a neighbour. */
  everyMs?: number
}

const mostTogether = 200
const againMs = 300
/** Whoever changes a right waits no longer for the others to be able to know. */
const patienceMs = 1000
/** So many are kept at least, and each for an hour. */
const keptAtLeast = 1000
const keptMs = 3_600_000

/**
 * A log in the store of all that other processes have to do or to forget. Whoever writes takes the next number under a
 * unique index, as in the log of a thread; every process reads on from where it was, once a second and whenever a
 * neighbour says so over Redis. So nothing is missed while Redis is gone.
 */
export async function createNeighbours({ bus, now, log, everyMs = 1000 }: Needs): Promise<Neighbours> {
  const own = randomUUID()
  const acts = new Map<string, (about: unknown) => unknown>()
  let waiting: { what: string; about: string; later: boolean }[] = []
  let writing: Promise<void> | undefined
  const life = { ended: false }

  const newest = async () => (await Changes.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean())?._id ?? 0
  let readUntil = await newest()

  async function write() {
    while (waiting.length > 0 && !life.ended) {
      try {
        const head = await newest()
        const batch = waiting.slice(0, mostTogether)
        const at = now()
        const count = await insert(
          batch.map(({ what, about }, index) => ({ _id: head + 1 + index, by: own, what, about, at })),
        )
        waiting = waiting.slice(count)
        if (count > 0) bus.say('changes', null)
        if (Math.floor(head / mostTogether) < Math.floor((head + count) / mostTogether))
          await Changes.deleteMany({
            _id: trusted({ $lt: head - keptAtLeast }),
            at: trusted({ $lt: new Date(now().getTime() - keptMs) }),
          })
      } catch (error) {
        log.warn({ err: error }, 'other processes not told yet')
        await pause(againMs, undefined, { ref: false })
      }
    }
  }
  function put(what: string, about: unknown, later: boolean) {
    waiting.push({ what, about: JSON.stringify(about ?? null), later })
    writing ??= write().finally(() => (writing = undefined))
  }

  let reading: Promise<void> | undefined
  let again = false
  async function read() {
    do {
      again = false
      const docs = await Changes.find({ _id: trusted({ $gt: readUntil }) })
        .sort({ _id: 1 })
        .limit(mostTogether)
        .lean<ChangeDoc[]>()
      for (const { _id, by, what, about } of docs) {
        // What was kept for an hour is gone: nothing this process remembers can be trusted any more.
        if (_id > readUntil + 1) throw new Missed(`changes ${readUntil + 1} to ${_id - 1}`)
        readUntil = _id
        if (by !== own) await act(what, about)
      }
      again ||= docs.length === mostTogether
    } while (again && !life.ended)
  }
  async function act(what: string, about: string) {
    try {
      await acts.get(what)?.(JSON.parse(about))
    } catch (error) {
      log.error({ err: error, what }, 'what another process told was not done')
    }
  }
  function look() {
    again = true
    reading ??= read()
      .catch((error: unknown) => {
        if (error instanceof Missed)
          setImmediate(() => {
            throw error
          })
        else if (!life.ended) log.warn({ err: error }, 'other processes not heard')
      })
      .finally(() => (reading = undefined))
  }

  let timer: NodeJS.Timeout | undefined
  return {
    several: true,
    share: <T, R>(what: string, work: (about: T) => R) => {
      acts.set(what, work as (about: unknown) => unknown)
      return (about: T) => {
        put(what, about, false)
        return work(about)
      }
    },
    tell: <T>(what: string, work: (about: T) => unknown, { later = false } = {}) => {
      acts.set(what, work as (about: unknown) => unknown)
      return (about: T) => put(what, about, later)
    },
    async settled() {
      if (!waiting.some(({ later }) => !later)) return
      await Promise.race([writing, pause(patienceMs, undefined, { ref: false })])
    },
    listen() {
      bus.hear('changes', look)
      timer = setInterval(look, everyMs).unref()
      look()
    },
    async end() {
      if (writing) await Promise.race([writing, pause(patienceMs, undefined, { ref: false })])
      life.ended = true
      clearInterval(timer)
      await reading
    },
  }
}

/** This process stood still for so long that it can no longer be told what it missed: it has to start anew. */
class Missed extends Error {
  override name = 'Missed'
}

/** Inserts in order; says how many went in. */
async function insert(documents: ChangeDoc[]): Promise<number> {
  const answer = (await Changes.db.db!.command({
    insert: Changes.collection.collectionName,
    documents,
    ordered: true,
    writeConcern: { w: 'majority', j: true },
  })) as { n: number; writeErrors?: { code: number; errmsg: string }[] }
  const failed = answer.writeErrors?.[0]
  if (failed && failed.code !== 11_000) throw new Error(failed.errmsg)
  return answer.n
}
