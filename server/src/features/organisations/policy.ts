import type { Currency, FieldAudience, OrganisationRole } from '@augenhoehe/contracts'
import type { Person } from '../../platform/actor.ts'

type Role = OrganisationRole | null

export const invitationDays = 14

/**
 * How much an organisation may have open at once: needs and offers together, requests to others, invitations.
 * Anybody can register one in five minutes; until somebody has looked whether it exists, it can ask and be found, but
 * not be everywhere. Verified ones have more than a board needs, and no more than others can answer.
 */
export const openAtOnce = {
  verified: { listings: 30, requests: 5, invitations: 100 },
  unverified: { listings: 5, requests: 2, invitations: 10 },
} as const
type OpenAtOnce = Record<'listings' | 'requests' | 'invitations', number>
export const openAtOnceFor = ({ verified }: { verified: boolean }): OpenAtOnce =>
  openAtOnce[verified ? 'verified' : 'unverified']

/** Accounts of administration and politics write for their office, never for an organisation. */
export const mayBelong = (person: Pick<Person, 'role'>) => person.role !== 'institution'

export const mayAdminister = (role: Role) => role === 'admin'

export const mayWriteFor = (role: Role, { membersMayWrite }: { membersMayWrite: boolean }) =>
  role === 'admin' || (role === 'member' && membersMayWrite)

/** Anybody may leave; only admins remove somebody else. */
export const mayRemove = (role: Role, isSelf: boolean) => isSelf || mayAdminister(role)

export interface Offered {
  email: string | null
  expiresAt: Date
  acceptedBy: unknown
}

export const isOpen = (invitation: Offered, now: Date) =>
  invitation.acceptedBy === null && invitation.expiresAt > now

/** One with an address is for whoever reads that mailbox, not for whoever got hold of the link. */
export const mayAccept = (person: Pick<Person, 'role'>, email: string | undefined, invitation: Offered) =>
  mayBelong(person) &&
  (invitation.email === null || (email !== undefined && email.toLowerCase() === invitation.email))

const dayMs = 24 * 60 * 60 * 1000
/** After so many days the admins are asked whether the profile still holds. */
export const confirmDays = 365
/** So long they have time to answer. */
export const answerDays = 30

interface Standing {
  askedAt: Date | null
  dormantSince: Date | null
}

/** Counted from the question, not from the profile's age: whoever was never asked is not late. */
export function currencyOf({ askedAt, dormantSince }: Standing, now: Date): Currency {
  if (dormantSince) return 'dormant'
  return askedAt && now.getTime() >= askedAt.getTime() + answerDays * dayMs ? 'unconfirmed' : 'current'
}

/** A field without a word about it is for everyone. */
export const maySeeField = (
  { signedIn, ownRole }: { signedIn: boolean; ownRole: Role },
  audience: FieldAudience = 'everyone',
) => audience === 'everyone' || ownRole !== null || (audience === 'signed-in' && signedIn)

/** Whether everybody may find it. */
export const isListed = ({ hiddenBy, mergedInto }: { hiddenBy?: string | null; mergedInto: string | null }) =>
  !hiddenBy && !mergedInto
