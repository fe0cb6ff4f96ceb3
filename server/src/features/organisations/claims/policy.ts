import type { ClaimForStaff, OrganisationRole } from '@augenhoehe/contracts'

const dayMs = 24 * 60 * 60 * 1000
/** So long those who run the organisation have time to answer; then the staff may. */
export const claimDays = 14
/** Who was declined may ask again after so many days; so long decided claims are kept. */
export const restDays = 30
/** Nobody belongs to more associations than this that they do not get into. */
export const openClaims = 3

interface Members {
  members: readonly { role: OrganisationRole }[]
}

/** Why the staff decides, or null where it is for the organisation alone. */
export function staffReason(
  { members }: Members,
  { createdAt }: { createdAt: Date },
  now: Date,
): ClaimForStaff['reason'] | null {
  if (members.length === 0) return 'no-members'
  if (!members.some(({ role }) => role === 'admin')) return 'no-admin'
  return now.getTime() >= createdAt.getTime() + claimDays * dayMs ? 'unanswered' : null
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
