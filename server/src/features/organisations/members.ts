import type { Member, OrganisationRole } from '@augenhoehe/contracts'
import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { Organisations, roleOf, toInvitation, type MemberDoc, type OrganisationDoc } from './model.ts'
import { isOpen, mayAdminister, mayRemove } from './policy.ts'
import { mustAdminister, mustBelong } from './rights.ts'
import type { Parts } from './service.ts'

const done = { done: true } as const

const asAdmin = (actor: Actor, act: string, target: { organisationId: string; userId: string }) => ({
  actorId: person(actor).id,
  office: 'organisation-admin' as const,
  act,
  target,
})
const objectId = (id: string) => new mongoose.Types.ObjectId(id)

/** There is another admin than this person: asked by the write itself, so that it holds for two at once. */
const withoutThem = (organisationId: string, userId: string): QueryFilter<OrganisationDoc> => ({
  _id: organisationId,
  members: trusted({ $elemMatch: { userId: trusted({ $ne: objectId(userId) }), role: 'admin' } }),
})

export function createMembers({ people, acting, now, stored, onMembershipChanged }: Parts) {
  const toMember = async ({ userId, role, since }: MemberDoc): Promise<Member> => {
    const id = String(userId)
    const name = (await people([id])).get(id)?.name ?? ''
    return { userId: id, role, since: since.toISOString(), name }
  }

  async function list(actor: Actor, organisationId: string) {
    const { doc, role } = await mustBelong(actor, organisationId)
    const open = mayAdminister(role) ? doc.invitations.filter((one) => isOpen(one, now())) : []
    const names = await people([
      ...doc.members.map(({ userId }) => String(userId)),
      ...open.map(({ invitedBy }) => String(invitedBy)),
    ])
    const nameOf = (id: unknown) => names.get(String(id))?.name ?? ''
    return {
      members: doc.members.map(({ userId, role, since }) => ({
        userId: String(userId),
        role,
        since: since.toISOString(),
        name: nameOf(userId),
      })),
      invitations: open.map((one) => toInvitation(one, nameOf(one.invitedBy))),
    }
  }

  async function change(actor: Actor, organisationId: string, userId: string, role: OrganisationRole) {
    const before = await mustAdminister(actor, organisationId)
    const was = roleOf(before, userId)
    if (!was) throw refuse('not-found')
    const after = await acting(
      {
        ...asAdmin(actor, 'organisations.changeMember', { organisationId, userId }),
        before: { role: was },
        after: { role },
      },
      async () => {
        const changed = await Organisations.findOneAndUpdate(
          role === 'admin'
            ? { _id: organisationId, 'members.userId': userId }
            : withoutThem(organisationId, userId),
          { $set: { 'members.$[one].role': role }, $inc: { rev: 1 } },
          { arrayFilters: [{ 'one.userId': objectId(userId) }], returnDocument: 'after' },
        ).lean()
        if (!changed) throw refuse('organisation.last-admin')
        return changed
      },
    )
    const member = after.members.find((one) => String(one.userId) === userId)
    if (!member) throw refuse('not-found')
    onMembershipChanged({ organisationId, userId, member: true })
    await stored(after)
    return toMember(member)
  }

  async function remove(actor: Actor, organisationId: string, userId: string) {
    const { doc: before, role } = await mustBelong(actor, organisationId)
    const isLeaving = person(actor).id === userId
    if (!mayRemove(role, isLeaving)) throw refuse('action.forbidden')
    const was = roleOf(before, userId)
    if (!was) throw refuse('not-found')
    const takeOut = async () => {
      const changed = await Organisations.findOneAndUpdate(
        withoutThem(organisationId, userId),
        { $pull: { members: { userId: objectId(userId) } }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (!changed) throw refuse('organisation.last-admin')
      return changed
    }
    // Leaving is nobody's office.
    const after = isLeaving
      ? await takeOut()
      : await acting(
          {
            ...asAdmin(actor, 'organisations.removeMember', { organisationId, userId }),
            before: { role: was },
          },
          takeOut,
        )
    // At once, and whatever may fail after it: nothing more is heard of an organisation one has left.
    onMembershipChanged({ organisationId, userId, member: false })
    await stored(after)
    return done
  }

  /** Without an invitation: only for whoever already controls the server. Whoever is a member stays what they are. */
  async function admit(organisationId: string, userId: string, role: OrganisationRole) {
    const member: MemberDoc = { userId: objectId(userId), role, since: now() }
    const after = await Organisations.findOneAndUpdate(
      { _id: organisationId, 'members.userId': trusted({ $ne: member.userId }) },
      { $push: { members: member }, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean()
    if (!after) return
    await stored(after)
    onMembershipChanged({ organisationId, userId, member: true })
  }

  return { admit, listMembers: list, changeMember: change, removeMember: remove }
}
