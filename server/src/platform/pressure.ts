import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { createLanes } from './lanes.ts'
import { metrics } from './metrics.ts'

/** Whether the process has more to do than it can do in time. */
export interface Pressure {
  isHigh(): boolean
  /** At once, but one after the other while pressure is high: what somebody missed waits for what is said now. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  end(): void
}

const lookEveryMs = 5000
/** 99 in 100 turns of the event loop come sooner than this, or it is too much. */
const mostDelayMs = 250
/** Of the memory for objects; beyond, clearing it takes ever more of the time. */
const mostHeap = 0.75

export interface Load {
  /** p99 of how much later than planned the event loop came to its next turn, in ms. */
  delayMs: number
  /** Share of the heap that is used, 0 to 1. */
  heap: number
}

export const isTooMuch = ({ delayMs, heap }: Load) => delayMs > mostDelayMs || heap > mostHeap

/** Where there are no limits. */
export const unpressed: Pressure = { isHigh: () => false, inTurn: (work) => work(), end: () => undefined }

/** Looks every five seconds how the process did since the last time. */
export function watchPressure(measure: () => Load = createGauge()): Pressure & { look(): void } {
  const inLane = createLanes()
  let high = false
  const look = () => {
    high = isTooMuch(measure())
    metrics.pressure.set(Number(high))
  }
  const timer = setInterval(look, lookEveryMs).unref()
  return {
    isHigh: () => high,
    inTurn: (work) => (high ? inLane('', work) : work()),
    look,
    end: () => clearInterval(timer),
  }
}

function createGauge() {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return (): Load => {
    const delayMs = delay.percentile(99) / 1e6
    delay.reset()
    const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics()
    return { delayMs, heap: used / most }
  }
}
