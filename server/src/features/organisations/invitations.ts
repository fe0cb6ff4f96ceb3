import type { Invitation, Locale, OrganisationRole } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { createHash, randomBytes } from 'node:crypto'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { invitationMail } from './mails.ts'
import { Organisations, roleOf, toInvitation, type InvitationDoc, type OrganisationDoc } from './model.ts'
import { invitationDays, isOpen, mayAccept, openInvitations } from './policy.ts'
import { mustAdminister } from './rights.ts'
import type { Parts } from './service.ts'

const dayMs = 24 * 60 * 60 * 1000
const done = { done: true } as const
// Whoever reads the store must not be able to use what is under way.
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

export function createInvitations(parts: Parts) {
  const { people, mailboxes, emailOf, localeOf, mail, baseUrl, now, limits, stored, onMembershipChanged } =
    parts

  async function languageFor(email: string, inviterId: string): Promise<Locale> {
    const [inviter] = await mailboxes([inviterId])
    return (await localeOf(email)) ?? inviter?.locale ?? 'de'
  }

  async function mustBeNew(doc: OrganisationDoc, email: string) {
    const members = await mailboxes(doc.members.map(({ userId }) => String(userId)))
    const open = doc.invitations.filter((one) => isOpen(one, now()))
    if (members.some((member) => member.email.toLowerCase() === email)) throw refuse('conflict')
    if (open.length >= openInvitations || open.some((one) => one.email === email)) throw refuse('conflict')
  }

  async function invite(
    actor: Actor,
    organisationId: string,
    { email, role }: { email: string; role: OrganisationRole },
  ): Promise<Invitation> {
    await mustBeNew(await mustAdminister(actor, organisationId), email)
    // Withdrawing and inviting again must not flood a mailbox.
    await limits.takeFor(`mail:${email}`)
    const inviter = person(actor)
    const token = randomBytes(32).toString('base64url')
    const invitation: InvitationDoc = {
      _id: new mongoose.Types.ObjectId(),
      tokenHash: hashOf(token),
      email,
      role,
      invitedBy: new mongoose.Types.ObjectId(inviter.id),
      expiresAt: new Date(now().getTime() + invitationDays * dayMs),
      acceptedBy: null,
    }
    const sameOpen = { email, acceptedBy: null, expiresAt: trusted({ $gt: now() }) }
    const doc = await Organisations.findOneAndUpdate(
      { _id: organisationId, invitations: trusted({ $not: { $elemMatch: sameOpen } }) },
      { $push: { invitations: invitation }, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean()
    if (!doc) throw refuse('conflict')
    const { name } = inviter
    const locale = await languageFor(email, inviter.id)
    const link = `${baseUrl}/einladung/${token}`
    // Not waited for: the invitation stands, and can be withdrawn and sent again.
    void mail(
      invitationMail({
        to: email,
        locale,
        organisation: doc.name,
        invitedBy: name,
        link,
        days: invitationDays,
      }),
    )
    return toInvitation(invitation, name)
  }

  async function withdraw(actor: Actor, organisationId: string, invitationId: string) {
    await mustAdminister(actor, organisationId)
    const _id = new mongoose.Types.ObjectId(invitationId)
    const withdrawn = await Organisations.updateOne(
      { _id: organisationId, invitations: trusted({ $elemMatch: { _id, acceptedBy: null } }) },
      { $pull: { invitations: { _id, acceptedBy: null } }, $inc: { rev: 1 } },
    )
    if (withdrawn.modifiedCount === 0) throw refuse('not-found')
    return done
  }

  /** The organisation and the invitation behind a token that has not run out. */
  async function mustFind(token: string) {
    const tokenHash = hashOf(token)
    const doc = await Organisations.findOne({ 'invitations.tokenHash': tokenHash, mergedInto: null }).lean()
    const invitation = doc?.invitations.find((one) => one.tokenHash === tokenHash)
    if (!doc || !invitation || invitation.expiresAt <= now()) throw refuse('token.invalid')
    return { doc, invitation }
  }

  async function show(token: string) {
    const { doc, invitation } = await mustFind(token)
    if (!isOpen(invitation, now())) throw refuse('token.invalid')
    const inviter = String(invitation.invitedBy)
    const invitedBy = (await people([inviter])).get(inviter)?.name ?? ''
    return {
      organisation: doc.name,
      slug: doc.slug,
      invitedBy,
      email: invitation.email,
      role: invitation.role,
    }
  }

  async function accept(actor: Actor, token: string) {
    const { doc, invitation } = await mustFind(token)
    const userId = person(actor).id
    if (!mayAccept(person(actor), await emailOf(userId), invitation)) throw refuse('action.forbidden')
    const joined = { organisationId: String(doc._id), slug: doc.slug }
    const belongs = roleOf(doc, userId) !== null
    if (belongs && String(invitation.acceptedBy) === userId) return joined // the same request once more
    const { tokenHash, role } = invitation
    const member = { userId: new mongoose.Types.ObjectId(userId), role, since: now() }
    const after = await Organisations.findOneAndUpdate(
      {
        _id: doc._id,
        mergedInto: null,
        invitations: trusted({ $elemMatch: { tokenHash, acceptedBy: null } }),
      },
      {
        $set: { 'invitations.$[one].acceptedBy': member.userId },
        $inc: { rev: 1 },
        ...(!belongs && { $push: { members: member } }),
      },
      { arrayFilters: [{ 'one.tokenHash': tokenHash }], returnDocument: 'after' },
    ).lean()
    if (!after) throw refuse('token.invalid')
    if (!belongs) onMembershipChanged({ organisationId: joined.organisationId, userId, member: true })
    await stored(after)
    return joined
  }

  /** Addresses of invitations that ran out are forgotten; may run as often as one likes. */
  async function forgetExpired(): Promise<number> {
    const old = { expiresAt: trusted({ $lte: now() }) }
    const cleared = await Organisations.updateMany(
      { invitations: trusted({ $elemMatch: old }) },
      { $pull: { invitations: { expiresAt: { $lte: now() } } } },
    )
    return cleared.modifiedCount
  }

  return {
    invite,
    withdrawInvitation: withdraw,
    showInvitation: show,
    acceptInvitation: accept,
    forgetExpired,
  }
}
