import { setTimeout as pause } from 'node:timers/promises'
import { Crowd } from './crowd.ts'
import type { Fault } from './faults.ts'
import { violationsIn, type Violation } from './history/checker.ts'
import { of } from './history/history.ts'
import { Installation } from './installation.ts'
import { Recorder } from './recorder.ts'

export interface Asked {
  fault: Fault
  /** So much has to be acknowledged while things are broken again and again. */
  acks: number
  /** Gives up after so long; what is missing then is a violation. */
  mostSeconds: number
  /** So often something has to be broken at least. */
  leastTimes: number
  seed: number
  /** Short faults, a few seconds of quiet, and no judgement of how soon anything is shown. */
  quick: boolean
  /** How people write, where the fault does not say otherwise. */
  manner?: Fault['manner']
}

export interface Outcome {
  fault: string
  acks: number
  /** Answers that said so; more where messages were sent more than once. */
  answers: number
  seconds: number
  /** How often a page lost its connection. */
  losses: number
  /** What the platform itself says about it. */
  seen: string
  /** How often something was broken. */
  times: number
  /** From sending to being acknowledged, in milliseconds; while something is broken, too. */
  ackMs: { p50: number; p99: number; most: number }
  /** The longest time in which nothing was acknowledged to anybody. */
  longestGapMs: number
  /** How long after the last message the last page had shown everything. */
  caughtUpMs: number
  /** Refusals that sending again does not mend. */
  refused: readonly string[]
  violations: readonly Violation[]
}

/** A generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
export function randomFrom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const shareOf = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Everybody has to have everything this long after the last message; how long it took is a figure. */
const caughtUpWithinMs = 60_000
/** Looking back over everything that was written takes long where much was. */
const lookedBackWithinMs = 180_000
/** After the last fault everything goes on undisturbed for so long, so that it is seen that it does. */
const quietMs = { quick: 1000, full: 8000 } as const
/** Whoever is not acknowledged anything for so long after the last fault is taken to have stopped (N1). */
const goesOnWithinMs = 60_000
/** Nothing is broken before something was acknowledged since the last time, or for so long nothing was. */
const leastBetween = 5
const betweenWithinMs = 20_000
/** Time judges only long runs: short ones are made beside others. */
const shownWithinMs = { quick: 60_000, full: 5000 } as const

/** Breaks one thing again and again in an installation of its own. */
export async function runFault(asked: Asked): Promise<Outcome> {
  const { settings = {}, undo } = (await asked.fault.prepare?.()) ?? {}
  try {
    await using installation = await Installation.start({ servers: 2, ...settings })
    return await breakAgain(installation, asked)
  } finally {
    await undo?.()
  }
}

/**
 * Breaks one thing again and again while people write, read, come and go in threads of their own; judges what they
 * were told. The installation is whole again afterwards.
 */
export async function breakAgain(installation: Installation, asked: Asked): Promise<Outcome> {
  const { fault, acks, mostSeconds, leastTimes, seed, quick, manner } = asked
  const random = randomFrom(seed)
  const recorder = new Recorder()
  const crowd = await Crowd.gather({
    installation,
    recorder,
    random,
    manner: { ...manner, ...fault.manner },
    ...(fault.twice && { twice: true }),
  })
  const scene = { installation, crowd, random, quick }
  const begun = performance.now()
  try {
    crowd.start()
    let times = 0
    const isLate = () => performance.now() - begun > mostSeconds * 1000
    while ((recorder.acks < acks || times < leastTimes) && !isLate()) {
      await recorder.untilAcked(leastBetween + random() * (quick ? 0 : (fault.upTo ?? 0)), betweenWithinMs)
      await pause(fault.everyMs * (0.5 + random()))
      recorder.note({ kind: 'fault', is: 'begun', name: fault.name })
      await fault.once(scene)
      recorder.note({ kind: 'fault', is: 'over', name: fault.name })
      times++
    }
    await Promise.all([
      recorder.untilEach(crowd.authors, goesOnWithinMs),
      pause(quick ? quietMs.quick : quietMs.full),
    ])
    await crowd.stop()
    const seconds = (performance.now() - begun) / 1000
    const silent = performance.now()
    await crowd.caughtUp(caughtUpWithinMs)
    const caughtUpMs = performance.now() - silent
    await crowd.lookBack(lookedBackWithinMs)
    await crowd.finish()
    const limits = {
      acks,
      shownWithinMs: quick ? shownWithinMs.quick : shownWithinMs.full,
      settleMs: 3000,
      graceMs: 1500,
    }
    return {
      fault: fault.name,
      seconds,
      times,
      ...figuresOf(recorder),
      losses: crowd.visits.reduce((sum, { losses }) => sum + losses, 0),
      seen: (await fault.seen?.(scene)) ?? '',
      caughtUpMs,
      refused: crowd.refused,
      violations: violationsIn(recorder.history, limits),
    }
  } finally {
    crowd.close()
  }
}

function figuresOf(recorder: Recorder) {
  const sentAt = new Map<string, number>()
  for (const { at, author, clientId } of of(recorder.history, 'sent'))
    if (!sentAt.has(`${author} ${clientId}`)) sentAt.set(`${author} ${clientId}`, at)
  const taken: number[] = []
  const ids = new Set<string>()
  let longestGapMs = 0
  let last: number | undefined
  let answers = 0
  for (const { at, author, clientId, id } of of(recorder.history, 'acked')) {
    answers++
    if (last !== undefined) longestGapMs = Math.max(longestGapMs, at - last)
    last = at
    if (ids.has(id)) continue
    ids.add(id)
    taken.push(at - sentAt.get(`${author} ${clientId}`)!)
  }
  taken.sort((a, b) => a - b)
  return {
    acks: ids.size,
    answers,
    ackMs: { p50: shareOf(taken, 0.5), p99: shareOf(taken, 0.99), most: taken.at(-1) ?? 0 },
    longestGapMs,
  }
}
