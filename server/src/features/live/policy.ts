import type { AccountRole } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { HandDoc, QuestionDoc, SessionDoc } from './state.ts'

/** What a reader is in a session; everything the rules need to know. */
export interface Standing {
  userId: string | null
  /** Runs it. */
  moderator: boolean
  mayTakePart: boolean
}

interface InRoom {
  /** Moderates the room. */
  moderator: boolean
  mayWrite: boolean
}

/** Offices moderate nothing that associations say, and the platform's admins only read. */
export const mayBeModerator = (role: AccountRole) => role === 'member' || role === 'staff'

/** Asked only of somebody who may read the room: its moderators, those of the session, and staff. */
export const mayRun = (
  actor: Actor,
  room: Pick<InRoom, 'moderator'>,
  session?: Pick<SessionDoc, 'moderators'>,
): boolean =>
  actor.role !== 'visitor' &&
  mayBeModerator(actor.role) &&
  (room.moderator || actor.role === 'staff' || (session?.moderators.includes(actor.id) ?? false))

export const standingIn = (
  actor: Actor,
  room: InRoom,
  session: Pick<SessionDoc, 'moderators'>,
): Standing => ({
  userId: actor.id,
  moderator: mayRun(actor, room, session),
  mayTakePart: room.mayWrite,
})

const isOwn = ({ userId }: Standing, parties: readonly { userId: string | null }[]) =>
  userId !== null && parties.some((party) => party.userId === userId)

/** What waits for a moderator, or was refused before anybody saw it, is for its askers and moderators. */
export const maySeeQuestion = (standing: Standing, question: Pick<QuestionDoc, 'shown' | 'askers'>) =>
  question.shown || standing.moderator || isOwn(standing, question.askers)

/** Words that were refused are no longer shown to everybody. */
export const maySeeWordsOf = (
  standing: Standing,
  question: Pick<QuestionDoc, 'state' | 'askers' | 'shown'>,
) =>
  (question.shown && question.state !== 'rejected') || standing.moderator || isOwn(standing, question.askers)

/** A turn in writing is read when it is called. */
export const maySeeWordsOfHand = (standing: Standing, { party }: Pick<HandDoc, 'party'>, isCalled: boolean) =>
  isCalled || standing.moderator || isOwn(standing, [party])

/** Who learns the code: who shows it to others, and everybody where guests may ask with it. */
export const maySeeCode = (standing: Standing, { guestsMayAsk }: Pick<SessionDoc, 'guestsMayAsk'>) =>
  standing.moderator || guestsMayAsk

/** A closed room’s sessions are nobody else’s business; elsewhere a guest with the code asks where that is allowed. */
export const mayAskAsGuest = (
  room: { visibility: string },
  { guestsMayAsk, ended }: Pick<SessionDoc, 'guestsMayAsk' | 'ended'>,
) => room.visibility !== 'closed' && guestsMayAsk && !ended
