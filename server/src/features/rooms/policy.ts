import type { AccountRole } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { RoomDoc } from './model.ts'

type RoomRules = Pick<RoomDoc, 'visibility' | 'moderators' | 'invited' | 'whoMayStartThread'>

export const isModerator = (actor: Actor, room: RoomRules) =>
  actor.id !== null && room.moderators.some(({ userId }) => userId === actor.id)

/** Closed rooms are for the invited; accounts of institutions never enter, and admins see no content. */
export function mayRead(actor: Actor, room: RoomRules): boolean {
  if (room.visibility === 'public') return true
  if (actor.id === null) return false
  if (room.visibility === 'members') return true
  if (actor.role === 'institution' || actor.role === 'admin') return false
  return isModerator(actor, room) || room.invited.includes(actor.id)
}

/** The platform's admins read; everybody else who is signed in and may read may write. */
export const mayWrite = (actor: Actor, room: RoomRules) =>
  actor.id !== null && actor.role !== 'admin' && mayRead(actor, room)

/**
 * Who decides who moderates. In closed rooms the platform's admins, who never enter themselves, and staff who are
 * invited: nobody lets themselves in.
 */
export const mayAppoint = (actor: Actor, room: RoomRules) =>
  actor.role === 'admin' || (actor.role === 'staff' && mayRead(actor, room))

/** Who reads without writing cannot moderate; offices do not judge what associations say. */
export const mayBeModerator = (role: AccountRole) => role === 'member' || role === 'staff'

export function mayStartThread(actor: Actor, room: RoomRules, isOrganisationAdmin: boolean): boolean {
  if (!mayWrite(actor, room)) return false
  if (room.whoMayStartThread === 'all' || isModerator(actor, room)) return true
  return room.whoMayStartThread === 'orgAdmin' && isOrganisationAdmin
}
