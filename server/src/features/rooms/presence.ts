import { randomUUID } from 'node:crypto'
import type { AllOperations, OwnMembership, Parsed, RoomPresence } from '@augenhoehe/contracts'
import { person, type Actor, type Person } from '../../platform/actor.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import { createLanesOf } from '../../platform/lanes.ts'
import type { Log } from '../../platform/log.ts'
import type { Listener } from '../../platform/operations.ts'
import type { Io } from '../../platform/realtime.ts'
import type { Bus } from '../../platform/redis.ts'
import { presenceFor, type Present } from './policy.ts'
import type { RoomService } from './service.ts'

interface Needs {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn'>
  /** Whether somebody lets others see that they are here. */
  shows: (userId: string) => Promise<boolean>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  /** Who does not want to hear of somebody. */
  blockersOf: (userId: string) => Promise<ReadonlySet<string>>
  io: () => Pick<Io, 'local'>
  /** Where there are other processes: each says who is in a room with it. */
  bus: Pick<Bus, 'say' | 'hear'> | undefined
  log: Log
}

/** One open page in a room. */
interface Place {
  listener: Listener
  userId: string
  organisationId: string | null
}

interface Look {
  present: Present[]
  gone: Place[]
  blocks: (userId: string, reader: string) => boolean
}

/** Who is in a room with another process. */
interface Word {
  by: string
  roomId: string
  /** As that process may show them; nobody: it asks. */
  present: Present[] | null
}

interface Crowd {
  places: Map<Listener, Place>
  /** What was sent last, so that nothing is sent that says the same. */
  sent: string
  told: number
  /** Who is here with this process, as others may see them. */
  own: Present[] | undefined
  /** What was found then; good enough for who enters within the same second. */
  seen: Look | undefined
  timer: NodeJS.Timeout | undefined
}

const betweenMs = 1000
/** Each process says so often who is with it; who is not spoken of any more is gone with it. */
const sayEveryMs = 5000
const goodForMs = 12_000

/** The sets of sockets that hear who is in a room: all, and each person's own. */
export const here = (roomId: string) => `here:${roomId}`
const hereAs = (roomId: string, userId: string) => `here:${roomId}/user:${userId}`

/**
 * Who is in a room at this moment. It lives in memory and nowhere else: nothing is stored, logged or remembered; what
 * processes say to each other is gone as soon as it was heard.
 * Every message is made from the rights of its moment; a change only says that a message is due.
 */
