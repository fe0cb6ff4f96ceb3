import { useEffect, useState } from 'react'
import { serverTime } from './server-time.ts'

/** The server's time, anew every so often, for what ends by the clock. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverTime)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverTime()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
