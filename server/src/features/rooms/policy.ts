import type { AccountRole, Measure, ProblemCode } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import {
  holdsConversations,
  isArchived,
  type MeasureDoc,
  type QuestionDoc,
  type RoomDoc,
  type SuspensionDoc,
} from './model.ts'

type RoomRules = Pick<RoomDoc, 'kind' | 'visibility' | 'moderators' | 'invited' | 'whoMayStartThread'>

export const isModerator = (actor: Actor, room: RoomRules) =>
  actor.id !== null && room.moderators.some(({ userId }) => userId === actor.id)

/**
 * Closed rooms are for the invited; accounts of institutions never enter, and admins see no content. The room of
 * conversations is read by nobody as such: each thread in it knows its own readers.
 */
export function mayRead(actor: Actor, room: RoomRules): boolean {
  if (holdsConversations(room)) return false
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

/** Whoever could enter: institutions and the platform’s admins never do, invited or not. */
export const mayBeInvited = (role: AccountRole) => role === 'member' || role === 'staff'

const width = { public: 2, members: 1, closed: 0 } as const satisfies Record<RoomDoc['visibility'], number>

/** Whether somebody who could read it before may not any more. */
export const narrows = (before: RoomDoc['visibility'], after: RoomDoc['visibility']) =>
  width[after] < width[before]

/** What was said among the invited stays with them; only a closed room in which nobody spoke may be opened. */
export const breaksConfidence = (
  before: RoomDoc['visibility'],
  after: RoomDoc['visibility'],
  wasSpokenIn: boolean,
) => before === 'closed' && after !== 'closed' && wasSpokenIn

/** Who reads without writing cannot moderate; offices do not judge what associations say. */
export const mayBeModerator = (role: AccountRole) => role === 'member' || role === 'staff'

export function mayStartThread(actor: Actor, room: RoomRules, isOrganisationAdmin: boolean): boolean {
  if (!mayWrite(actor, room)) return false
  if (room.whoMayStartThread === 'all' || isModerator(actor, room)) return true
  return room.whoMayStartThread === 'orgAdmin' && isOrganisationAdmin
}

type Restrictions = Pick<RoomDoc, 'measures' | 'suspended'>
const holds = (until: Date | null, now: Date) => until === null || until > now

/** The measures that hold at this moment; they end by the clock, without anybody’s doing. */
export const measuresAt = ({ measures = [] }: Partial<Restrictions>, now: Date): MeasureDoc[] =>
  measures.filter(({ until }) => holds(until, now))

export const measureAt = (room: Partial<Restrictions>, measure: Measure, now: Date) =>
  measuresAt(room, now).find((one) => one.measure === measure)

/** Who may only read at this moment. */
export const suspensionOf = (
  userId: string | null,
  { suspended = [] }: Partial<Restrictions>,
  now: Date,
): SuspensionDoc | undefined => suspended.find((one) => one.userId === userId && holds(one.until, now))

/**
 * What keeps somebody from writing who otherwise may, or nothing. In an archived room nobody writes. Measures do not bind moderators, who have to
 * answer for them; a suspension binds everybody.
 */
export function barAt(
  actor: Actor,
  room: RoomRules & Partial<Restrictions & Pick<RoomDoc, 'archivedAt'>>,
  belongsToOrganisation: boolean,
  now: Date,
): Extract<ProblemCode, `room.${'archived' | 'suspended' | 'read-only' | 'members-only'}`> | undefined {
  if (isArchived(room)) return 'room.archived'
  if (suspensionOf(actor.id, room, now)) return 'room.suspended'
  if (isModerator(actor, room)) return undefined
  if (measureAt(room, 'read-only', now)) return 'room.read-only'
  const membersOnly = measureAt(room, 'members-only', now)
  return membersOnly && !belongsToOrganisation && actor.role === 'member' ? 'room.members-only' : undefined
}

/** Somebody who lets others see that they are here, and for whom they are here. */
export interface Present {
  userId: string
  for: { id: string | null; name: string } | null
}

/** Fewer people without an association are not counted: one alone could be told who it is. */
const fewestOthers = 2

/** Associations by name, once each; whoever is here for none is only counted, and only among several. */
export function presenceFor(present: readonly Present[]) {
  const shown = new Map(
    present.flatMap((one) => (one.for ? [[one.for.id ?? one.for.name, one.for] as const] : [])),
  )
  const named = new Set(present.flatMap((one) => (one.for ? one.userId : [])))
  const others = new Set(present.flatMap(({ userId }) => (named.has(userId) ? [] : userId))).size
  return {
    organisations: [...shown.values()].sort((a, b) => a.name.localeCompare(b.name, 'de')),
    others: others < fewestOthers ? 0 : others,
  }
}

type Wording = Pick<QuestionDoc, 'text' | 'short'>

/**
 * The questions as they are wanted, in this order; the others are no longer asked. What was not asked before either
 * and has nothing under it is forgotten: that nobody uses a question is certain only when it has not been offered
 * for a while.
 */
export function nextQuestions(
  stored: readonly QuestionDoc[],
  wanted: readonly (Wording & { id?: string | undefined })[],
  used: ReadonlySet<string>,
  newId: () => string,
): QuestionDoc[] {
  const asked = wanted.map(({ id, text, short }) => ({ id: id ?? newId(), text, short, retired: false }))
  const ids = new Set(asked.map(({ id }) => id))
  const left = stored
    .filter(({ id, retired = false }) => !ids.has(id) && (!retired || used.has(id)))
    .map((question) => ({ ...question, retired: true }))
  return [...asked, ...left].map((question, index) => ({ ...question, order: index + 1 }))
}

/** Whether something new may be put under a question. */
export const isAsked = ({ questions }: Pick<RoomDoc, 'questions'>, questionId: string) =>
  questions.some(({ id, retired = false }) => id === questionId && !retired)
