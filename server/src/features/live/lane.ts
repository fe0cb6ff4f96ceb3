import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import { apply, type Act } from './session.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { load, revOf, save } from './model.ts'
import type { LiveState, Outcome } from './state.ts'

/** What an act came to: the session after it, and what it made. */
export type Done = Exclude<Outcome, { refused: unknown }>

/** What was written together: from one reading of the clock to another. */
export interface Committed {
  from: LiveState
  to: LiveState
}

interface Job {
  act: Act
  resolve: (done: Done) => void
  reject: (error: unknown) => void
}
interface Lane {
  id: string
  jobs: Job[]
  working: boolean
  state?: LiveState | undefined
  reading?: Promise<LiveState> | undefined
  /** Asks how the clock stands; nobody is answered with what was read before they asked. */
  asking?: { now: Promise<void>; next?: Promise<void> | undefined } | undefined
  /** How far listeners have been told. */
  toldRev?: number
  /** Something may have been written that nobody was told of. */
  owes?: boolean
}

interface Needs {
  /** Told in order, after the durable write and before whoever acted is answered. */
  onCommitted: (committed: Committed) => Promise<void>
  /** Listeners have missed something: they are to ask how it stands. */
  onMissed: (sessionId: string, rev: number) => void
  /** Whether other processes write sessions too: then what is remembered is compared with the clock each time. */
  several: boolean
  now: () => Date
  log: Log
}

const mostTogether = 200
const mostTries = 30
const mostLanes = 300
const askAgainMs = 500
/** Whoever finds another process writing comes back within such a time, longer each time. */
const passPauseMs = 8
const longestPauseMs = 400

/**
 * Every session has one lane: what happens in it has one order, whoever sends it and at which moment. What waits in
 * it is applied to the session in memory and goes to disk together, before anybody is answered or told.
 */
export function createLanes({ onCommitted, onMissed, several, now, log }: Needs) {
  const lanes = new Map<string, Lane>()

  function laneOf(id: string): Lane {
    const lane = lanes.get(id) ?? { id, jobs: [], working: false }
    lanes.delete(id)
    lanes.set(id, lane)
    if (lanes.size > mostLanes) {
      for (const [other, { working }] of lanes) {
        if (working || other === id) continue
        lanes.delete(other)
        break
      }
    }
    return lane
  }

  /** One reading for all who ask at once. */
  async function stateOf(lane: Lane): Promise<LiveState> {
    if (several && lane.state) await compare(lane)
    if (lane.state) return lane.state
    lane.reading ??= load(lane.id)
      .then((state) => {
        if (!state) throw refuse('not-found')
        const { rev } = state.session
        // A write whose fate was unknown did happen. What another process wrote, that one has told.
        if (rev > (lane.toldRev ?? rev) && (!several || lane.owes)) onMissed(lane.id, rev)
        lane.owes = false
        lane.toldRev = rev
        return (lane.state ??= state)
      })
      .finally(() => (lane.reading = undefined))
    return lane.reading
  }

  /** Forgets what is remembered where another process has written since. */
  function compare(lane: Lane): Promise<void> {
    const ask = async () => {
      const rev = await revOf(lane.id)
      if (lane.state && rev !== lane.state.session.rev) lane.state = undefined
    }
    const { asking } = lane
    if (!asking) {
      const begun: NonNullable<Lane['asking']> = { now: ask() }
      lane.asking = begun
      const end = () => {
        if (lane.asking === begun && !begun.next) lane.asking = undefined
      }
      begun.now.then(end, end)
      return begun.now
    }
    return (asking.next ??= asking.now
      .catch(() => undefined)
      .then(() => {
        lane.asking = undefined
        return compare(lane)
      }))
  }

  async function work(lane: Lane) {
    if (lane.working) return
    lane.working = true
    while (lane.jobs.length > 0) {
      const batch = lane.jobs.splice(0, isAlone(lane.jobs[0]!) ? 1 : togetherIn(lane.jobs))
      await commit(lane, batch).catch((error: unknown) => {
        lane.state = undefined
        const isRefusal = error instanceof Error && error.name === 'Refusal'
        if (!isRefusal) {
          log.warn({ err: error }, 'fate of a write to a session unknown')
          askAgain(lane)
        }
        const refusal = isRefusal ? error : refuse('unavailable', { retryAfterMs: askAgainMs })
        for (const job of batch) job.reject(refusal)
      })
    }
    lane.working = false
  }

  /** Until the store answers again: what was written and not told is told then. */
  function askAgain(lane: Lane) {
    lane.owes = true
    setTimeout(() => {
      if (!lane.state) stateOf(lane).catch(() => askAgain(lane))
    }, askAgainMs).unref()
  }

  async function commit(lane: Lane, batch: readonly Job[]) {
    for (let tries = 0; tries < mostTries; tries++) {
      const from = await stateOf(lane)
      let to = from
      const done: [Job, Done][] = []
      const refusals: [Job, Error][] = []
      for (const job of batch) {
        const outcome = apply(to, job.act, now().getTime())
        if ('refused' in outcome) {
          refusals.push([job, refuse(outcome.refused)])
        } else {
          to = outcome.state
          done.push([job, outcome])
        }
      }
      if (to !== from && !(await written(lane, from, to))) {
        const most = Math.min(passPauseMs * 2 ** tries, longestPauseMs)
        if (several) await pause(Math.random() * most)
        continue
      }
      lane.state = to
      if (to !== from) await tell(lane, { from, to })
      for (const [job, refusal] of refusals) job.reject(refusal)
      for (const [job, one] of done) job.resolve(one)
      return
    }
    throw new Error('Somebody else was always faster')
  }

  async function tell(lane: Lane, committed: Committed) {
    const { rev } = committed.to.session
    try {
      await onCommitted(committed)
    } catch (error) {
      // Stored but not told, for example because the names could not be read.
      log.error({ err: error }, 'listeners of a session not told')
      onMissed(lane.id, rev)
    }
    lane.toldRev = rev
  }

  async function written(lane: Lane, from: LiveState, to: LiveState): Promise<boolean> {
    try {
      if (await save(from, to, { several })) return true
    } catch (error) {
      // Another session runs in the thread.
      if (duplicateOf(error) === 'runningIn') throw refuse('conflict')
      throw error
    }
    lane.state = undefined
    return false
  }

  return {
    /** Durable and told to all when it resolves; refuses by what the session is at its turn. */
    run: (id: string, act: Act) =>
      new Promise<Done>((resolve, reject) => {
        const lane = laneOf(id)
        lane.jobs.push({ act, resolve, reject })
        void work(lane)
      }),
    /** As it was written last. */
    async read(id: string): Promise<LiveState> {
      const lane = laneOf(id)
      try {
        return await stateOf(lane)
      } catch (error) {
        // What is not there takes no place from what is.
        if (!lane.working && lanes.get(id) === lane) lanes.delete(id)
        throw error
      }
    },
    /** It is read anew when somebody next asks. */
    forget(id: string) {
      const lane = lanes.get(id)
      if (lane && !lane.working) lane.state = undefined
    },
  }
}
export type Lanes = ReturnType<typeof createLanes>

/** What may run into another session is written by itself, so that nobody else is refused with it. */
const isAlone = ({ act }: Job) => act.kind === 'move'

function togetherIn(jobs: readonly Job[]): number {
  const next = jobs.findIndex(isAlone)
  return Math.min(next === -1 ? jobs.length : next, mostTogether)
}
