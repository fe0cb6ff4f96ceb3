/** Who does something alone for a moment, where the browser itself has no locks: on plain http. */
export interface Lease {
  holder: string
  /** By the clock of this device. */
  until: number
}

export const leaseMs = 15_000

/**
 * Whether somebody may begin. A lease that ends later than one can be granted says that the clock was moved: it holds
 * nobody up.
 */
export const isFree = (lease: Lease | undefined, now: number, me: string): boolean =>
  lease === undefined || lease.holder === me || lease.until <= now || lease.until > now + leaseMs
