import { requestsPerWeek } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import type { Organisations } from '../organisations/index.ts'
import { Settings } from './model.ts'
import { daysAfter, freeSlot } from './policy.ts'
import { Requests, type RequestDoc } from './request-model.ts'
import { deliveryTimes, endOf, queueDays, weekDays } from './request-policy.ts'

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
/** Those of a queue that can be looked through at once; the rest waits for the next time. */
const mostLookedThrough = 200

interface Needs {
  organisations: Pick<Organisations, 'currentId' | 'everOf' | 'listed'>
  apartFrom: (organisationId: string) => Promise<string[]>
  now: () => Date
}

/** How an inbox stands: the places of the week that are taken, and those that wait. */
interface Stand {
  perWeek: number
  held: Pick<RequestDoc, 'place' | 'deliveredAt'>[]
  queued: Pick<RequestDoc, '_id' | 'fromId' | 'toId'>[]
}

/**
 * How many requests reach an organisation in a week. Each that is delivered holds one of its places for seven days, under
 * a unique index; further ones wait in their order. That a place is free again holds whether or not a job has run.
 */
export function createInbox({ organisations, apartFrom, now }: Needs) {
  const idsOf = async (organisationId: string) =>
    trusted({ $in: (await organisations.everOf(organisationId)).map(objectId) })
  const weekAgo = () => daysAfter(now(), -weekDays)
  const still = () => ({ place: trusted({ $exists: true }), deliveredAt: trusted({ $gt: weekAgo() }) })
  const waiting = () => ({ state: 'queued' as const, expiresAt: trusted({ $gt: now() }) })

  async function perWeekOf(organisationId: string): Promise<number> {
    const settings = await Settings.findById(await organisations.currentId(organisationId), {
      requestsPerWeek: 1,
    }).lean()
    return settings?.requestsPerWeek ?? requestsPerWeek.standard
  }

  async function read(organisationId: string): Promise<Stand> {
    const toId = await idsOf(organisationId)
    const [perWeek, held, queued] = await Promise.all([
      perWeekOf(organisationId),
      Requests.find({ toId, ...still() }, { place: 1, deliveredAt: 1 }).lean(),
      Requests.find({ toId, ...waiting() }, { fromId: 1, toId: 1 })
        .sort({ createdAt: 1, _id: 1 })
        .lean(),
    ])
    return { perWeek, held, queued }
  }

  const timesOf = ({ perWeek, held, queued }: Stand, more: number) =>
    deliveryTimes(
      held.flatMap(({ deliveredAt }) => deliveredAt ?? []),
      perWeek,
      queued.length + more,
      now(),
    )

  /** Gives back the places of those delivered a week ago; how many. */
  async function release(organisationId: string): Promise<number> {
    const due = { place: trusted({ $exists: true }), deliveredAt: trusted({ $lte: weekAgo() }) }
    const freed = await Requests.updateMany(
      { toId: await idsOf(organisationId), ...due },
      { $unset: { place: 1 } },
    )
    return freed.modifiedCount
  }

  const freePlace = ({ perWeek, held }: Stand) =>
    freeSlot(
      held.flatMap(({ place }) => place ?? []),
      perWeek,
    )

  /** What a request stores that is delivered now. */
  const delivered = (place: number) => {
    const at = now()
    return {
      state: 'sent' as const,
      place,
      deliveredAt: at,
      changedAt: at,
      expiresAt: endOf('sent', at),
      owed: 'asked' as const,
      owedAt: at,
    }
  }

  return {
    release,

    /** What one more request stores now: it is delivered, or waits; undefined where too many wait already. */
    async admit(organisationId: string) {
      const inbox = await read(organisationId)
      const place = inbox.queued.length === 0 ? freePlace(inbox) : undefined
      if (place !== undefined) return delivered(place)
      const at = now()
      const last = timesOf(inbox, 1).at(-1)!
      return last < daysAfter(at, queueDays)
        ? {
            state: 'queued' as const,
            deliveredAt: null,
            changedAt: at,
            expiresAt: endOf('queued', at),
            owed: null,
          }
        : undefined
    },

    /** The next one that waits and can be delivered now, with what it stores then. */
    async next(organisationId: string) {
      if (!(await organisations.listed(await organisations.currentId(organisationId)))) return undefined
      const inbox = await read(organisationId)
      const place = freePlace(inbox)
      if (place === undefined || inbox.queued.length === 0) return undefined
      // Those kept apart since then are passed over without a word; their time runs out like any other.
      const apart = new Set(await apartFrom(await organisations.currentId(organisationId)))
      for (const { _id, fromId } of inbox.queued.slice(0, mostLookedThrough))
        if (!apart.has(await organisations.currentId(String(fromId)))) return { _id, set: delivered(place) }
      return undefined
    },

    /** When one more would be delivered; null where at once. */
    async outlook(organisationId: string) {
      const inbox = await read(organisationId)
      const at = timesOf(inbox, 1).at(-1)!
      const atOnce = inbox.queued.length === 0 && freePlace(inbox) !== undefined
      return { deliverAt: atOnce ? null : at, queueFull: !atOnce && at >= daysAfter(now(), queueDays) }
    },

    /** When each of those that wait for an organisation is delivered, by id. */
    async times(organisationId: string): Promise<Map<string, Date>> {
      const inbox = await read(organisationId)
      const times = timesOf(inbox, 0)
      return new Map(inbox.queued.map(({ _id }, index) => [String(_id), times[index]!]))
    },

    /** Whose inbox is full, of these or of all; as ids under which requests were sent to them. */
    async full(of?: readonly string[]): Promise<string[]> {
      const toId = of && { toId: trusted({ $in: of.map(objectId) }) }
      const docs = await Requests.find({ ...toId, $or: [still(), waiting()] }, { toId: 1, state: 1 }).lean()
      const counts = new Map<string, { held: number; queued: number }>()
      for (const doc of docs) {
        const id = await organisations.currentId(String(doc.toId))
        const count = counts.get(id) ?? { held: 0, queued: 0 }
        if (doc.state === 'queued') count.queued++
        else count.held++
        counts.set(id, count)
      }
      const settings = await Settings.find(
        { _id: trusted({ $in: [...counts.keys()].map(objectId) }) },
        { requestsPerWeek: 1 },
      ).lean()
      const wanted = new Map(settings.map((one) => [String(one._id), one.requestsPerWeek]))
      return [...counts].flatMap(([id, { held, queued }]) =>
        queued > 0 || held >= (wanted.get(id) ?? requestsPerWeek.standard) ? id : [],
      )
    },

    async capacity(organisationId: string) {
      const { perWeek, queued } = await read(organisationId)
      return { requestsPerWeek: perWeek, queued: queued.length }
    },
    setCapacity: async (organisationId: string, perWeek: number) =>
      void (await Settings.updateOne(
        { _id: objectId(organisationId) },
        { $set: { requestsPerWeek: perWeek } },
        { upsert: true },
      )),

    /** Organisations with places to give back, or with requests that wait. */
    async stirring(): Promise<string[]> {
      const docs = await Requests.find(
        {
          $or: [
            { place: trusted({ $exists: true }), deliveredAt: trusted({ $lte: weekAgo() }) },
            { state: 'queued' },
          ],
        },
        { toId: 1 },
      ).lean()
      const ids = await Promise.all(docs.map(({ toId }) => organisations.currentId(String(toId))))
      return [...new Set(ids)]
    },
  }
}
export type Inbox = ReturnType<typeof createInbox>
