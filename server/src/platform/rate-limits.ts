import type { OperationName } from '@augenhoehe/contracts'
import { createHash, randomUUID } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from './errors.ts'
import type { Call } from './operations.ts'
import type { Bus } from './redis.ts'

export interface RateLimits {
  /** Counts one call; refuses with `rate.limited` when there were too many. */
  take(name: OperationName, call: Call): Promise<void>
  /**
   * Counts an attempt against one account or mailbox, whoever makes it. With the address it comes from, others
   * cannot use up what is left for somebody: it is counted for that network, and more generously for all together.
   */
  takeFor(key: string, address?: string): Promise<void>
  /**
   * Takes one of so many places for open sockets, over all processes; what it returns gives it back. Here it is taken
   * before anything is waited for, so that of many at once not all find the last one free.
   */
  takePlace(of: 'user' | 'address', key: string): { taken: Promise<void>; release: () => void }
  perSocket: {
    /** In ten seconds, whatever comes of them; beyond, the socket is closed. */
    events: number
    /** Writes under way at the same time. */
    writing: number
    /** Sets of sockets it is in; each thread that is followed takes up to four. */
    joined: number
  }
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

const tooMany = (waitMs: number) => refuse('rate.limited', { retryAfterMs: Math.max(1, Math.ceil(waitMs)) })

/** Counts in one step: how many there are now, and how long until they are forgotten. */
const counting = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`

/** Redis is told of nobody: neither addresses nor accounts can be read there. */
const hashed = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 22)

/**
 * So many of a kind within so many seconds, over all processes; each counts for itself as well, which is all there is
 * while Redis does not answer.
 */
function createLimit(name: string, { points, duration }: { points: number; duration: number }, bus?: Bus) {
  const own = new RateLimiterMemory({ points, duration })
  return async (key: string) => {
    try {
      await own.consume(key)
    } catch (cause) {
      throw cause instanceof RateLimiterRes ? tooMany(cause.msBeforeNext) : cause
    }
    if (!bus?.isWell()) return
    const counted = await bus
      .run(counting, [`limit:${name}:${hashed(key)}`], [duration * 1000])
      .catch(() => undefined)
    if (!counted) return
    const [count, leftMs] = counted as [number, number]
    if (count > points) throw tooMany(leftMs)
  }
}

const placesOf = { user: 20, address: 60 } as const
/** A place of a process that was killed is free again after this time. */
const placeHeldMs = 60_000

const takingPlace = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`
const leavingPlace = `return redis.call('ZREM', KEYS[1], ARGV[1])`

/** Hands out places by key, so many for each. */
function createPlaces(bus?: Bus) {
  const here = new Map<string, number>()
  /** Names of places that are taken, by the key they are taken of. */
  const held = new Map<string, string>()
  const full = () => tooMany(30_000)

  const hold = (name: string, key: string, most: number) =>
    bus!.run(takingPlace, [`places:${hashed(key)}`], [name, placeHeldMs, most]).catch(() => undefined)
  if (bus)
    setInterval(() => {
      // Above the limit they stay: whoever is here is not sent away because somebody lost count.
      if (bus.isWell()) for (const [name, key] of held) void hold(name, key, Number.MAX_SAFE_INTEGER)
    }, placeHeldMs / 3).unref()

  return (of: keyof typeof placesOf, id: string) => {
    const key = `${of}:${id}`
    const most = placesOf[of]
    const count = here.get(key) ?? 0
    if (count >= most) throw full()
    here.set(key, count + 1)
    const name = randomUUID()
    held.set(name, key)
    let left = false
    return {
      taken: (async () => {
        if (bus?.isWell() && (await hold(name, key, most)) === 0) throw full()
      })(),
      release: () => {
        if (left) return
        left = true
        held.delete(name)
        const others = here.get(key)! - 1
        if (others === 0) here.delete(key)
        else here.set(key, others)
        if (bus?.isWell())
          void bus.run(leavingPlace, [`places:${hashed(key)}`], [name]).catch(() => undefined)
      },
    }
  }
}

/** Limits per person over all carriers and processes, per address for visitors and for what can be guessed. */
export function createRateLimits(on: boolean, bus?: Bus): RateLimits {
  if (!on) {
    return {
      take: async () => {},
      takeFor: async () => {},
      takePlace: () => ({ taken: Promise.resolve(), release: () => undefined }),
      perSocket: { events: Infinity, writing: Infinity, joined: Infinity },
    }
  }
  const perPerson = createLimit('person', { points: 100, duration: 10 }, bus)
  const perAddress = createLimit('address', { points: 600, duration: 60 }, bus)
  const guesses = createLimit('guesses', { points: 40, duration: 60 }, bus)
  const perTarget = createLimit('target', { points: 10, duration: 300 }, bus)
  const fromEverywhere = createLimit('everywhere', { points: 100, duration: 300 }, bus)
  const seldom = createLimit('seldom', { points: 20, duration: 600 }, bus)
  const guests = createLimit('guests', { points: 5, duration: 600 }, bus)
  return {
    async take(name, { actor, address }) {
      const network = networkOf(address)
      if (guarded.has(name)) await guesses(network)
      await (actor.id === null ? perAddress(network) : perPerson(actor.id))
      if (readByPeople.has(name) && actor.id === null) await guests(`${name} ${network}`)
      if (rare.has(name)) await seldom(`${name} ${actor.id ?? network}`)
    },
    async takeFor(key, address) {
      await perTarget(address === undefined ? key : `${key} ${networkOf(address)}`)
      if (address !== undefined) await fromEverywhere(key)
    },
    takePlace: createPlaces(bus),
    perSocket: { events: 300, writing: 8, joined: 400 },
  }
}
