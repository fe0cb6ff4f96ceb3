import { refuse } from './errors.ts'
import type { Perform } from './operations.ts'

/** What runs at this moment, so that an end can wait for it. */
export interface Traffic {
  /** Counts what runs; after the end begins, whatever still comes is to be sent again, to another process or later. */
  counted(perform: Perform): Perform
  /** Lets nothing new begin; resolves when all that runs was answered, or after so long. */
  end(withinMs: number): Promise<void>
}

/** The time in which whoever sends again finds a process that takes it. */
const againAfterMs = 1000

export function createTraffic(): Traffic {
  let running = 0
  let isEnding = false
  let onQuiet = () => {}
  return {
    counted: (perform) => async (name, raw, call) => {
      if (isEnding) throw refuse('unavailable', { retryAfterMs: againAfterMs })
      running++
      try {
        return await perform(name, raw, call)
      } finally {
        if (--running === 0) onQuiet()
      }
    },
    async end(withinMs) {
      isEnding = true
      if (running > 0) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((done) => {
          onQuiet = done
          timer = setTimeout(done, withinMs)
        })
        clearTimeout(timer)
      }
      // What was performed last is answered in the turn after.
      await new Promise((done) => setImmediate(done))
    },
  }
}
