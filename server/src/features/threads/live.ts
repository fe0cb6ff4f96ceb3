import type { Parsed, AllOperations, ThreadChanged } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanesOf } from '../../platform/lanes.ts'
import { metrics } from '../../platform/metrics.ts'
import type { Listener } from '../../platform/operations.ts'
import type { Io } from '../../platform/realtime.ts'
import type { Announcement, Hint, ThreadService } from './service.ts'

/** The sets of sockets that follow a thread: all, its moderators, who is signed in, and each person's own. */
export const followers = (threadId: string) => `thread:${threadId}`
const moderators = (threadId: string) => `thread:${threadId}/moderators`
const people = (threadId: string) => `thread:${threadId}/people`
const own = (threadId: string, userId: string) => `thread:${threadId}/user:${userId}`

/** Sends a step to everyone who follows: each sees what `maySee` says, the others an empty step. */
export function announceTo(io: Io, { threadId, as, same, authors }: Announcement) {
  const send = (to: string, except: string[], changed: ThreadChanged) =>
    io.to(to).except(except).emit('thread.changed', changed)
  const reader = { userId: null, moderator: false, mayWrite: false }
  if (same) {
    send(followers(threadId), [], as(reader))
    return
  }
  const authorRooms = authors.map((userId) => own(threadId, userId))
  send(moderators(threadId), [], as({ ...reader, moderator: true }))
  for (const userId of authors) send(own(threadId, userId), [moderators(threadId)], as({ ...reader, userId }))
  send(followers(threadId), [moderators(threadId), ...authorRooms], as(reader))
}

/** Somebody writes: told to who else follows signed in, but for those who do not want to hear of them. */
export function hintTo(io: Io, { threadId, userId, organisation }: Hint, blockers: ReadonlySet<string>) {
  io.to(people(threadId))
    .except([userId, ...blockers].map((id) => own(threadId, id)))
    .volatile.emit('thread.typing', { threadId, organisation })
}

/** Who leaves before they have come is not there afterwards: what a page asks about a thread is done in order. */
const inTurn = createLanesOf()

/** Join, then ask what changed: first visit, reconnect, sleeping phone and second tab are one path. */
export async function follow(
  threads: ThreadService,
  actor: Actor,
  { threadId, afterRev }: Parsed<AllOperations['threads.follow']>,
  listener: Listener | undefined,
) {
  if (!listener) throw refuse('request.invalid')
  return inTurn(listener, threadId, async () => {
    const { standing } = await threads.mustRead(actor, threadId)
    await listener.join([
      followers(threadId),
      ...(standing.moderator ? [moderators(threadId)] : []),
      ...(actor.id === null ? [] : [people(threadId), own(threadId, actor.id)]),
    ])
    const { contributions, quoted, rev, more } = await threads
      .changesSince(actor, threadId, afterRev)
      .catch(async (error: unknown) => {
        // Perhaps the right to read it was taken away while they joined.
        await listener.leave(roomsOf(actor, threadId))
        throw error
      })
    // Who missed more than a page, or knows a clock that is ahead of ours, starts as on a first visit.
    if (more || rev < afterRev) {
      metrics.resyncs.inc({ reason: more ? 'too much' : 'ahead' })
      return { missed: [], quoted: [], rev: await threads.clockOf(threadId), reload: true }
    }
    metrics.resyncs.inc({ reason: contributions.length > 0 ? 'missed some' : 'missed nothing' })
    metrics.resyncSize.observe(contributions.length)
    return { missed: contributions, quoted, rev }
  })
}

/** From now on this page is not told of it any more. */
export async function unfollow(actor: Actor, threadId: string, listener: Listener | undefined) {
  if (listener)
    await inTurn(listener, threadId, async () => {
      await listener.leave(roomsOf(actor, threadId))
    })
  return { done: true as const }
}

const roomsOf = (actor: Actor, threadId: string) => [
  followers(threadId),
  moderators(threadId),
  people(threadId),
  ...(actor.id === null ? [] : [own(threadId, actor.id)]),
]
