export interface Throttle {
  /** At once, or once more at the end of the pause since the last time for the same name. */
  (name: string): void
  end(): void
}

/** Does something for a name at most once in each pause, and never leaves the last time out. */
export function createThrottle(run: (name: string) => void, pauseMs: number): Throttle {
  const waiting = new Map<string, { timer: NodeJS.Timeout; again: boolean }>()

  function pause(name: string) {
    const timer = setTimeout(() => {
      const again = waiting.get(name)?.again
      waiting.delete(name)
      if (!again) return
      pause(name)
      run(name)
    }, pauseMs)
    waiting.set(name, { timer: timer.unref(), again: false })
  }

  const throttled = (name: string) => {
    const paused = waiting.get(name)
    if (paused) {
      paused.again = true
      return
    }
    pause(name)
    run(name)
  }
  return Object.assign(throttled, {
    end: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  })
}
