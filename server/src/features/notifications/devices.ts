import type { AllOperations, Parsed, PushDevice } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMemory } from '../../platform/memory.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import { isPublicEndpoint } from './endpoint.ts'
import { Devices, unnamed, type DeviceDoc } from './model.ts'
import { mostDevices } from './policy.ts'
import type { SendPush } from './push.ts'

interface Needs {
  /** None where the operator has not set it up. */
  sendPush: SendPush | undefined
  /** Those of these sessions that have not ended. */
  openSessions: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  neighbours: Neighbours
  now: () => Date
}

const done = { done: true } as const

/** The browsers of people that are told. */
export function createDevices({ sendPush, openSessions, neighbours, now }: Needs) {
  const having = createMemory<boolean>({
    load: async (userId) => (await Devices.exists({ userId })) !== null,
    most: 10_000,
    forMs: 60_000,
  })
  const forget = neighbours.share('devices', (userId: string) => having.forget(userId))
  const forgetAll = neighbours.share('all devices', () => having.forgetAll())

  async function list(actor: Actor): Promise<{ devices: PushDevice[] }> {
    const { id: userId, sessionId } = person(actor)
    const docs = await Devices.find({ userId }).sort({ since: -1, _id: -1 }).lean<DeviceDoc[]>()
    return {
      devices: docs.map((doc) => ({
        id: String(doc._id),
        since: doc.since.toISOString(),
        ...unnamed,
        ...doc.name,
        service: new URL(doc.endpoint).hostname,
        own: doc.sessionId === sessionId,
      })),
    }
  }

  return {
    list,

    /** Whether anything of theirs would ring. */
    ring: async (userId: string) => sendPush !== undefined && (await having.get(userId)),

    async add(
      actor: Actor,
      { endpoint, keys, name = unnamed, replaces }: Parsed<AllOperations['notifications.addDevice']>,
    ) {
      if (!sendPush) throw refuse('push.unavailable')
      if (!isPublicEndpoint(endpoint)) throw refuse('push.endpoint')
      const { id: userId, sessionId } = person(actor)
      const known = await Devices.findOne({ endpoint, userId }, { _id: 1 }).lean()
      // A browser that renews its address does not know whether its person has ended it elsewhere.
      const before =
        replaces === undefined
          ? null
          : await Devices.findOne({ endpoint: replaces, userId }).lean<DeviceDoc>()
      if (replaces !== undefined && !before && !known) throw refuse('not-found')
      if (!known && !before && (await Devices.countDocuments({ userId })) >= mostDevices)
        throw refuse('conflict')
      // A browser that somebody else used before is theirs no more.
      const update = {
        $set: { userId, sessionId, keys, name, ...(!known && { since: before?.since ?? now() }) },
      }
      try {
        await Devices.updateOne({ endpoint }, update, { upsert: true })
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
        await Devices.updateOne({ endpoint }, update)
      }
      if (before && before.endpoint !== endpoint) await Devices.deleteOne({ _id: before._id })
      forgetAll(null)
      return list(actor)
    },

    async remove(actor: Actor, deviceId: string) {
      const which = { _id: deviceId, userId: person(actor).id }
      const removed = isId(deviceId) ? await Devices.deleteOne(which) : { deletedCount: 0 }
      if (removed.deletedCount === 0) throw refuse('not-found')
      forget(which.userId)
      return done
    },

    /** Nobody is signed in there any more: on one device, or on all. */
    async signedOut({ userId, sessionId }: { userId: string; sessionId?: string }) {
      await Devices.deleteMany({ userId, ...(sessionId !== undefined && { sessionId }) })
      forget(userId)
    },

    /** Shows it on every browser of theirs; says whether any took it. What is gone is forgotten. */
    async show(userId: string, payload: object, { urgent }: { urgent: boolean }): Promise<boolean> {
      const all = sendPush ? await Devices.find({ userId }).limit(mostDevices).lean<DeviceDoc[]>() : []
      const open = await openSessions(all.map(({ sessionId }) => sessionId))
      const docs = all.filter(({ sessionId }) => open.has(sessionId))
      const outcomes = await Promise.all(
        docs.map(({ endpoint, keys }) => sendPush!({ endpoint, keys }, JSON.stringify(payload), { urgent })),
      )
      const gone = [
        ...all.filter(({ sessionId }) => !open.has(sessionId)),
        ...docs.filter((_, index) => outcomes[index] === 'gone'),
      ].map(({ _id }) => _id)
      if (gone.length > 0) {
        await Devices.deleteMany({ _id: trusted({ $in: gone }) })
        forget(userId)
      }
      return outcomes.includes('taken')
    },
  }
}
export type DeviceService = ReturnType<typeof createDevices>
