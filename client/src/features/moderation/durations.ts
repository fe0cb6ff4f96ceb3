export const durations = ['hour', 'today', 'day', 'week', 'open'] as const
export type Duration = (typeof durations)[number]

const hour = 3_600_000

/** When a measure ends that begins now; nothing where somebody has to end it. */
export function endOf(duration: Duration, now: Date): Date | null {
  switch (duration) {
    case 'hour':
      return new Date(now.getTime() + hour)
    case 'today': {
      const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
      // Shortly before midnight "today" would be over at once.
      return midnight.getTime() - now.getTime() < hour ? new Date(now.getTime() + hour) : midnight
    }
    case 'day':
      return new Date(now.getTime() + 24 * hour)
    case 'week':
      return new Date(now.getTime() + 7 * 24 * hour)
    case 'open':
      return null
  }
}
