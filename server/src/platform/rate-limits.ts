import type { OperationName } from '@augenhoehe/contracts'
import { isIPv4, isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from './errors.ts'
import type { Call } from './operations.ts'

export interface RateLimits {
  /** Counts one call; refuses with `rate.limited` when there were too many. */
  take(name: OperationName, call: Call): Promise<void>
  /**
   * Counts an attempt against one account or mailbox, whoever makes it. With the address it comes from, others
   * cannot use up what is left for somebody: it is counted for that network, and more generously for all together.
   */
  takeFor(key: string, address?: string): Promise<void>
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
  'accounts.prove',
  'accounts.completeSignIn',
  'accounts.askPasskey',
  'accounts.signInWithPasskey',
  'organisations.invite',
  'organisations.showInvitation',
  'organisations.showQuestion',
  'organisations.answerQuestion',
  'organisations.takeBackAnswer',
  'matching.showCooperationQuestion',
  'matching.answerCooperationQuestion',
])

/** What writes to others unasked, shows to everybody, or asks after an address: nobody needs it often. */
const rare = new Set<OperationName>([
  'organisations.create',
  'organisations.publishDraft',
  'organisations.claim',
  'matching.request',
  'moderation.report',
  'feedback.send',
  'results.quote',
  'live.findModerator',
  'privacy.requestExport',
])

/** What somebody without an account writes and a person has to read. */
const readByPeople = new Set<OperationName>(['live.ask', 'feedback.send'])

/** The network one subscriber has: an IPv4 address, but 2^64 of the new ones. */
export function networkOf(address: string): string {
  if (isIPv4(address) || !isIPv6(address)) return address
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}

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
  const fromEverywhere = new RateLimiterMemory({ points: 100, duration: 300 })
  const seldom = new RateLimiterMemory({ points: 20, duration: 600 })
  const guests = new RateLimiterMemory({ points: 5, duration: 600 })
  return {
    async take(name, { actor, address }) {
      const network = networkOf(address)
      if (guarded.has(name)) await consume(guesses, network)
      await (actor.id === null ? consume(perAddress, network) : consume(perPerson, actor.id))
      if (readByPeople.has(name) && actor.id === null) await consume(guests, `${name} ${network}`)
      if (rare.has(name)) await consume(seldom, `${name} ${actor.id ?? network}`)
    },
    async takeFor(key, address) {
      await consume(perTarget, address === undefined ? key : `${key} ${networkOf(address)}`)
      if (address !== undefined) await consume(fromEverywhere, key)
    },
    socketsPerUser: 20,
    socketsPerAddress: 60,
    eventsPerSocket: 300,
  }
}
