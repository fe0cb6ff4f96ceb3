import type { AccountRole, InstitutionLabel } from '@augenhoehe/contracts'

/** Whoever acts; nobody signed in is an actor too. */
export type Actor = Visitor | Person

export interface Visitor {
  id: null
  role: 'visitor'
  /** Signed in, in a role that needs a second factor, and without one: like nobody, but for what leads to one. */
  lacking?: Person
  /** Somebody whose account is about to be erased: everywhere else they are nobody already. */
  leaving?: Person
}

export interface Person {
  id: string
  role: AccountRole
  name: string
  /** The office they write for at this moment; only accounts in the role of an institution have one. */
  institution: InstitutionLabel | null
  sessionId: string
  /** When they last proved in this session who they are; nobody did where something happens by itself. */
  provenAt?: number
}

export const visitor: Visitor = { id: null, role: 'visitor' }

/** Staff of the competence centre, and the platform's admins. */
export const isStaff = (actor: Actor) => actor.role === 'staff' || actor.role === 'admin'

/** The account, where the door has already refused visitors. */
export function person(actor: Actor): Person {
  if (actor.id === null) throw new Error('A visitor came past the door')
  return actor
}

/** In which office staff and platform admins act, for the audit log. */
export const officeOf = (actor: Actor) => ({
  actorId: person(actor).id,
  office: actor.role === 'admin' ? ('admin' as const) : ('staff' as const),
})
