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
  quick: boolean
}

export interface Outcome {
  fault: string
  acks: number
  seconds: number
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

/** Everybody has to have everything this long after the last fault (G5). */
const caughtUpWithinMs = 30_000
/** And as long again everything goes on undisturbed, so that it is seen that it does. */
const quietMs = { quick: 1500, full: 8000 } as const

/** Breaks one thing again and again while people write, read, come and go; judges what they were told. */
export async function runFault({
  fault,
  acks,
  mostSeconds,
  leastTimes,
  seed,
  quick,
}: Asked): Promise<Outcome> {
  const random = randomFrom(seed)
  const { settings = {}, undo } = (await fault.prepare?.()) ?? {}
  try {
    await using installation = await Installation.start({ servers: 2, ...settings })
    const recorder = new Recorder()
    const crowd = await Crowd.gather({
      installation,
      recorder,
      random,
      ...(fault.twice && { twice: true }),
      ...(fault.pauseMs !== undefined && { pauseMs: fault.pauseMs }),
    })
    const begun = performance.now()
    try {
      crowd.start()
      let times = 0
      const isLate = () => performance.now() - begun > mostSeconds * 1000
      while ((recorder.acks < acks || times < leastTimes) && !isLate()) {
        await pause(fault.everyMs * (0.5 + random()))
        recorder.note({ kind: 'fault', is: 'begun', name: fault.name })
        await fault.once({ installation, crowd, random, quick })
        recorder.note({ kind: 'fault', is: 'over', name: fault.name })
        times++
      }
      await pause(quick ? quietMs.quick : quietMs.full)
      await crowd.stop()
      const seconds = (performance.now() - begun) / 1000
      const silent = performance.now()
      await crowd.caughtUp(caughtUpWithinMs)
      const caughtUpMs = performance.now() - silent
      await crowd.finish()
      const limits = { acks, shownWithinMs: 5000, settleMs: quick ? 1000 : 3000, graceMs: 1500 }
      return {
        fault: fault.name,
        seconds,
        times,
        ...figuresOf(recorder),
        caughtUpMs,
        refused: crowd.refused,
        violations: violationsIn(recorder.history, limits),
      }
    } finally {
      crowd.close()
    }
  } finally {
    await undo?.()
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
  for (const { at, author, clientId, id } of of(recorder.history, 'acked')) {
    if (last !== undefined) longestGapMs = Math.max(longestGapMs, at - last)
    last = at
    if (ids.has(id)) continue
    ids.add(id)
    taken.push(at - sentAt.get(`${author} ${clientId}`)!)
  }
  taken.sort((a, b) => a - b)
  return {
    acks: ids.size,
    ackMs: { p50: shareOf(taken, 0.5), p99: shareOf(taken, 0.99), most: taken.at(-1) ?? 0 },
    longestGapMs,
  }
}
