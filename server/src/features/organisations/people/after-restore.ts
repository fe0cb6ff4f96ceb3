import { trusted } from 'mongoose'
import { Organisations } from '../model.ts'

/**
 * After a restore no invitation is open: some were taken back, or accepted, after the backup was made. Says how many
 * there were; they stay in the lists as expired and are made anew with one tap.
 */
export async function endAllInvitations(now: Date): Promise<number> {
  const concerned = await Organisations.find(
    { invitations: trusted({ $elemMatch: { acceptedBy: null, expiresAt: { $gt: now } } }) },
    { invitations: 1 },
  ).lean()
  for (const { _id } of concerned)
    await Organisations.updateOne(
      { _id },
      { $set: { 'invitations.$[open].expiresAt': now } },
      { arrayFilters: [{ 'open.acceptedBy': null, 'open.expiresAt': { $gt: now } }] },
    )
  return concerned.reduce(
    (sum, { invitations }) =>
      sum + invitations.filter(({ acceptedBy, expiresAt }) => acceptedBy === null && expiresAt > now).length,
    0,
  )
}
