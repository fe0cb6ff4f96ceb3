import type { Invitation, Locale, OrganisationRole } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { createHash, randomBytes } from 'node:crypto'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { invitationMail } from './mails.ts'
import { Organisations, roleOf, toInvitation, type InvitationDoc, type OrganisationDoc } from './model.ts'
import { linkDays } from './people/policy.ts'
import { invitationDays, isOpen, mayAccept, openAtOnceFor } from './policy.ts'
import { mustAdminister } from './rights.ts'
import type { Parts } from './service.ts'

const dayMs = 24 * 60 * 60 * 1000
const done = { done: true } as const
// Whoever reads the store must not be able to use what is under way.
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

export function createInvitations(parts: Parts) {
  const {
    people,
    mailboxes,
    emailOf,
    localeOf,
    byEmail,
    mail,
    notify,
    baseUrl,
    now,
    limits,
    stored,
    onMembershipChanged,
  } = parts

  async function languageFor(email: string, inviterId: string): Promise<Locale> {
    const [inviter] = await mailboxes([inviterId])
    return (await localeOf(email)) ?? inviter?.locale ?? 'de'
  }

  async function mustBeNew(doc: OrganisationDoc, email: string | undefined) {
    const open = doc.invitations.filter((one) => isOpen(one, now()))
    if (open.length >= openAtOnceFor(doc).invitations)
      throw refuse(doc.verified ? 'conflict' : 'organisation.unverified')
    if (email === undefined) return
    const members = await mailboxes(doc.members.map(({ userId }) => String(userId)))
    if (members.some((member) => member.email.toLowerCase() === email)) throw refuse('conflict')
    if (open.some((one) => one.email === email)) throw refuse('conflict')
  }

  const drafted = (
    inviterId: string,
    wanted: Pick<InvitationDoc, 'email' | 'role' | 'byLink'>,
    days: number,
  ) => {
    const token = randomBytes(32).toString('base64url')
    const invitation: InvitationDoc = {
      _id: new mongoose.Types.ObjectId(),
      tokenHash: hashOf(token),
      ...wanted,
      invitedBy: new mongoose.Types.ObjectId(inviterId),
      expiresAt: new Date(now().getTime() + days * dayMs),
      acceptedBy: null,
    }
    return { invitation, link: `${baseUrl}/einladung/${token}` }
  }

  /** One open invitation for each address. */
  async function push(organisationId: string, invitation: InvitationDoc): Promise<OrganisationDoc> {
    const { email } = invitation
    const sameOpen = { email, acceptedBy: null, expiresAt: trusted({ $gt: now() }) }
    const doc = await Organisations.findOneAndUpdate(
      {
        _id: organisationId,
        ...(email !== null && { invitations: trusted({ $not: { $elemMatch: sameOpen } }) }),
      },
      { $push: { invitations: invitation }, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean()
    if (!doc) throw refuse('conflict')
    return doc
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
    const { invitation, link } = drafted(inviter.id, { email, role }, invitationDays)
    const doc = await push(organisationId, invitation)
    const { name } = inviter
    const known = await byEmail(email)
    if (known)
      await notify({
        to: [known.userId],
        key: `invitation:${String(invitation._id)}`,
        object: ['organisation', organisationId],
        kind: 'invitation.received',
        reason: 'were-invited',
        by: { userId: inviter.id, organisationId },
        until: invitation.expiresAt,
        ownMail: 'always',
      })
    const locale = await languageFor(email, inviter.id)
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

  /** A link to hand over in person or by messenger; nobody is told it a second time. */
  async function inviteByLink(
    actor: Actor,
    organisationId: string,
    { email, role, days }: { email?: string | undefined; role: OrganisationRole; days: number },
  ): Promise<{ invitation: Invitation; link: string }> {
    await mustBeNew(await mustAdminister(actor, organisationId), email)
    const { id, name } = person(actor)
    const { invitation, link } = drafted(
      id,
      { email: email ?? null, role, byLink: true },
      linkDays(days, role, email),
    )
    await push(organisationId, invitation)
    return { invitation: toInvitation(invitation, name), link }
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
    // A link for anybody is not used up by whoever is there already.
    if (belongs && invitation.email === null) {
      if (isOpen(invitation, now())) return joined
      throw refuse('token.invalid')
    }
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
    inviteByLink,
    withdrawInvitation: withdraw,
    showInvitation: show,
    acceptInvitation: accept,
    forgetExpired,
  }
}
