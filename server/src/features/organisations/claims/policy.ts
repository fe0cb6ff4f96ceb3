import type { ClaimForStaff, OrganisationRole } from '@augenhoehe/contracts'

const dayMs = 24 * 60 * 60 * 1000
/** So long those who run the organisation have time to answer; then the staff may. */
export const claimDays = 14
/** So long they have when whoever asks has sent a register extract. */
export const extractDays = 3
/** Who was declined may ask again after so many days; so long decided claims are kept. */
export const restDays = 30
/** Nobody belongs to more associations than this that they do not get into. */
export const openClaims = 3

interface Members {
  members: readonly { role: OrganisationRole }[]
}

interface Asked {
  createdAt: Date
  evidence?: { sentAt: Date } | null
}

const after = (time: Date, days: number) => new Date(time.getTime() + days * dayMs)
const proved = ({ evidence }: Asked) => (evidence ? after(evidence.sentAt, extractDays) : null)

/** When the staff decides at the latest, whoever runs the organisation: it says nothing about that. */
export function staffFrom(asked: Asked): Date {
  const unanswered = after(asked.createdAt, claimDays)
  const extract = proved(asked)
  return extract && extract < unanswered ? extract : unanswered
}

/** Why the staff decides, or null where it is for the organisation alone. */
export function staffReason({ members }: Members, asked: Asked, now: Date): ClaimForStaff['reason'] | null {
  if (members.length === 0) return 'no-members'
  if (!members.some(({ role }) => role === 'admin')) return 'no-admin'
  if (now < staffFrom(asked)) return null
  const extract = proved(asked)
  return extract && extract <= now ? 'extract' : 'unanswered'
}

/**
 * What the staff can make of somebody. Where there are members, nobody gets to run the organisation past them by
 * one decision: that takes two of the staff and the procedure for restoring access.
 */
export const staffMayAdmitAs = ({ members }: Members): OrganisationRole =>
  members.length === 0 ? 'admin' : 'member'

interface Former {
  state: string
  decidedAt: Date | null
}

/** Whether somebody must wait before they ask the same organisation again. */
export const mustRest = (former: readonly Former[], now: Date) =>
  former.some(
    ({ state, decidedAt }) =>
      state === 'declined' && decidedAt !== null && now.getTime() < decidedAt.getTime() + restDays * dayMs,
  )
