import type { LiveChanged } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanesOf } from '../../platform/lanes.ts'
import type { Listener } from '../../platform/operations.ts'
import type { Io } from '../../platform/realtime.ts'
import type { Standing } from './policy.ts'
import type { LiveService } from './service.ts'

/** The sets of sockets that follow a session: all, those who run it, and each person's own. */
export const followers = (sessionId: string) => `live:${sessionId}`
const moderators = (sessionId: string) => `live:${sessionId}/moderators`
/** Somebody’s own connections that follow it. */
export const ownFollowers = (sessionId: string, userId: string) => `live:${sessionId}/user:${userId}`

/** A step of a session's clock, as it is shown to different listeners. */
export interface Announcement {
  sessionId: string
  as: (standing: Standing) => LiveChanged
  /** Who sees more of it than everybody, besides moderators; null where all see the same. */
  concerned: string[] | null
}

const reader: Standing = { userId: null, moderator: false, mayTakePart: false }

/** One message to everyone who follows; it is put together and encoded once for all who see the same. */
export function announceTo(io: Io, { sessionId, as, concerned }: Announcement) {
  if (concerned === null) {
    io.to(followers(sessionId)).emit('live.changed', as(reader))
    return
  }
  const apart = concerned.map((userId) => ownFollowers(sessionId, userId))
  io.to(moderators(sessionId)).emit('live.changed', as({ ...reader, moderator: true }))
  for (const userId of concerned)
    io.to(ownFollowers(sessionId, userId))
      .except(moderators(sessionId))
      .emit('live.changed', as({ ...reader, userId }))
  io.to(followers(sessionId))
    .except([moderators(sessionId), ...apart])
    .emit('live.changed', as(reader))
}

/** Who leaves before they have come is not there afterwards: what a page asks about a session is done in order. */
const inTurn = createLanesOf()

/** Join, then hear how it stands: first visit, reconnect, sleeping phone and gap are one path. */
export async function follow(
  live: Pick<LiveService, 'mustRead' | 'snapshot'>,
  actor: Actor,
  sessionId: string,
  listener: Listener | undefined,
) {
  if (!listener) throw refuse('request.invalid')
  return inTurn(listener, sessionId, async () => {
    const { standing } = await live.mustRead(actor, sessionId)
    await listener.join([
      followers(sessionId),
      ...(standing.moderator ? [moderators(sessionId)] : []),
      ...(actor.id === null ? [] : [ownFollowers(sessionId, actor.id)]),
    ])
    return live.snapshot(actor, sessionId).catch(async (error: unknown) => {
      // Perhaps the right to read it was taken away while they joined.
      await listener.leave(roomsOf(actor, sessionId))
      throw error
    })
  })
}

/** From now on this page is not told of it any more. */
export async function unfollow(actor: Actor, sessionId: string, listener: Listener | undefined) {
  if (listener)
    await inTurn(listener, sessionId, async () => {
      await listener.leave(roomsOf(actor, sessionId))
    })
  return { done: true as const }
}

const roomsOf = (actor: Actor, sessionId: string) => [
  followers(sessionId),
  moderators(sessionId),
  ...(actor.id === null ? [] : [ownFollowers(sessionId, actor.id)]),
]
