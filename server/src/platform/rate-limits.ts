import type { OperationName } from '@augenhoehe/contracts'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from './errors.ts'
import type { Call } from './operations.ts'

export interface RateLimits {
  /** Counts one call; refuses with `rate.limited` when there were too many. */
  take(name: OperationName, call: Call): Promise<void>
  /** Counts an attempt against one account or address, whoever makes it. */
  takeFor(key: string): Promise<void>
  socketsPerUser: number
  socketsPerAddress: number
  /** In ten seconds, whatever comes of them; beyond, the socket is closed. */
  eventsPerSocket: number
}

/** Guessing and mailing are limited by address; associations share connections, so not too tightly. */
const guarded = new Set<OperationName>([
  'accounts.signUp',
  'accounts.signIn',
  'accounts.requestMagicLink',
  'accounts.redeemMagicLink',
  'accounts.verifyEmail',
  'accounts.requestPasswordReset',
  'accounts.resetPassword',
  'accounts.claimPlatform',
  'organisations.invite',
  'organisations.showInvitation',
])

async function consume(limiter: RateLimiterMemory, key: string) {
  try {
    await limiter.consume(key)
  } catch (cause) {
    if (cause instanceof RateLimiterRes) {
      throw refuse('rate.limited', { retryAfterMs: Math.max(1, Math.ceil(cause.msBeforeNext)) })
    }
    throw cause
  }
}

/** Limits per person over all carriers, per address for visitors and for what can be guessed. */
export function createRateLimits(on: boolean): RateLimits {
  if (!on) {
    return {
      take: async () => {},
      takeFor: async () => {},
      socketsPerUser: Infinity,
      socketsPerAddress: Infinity,
      eventsPerSocket: Infinity,
    }
  }
  const perPerson = new RateLimiterMemory({ points: 100, duration: 10 })
  const perAddress = new RateLimiterMemory({ points: 600, duration: 60 })
  const guesses = new RateLimiterMemory({ points: 40, duration: 60 })
  const perTarget = new RateLimiterMemory({ points: 10, duration: 300 })
  return {
    async take(name, { actor, address }) {
      if (guarded.has(name)) await consume(guesses, address)
      await (actor.id === null ? consume(perAddress, address) : consume(perPerson, actor.id))
    },
    takeFor: (key) => consume(perTarget, key),
    socketsPerUser: 20,
    socketsPerAddress: 60,
    eventsPerSocket: 300,
  }
}
