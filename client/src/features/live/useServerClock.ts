import { useEffect, useState } from 'react'
import { ask, onConnect, onDisconnect } from '../../platform/live.ts'
import { ServerClock } from './clock.ts'

const everyMs = 60_000
const watchMs = 5_000
const jumpMs = 1_000
const firstAsks = 3

/** A clock that is set by the server's, again and again, and at once after whatever may have upset it. */
export function useServerClock(): ServerClock {
  const [clock] = useState(() => new ServerClock())
  useEffect(() => {
    let ended = false
    const measure = async () => {
      if (ended) return
      const askedAt = performance.now()
      try {
        const { now } = await ask('live.time', {})
        if (!ended) clock.measure(askedAt, Date.parse(now))
      } catch {
        // The next one may come through.
      }
    }
    const setAnew = async () => {
      for (let times = 0; times < firstAsks; times++) await measure()
    }
    // Running times stand still while a phone sleeps; then the device's clock has gone further than they have.
    const drift = () => Date.now() - performance.now()
    let before = drift()
    const watch = setInterval(() => {
      const after = drift()
      if (Math.abs(after - before) > jumpMs) {
        clock.distrust()
        void setAnew()
      }
      before = after
    }, watchMs)
    const often = setInterval(() => void measure(), everyMs)
    const stops = [onConnect(() => void setAnew()), onDisconnect(() => clock.distrust())]
    return () => {
      ended = true
      clearInterval(watch)
      clearInterval(often)
      for (const stop of stops) stop()
    }
  }, [clock])
  return clock
}

/** The server's time, anew every quarter of a second while somebody looks. */
export function useTick(clock: ServerClock, everyMsWanted = 250): number {
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMsWanted)
    return () => clearInterval(timer)
  }, [clock, everyMsWanted])
  return now
}