export function createPresence({ rooms, shows, membershipsOf, blockersOf, io, bus, log }: Needs) {
  const own = randomUUID()
  const elsewhere = new Map<string, Map<string, { present: Present[]; until: number }>>()
  const crowds = new Map<string, Crowd>()
  const roomOf = new WeakMap<Listener, string>()

  const audiences = (roomId: string, userId: string) => [here(roomId), hereAs(roomId, userId)]

  async function forWhom(actor: Person, organisationId: string | null): Promise<Present['for']> {
    if (actor.institution) return { id: null, name: actor.institution.name }
    const found = (await membershipsOf(actor.id)).find((one) => one.organisationId === organisationId)
    return found?.mayWriteFor ? { id: found.organisationId, name: found.name } : null
  }

  /** As others may see somebody now: null when they may not, gone when they may not be here any more. */
  async function seen(
    { listener, userId, organisationId }: Place,
    roomId: string,
  ): Promise<Present | null | 'gone'> {
    try {
      const actor = await listener.actor()
      if (actor.id === null || actor.id !== userId) return 'gone'
      const room = await rooms.mustRead(actor, roomId)
      if (!(await shows(userId))) return null
      if ((await rooms.rightsIn(actor, room)).bar === 'room.suspended') return null
      return { userId, for: await forWhom(actor, organisationId) }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return 'gone'
      throw error
    }
  }

  const say = (roomId: string, present: Present[] | null) =>
    bus?.say('presence', { by: own, roomId, present } satisfies Word)

  function withOthers(roomId: string): Present[] {
    const others = elsewhere.get(roomId)
    for (const [by, { until }] of others ?? []) if (until < performance.now()) others!.delete(by)
    if (others?.size === 0) elsewhere.delete(roomId)
    return [...(others?.values() ?? [])].flatMap(({ present }) => present)
  }

  bus?.hear('presence', (word) => {
    const { by, roomId, present } = word as Word
    const crowd = crowds.get(roomId)
    // Who has nobody there needs not know.
    if (!crowd) return
    if (present === null) {
      if (crowd.own) say(roomId, crowd.own)
      return
    }
    const others = elsewhere.get(roomId) ?? new Map<string, { present: Present[]; until: number }>()
    elsewhere.set(roomId, others.set(by, { present, until: performance.now() + goodForMs }))
    changed(roomId)
  })
  if (bus)
    setInterval(() => {
      for (const [roomId, crowd] of crowds) {
        if (crowd.own) say(roomId, crowd.own)
        if (elsewhere.has(roomId)) changed(roomId)
      }
    }, sayEveryMs).unref()

  /** Everybody who lets themselves be seen, and who must not see whom. */
  async function look(roomId: string): Promise<Look> {
    const places = [...(crowds.get(roomId)?.places.values() ?? [])]
    const found = await Promise.all(places.map(async (place) => ({ place, as: await seen(place, roomId) })))
    const here = found.flatMap(({ as }) => (as === null || as === 'gone' ? [] : as))
    const crowd = crowds.get(roomId)
    if (crowd && JSON.stringify(crowd.own) !== JSON.stringify(here)) {
      crowd.own = here
      say(roomId, here)
    }
    const present = [...here, ...withOthers(roomId)]
    const blockers = new Map<string, ReadonlySet<string>>()
    for (const { userId } of present) blockers.set(userId, await blockersOf(userId))
    const gone = found.flatMap(({ place, as }) => (as === 'gone' ? place : []))
    return { present, gone, blocks: (userId: string, reader: string) => blockers.get(userId)!.has(reader) }
  }

  async function tell(roomId: string) {
    const crowd = crowds.get(roomId)
    if (!crowd) return
    crowd.seen = undefined
    const seeing = await look(roomId)
    crowd.seen = seeing
    crowd.told = performance.now()
    const { present, gone, blocks } = seeing
    for (const { listener } of gone) await leave(listener)
    const readers = new Set([...crowd.places.values()].map(({ userId }) => userId))
    const apart = [...readers].filter((reader) => present.some(({ userId }) => blocks(userId, reader)))
    const forAll = presenceFor(present)
    const forEach = apart.map((reader) => ({
      reader,
      shown: presenceFor(present.filter(({ userId }) => !blocks(userId, reader))),
    }))
    const saying = JSON.stringify([forAll, forEach])
    if (saying === crowd.sent) return
    crowd.sent = saying
    io()
      .local.to(here(roomId))
      .except(apart.map((reader) => hereAs(roomId, reader)))
      .emit('room.presence', { roomId, ...forAll })
    for (const { reader, shown } of forEach)
      io()
        .local.to(hereAs(roomId, reader))
        .emit('room.presence', { roomId, ...shown })
  }

  /** At once after a quiet second, otherwise when the second is over. */
  function changed(roomId: string) {
    const crowd = crowds.get(roomId)
    if (!crowd || crowd.timer) return
    const wait = Math.max(0, crowd.told + betweenMs - performance.now())
    crowd.timer = setTimeout(() => {
      crowd.timer = undefined
      crowd.told = performance.now()
      tell(roomId).catch((error: unknown) => {
        // Nobody is named: who is here is no matter for a log.
        log.warn({ err: error }, 'presence not told')
        changed(roomId)
      })
    }, wait).unref()
  }

  function take(listener: Listener): string | undefined {
    const roomId = roomOf.get(listener)
    const crowd = roomId === undefined ? undefined : crowds.get(roomId)
    if (roomId === undefined || !crowd) return undefined
    roomOf.delete(listener)
    crowd.places.delete(listener)
    if (crowd.places.size === 0) {
      clearTimeout(crowd.timer)
      crowds.delete(roomId)
      elsewhere.delete(roomId)
      say(roomId, [])
    } else changed(roomId)
    return roomId
  }

  async function leave(listener: Listener) {
    const userId = crowds.get(roomOf.get(listener) ?? '')?.places.get(listener)?.userId
    const roomId = take(listener)
    if (roomId !== undefined && userId !== undefined) await listener.leave(audiences(roomId, userId))
  }

  /** A page is in one room at a time; what it asks at the same time is done one after the other. */
  const inTurn = createLanesOf()

  async function enter(actor: Actor, roomId: string, organisationId: string | null, listener: Listener) {
    await rooms.mustRead(actor, roomId)
    const { id } = person(actor)
    const mayWriteFor = (await membershipsOf(id)).some(
      (one) => one.organisationId === organisationId && one.mayWriteFor,
    )
    if (organisationId && !mayWriteFor) throw refuse('action.forbidden')
    await leave(listener)
    await listener.join(audiences(roomId, id))
    const crowd = crowds.get(roomId) ?? {
      places: new Map(),
      sent: '',
      told: -Infinity,
      seen: undefined,
      own: undefined,
      timer: undefined,
    }
    if (!crowds.has(roomId)) say(roomId, null)
    crowds.set(roomId, crowd)
    crowd.places.set(listener, { listener, userId: id, organisationId })
    roomOf.set(listener, roomId)
    listener.onEnd('presence', () => void take(listener))
    changed(roomId)
    const isFresh = crowd.told + betweenMs > performance.now()
    const { present, blocks } = (isFresh && crowd.seen) || (await look(roomId))
    return { roomId, ...presenceFor(present.filter(({ userId }) => !blocks(userId, id))) }
  }

  return {
    /** From now on one hears who is here; whether one is seen oneself is the setting of the account. */
    async enter(
      actor: Actor,
      { roomId, actingOrganisationId }: Parsed<AllOperations['rooms.enter']>,
      listener: Listener | undefined,
    ): Promise<RoomPresence> {
      if (!listener) throw refuse('request.invalid')
      return inTurn(listener, 'room', () => enter(actor, roomId, actingOrganisationId ?? null, listener))
    },

    async leave(listener: Listener | undefined) {
      if (listener) await inTurn(listener, 'room', () => leave(listener))
      return { done: true as const }
    },

    /** Something about a person, or a room, is not what it was. */
    personChanged(userId: string) {
      for (const [roomId, { places }] of crowds)
        if ([...places.values()].some((place) => place.userId === userId)) changed(roomId)
    },
    roomChanged: changed,
  }
}
export type PresenceService = ReturnType<typeof createPresence>
