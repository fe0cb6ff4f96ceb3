/** The time services go by; the demonstration and the tests set it, nothing else does. */
export interface Clock {
  now: () => Date
  /** Stands still at an instant, or runs again. */
  setTo: (instant: Date | null) => void
}

export function createClock(): Clock {
  let still: Date | null = null
  return {
    now: () => new Date(still ?? Date.now()),
    setTo: (instant) => {
      still = instant
    },
  }
}
