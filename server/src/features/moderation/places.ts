import type { Statement } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Accounts } from '../accounts/index.ts'
import type { RoomService } from '../rooms/index.ts'
import { matterOf, type Matters } from './matters.ts'
import { removedBy, type ThreadService } from '../threads/index.ts'
import type { StatementDoc } from './model.ts'

interface Needs {
  rooms: RoomService
  threads: ThreadService
  matters: Matters
  accounts: Pick<Accounts, 'staffIds'>
  tell: (userIds: readonly string[], what: 'queue' | 'statements') => void
}

type Target = Pick<StatementDoc, 'roomId' | 'threadId' | 'contributionId' | 'organisationId' | 'listingId'>

/** Where something stands, who is concerned by it, and whether it holds: asked of rooms and threads. */
export function createPlaces({ rooms, threads, matters, accounts, tell }: Needs) {
  return {
    async of(target: Target) {
      const { roomId, threadId, contributionId } = target
      const about = matterOf(target)
      const [room, thread, contribution, matter] = await Promise.all([
        roomId === null ? null : rooms.byId(roomId),
        threadId ? threads.cases.thread(threadId) : null,
        threadId && contributionId ? threads.cases.find({ threadId, contributionId }) : null,
        about && matters.find(about),
      ])
      const place: Statement['place'] = {
        roomSlug: room?.slug ?? '',
        room: room?.title ?? {},
        threadId,
        thread: thread?.title || null,
        contributionId,
        organisation: matter?.organisation ?? null,
        listing: matter?.listing ?? null,
      }
      return { place, room, thread, contribution, matter }
    },

    /** Whether a restriction really holds whose reasons were stated. */
    async holds(doc: StatementDoc): Promise<boolean> {
      const { kind, roomId, threadId, contributionId } = doc
      const id = String(doc._id)
      const about = matterOf(doc)
      if (about) return (await matters.find(about))?.hiddenBy === id
      if (kind === 'measure' || kind === 'suspend') {
        const room = await rooms.byId(roomId!)
        return [...(room?.measures ?? []), ...(room?.suspended ?? [])].some((one) => one.statementId === id)
      }
      if (kind === 'lock') return (await threads.cases.thread(threadId!))?.locked ?? false
      const found = await threads.cases.find({ threadId: threadId!, contributionId: contributionId! })
      if (kind === 'remove-translation') return found !== null && removedBy(found, id) !== undefined
      return kind === 'hold' ? found?.state === 'held' : found?.restriction?.statementId === id
    },

    /** Tells those on whose desk something waits, or waits no more; an appeal may fall to either. */
    async tellDesk({
      roomId,
      handledBy,
    }: {
      roomId: string | null
      handledBy: 'moderators' | 'staff' | 'either'
    }) {
      const room = roomId === null || handledBy === 'staff' ? null : await rooms.byId(roomId)
      const staff = roomId === null || handledBy !== 'moderators' ? await accounts.staffIds() : []
      const moderators = room?.moderators.map(({ userId }) => userId) ?? []
      tell([...new Set([...moderators, ...staff])], 'queue')
    },

    /** A room somebody may read, or nothing; that it could not be asked is not nothing. */
    async readable(actor: Actor, roomId: string) {
      // Nobody reads it as a whole; its cases are decided by its moderators, or by staff, who see what was reported.
      const room = await rooms.byId(roomId)
      if (room && rooms.holdsConversations(room)) return room
      try {
        return await rooms.mustRead(actor, roomId)
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not-found') return undefined
        throw error
      }
    },
  }
}
export type Places = ReturnType<typeof createPlaces>
