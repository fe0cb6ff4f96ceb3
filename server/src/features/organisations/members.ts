import type { Member, OrganisationRole } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { dayOf } from '../../platform/berlin.ts'
import { Organisations, roleOf, toInvitation, type OrganisationDoc } from './model.ts'
import { amend } from './people/amend.ts'
import { toFunctions } from './people/functions.ts'
import type { MemberDoc } from './people/model.ts'
import { functionsWithout, regretMs } from './people/policy.ts'
import { isOpen, mayAdminister, mayBelong, mayRemove } from './policy.ts'
import { mustAdminister, mustBelong } from './rights.ts'
import type { Parts } from './service.ts'

const done = { done: true } as const

export const asAdmin = (actor: Actor, act: string, target: { organisationId: string; userId: string }) => ({
  actorId: person(actor).id,
  office: 'organisation-admin' as const,
  act,
  target,
})
const objectId = (id: string) => new mongoose.Types.ObjectId(id)

/** There is another admin than this person: asked of what the write will find, so that it holds for two at once. */
const mustHaveOther = (doc: OrganisationDoc, userId: string) => {
  if (!doc.members.some((one) => one.role === 'admin' && String(one.userId) !== userId))
    throw refuse('organisation.last-admin')
}

/** Whoever acts still runs the organisation when the write happens. */
const stillAdministers = (doc: OrganisationDoc, actor: Actor) => {
  if (!mayAdminister(roleOf(doc, person(actor).id))) throw refuse('action.forbidden')
}

export function createMembers({
  people,
  roleOf: accountRole,
  acting,
  now,
  stored,
  onMembershipChanged,
}: Parts) {
  const toMember = async ({ userId, role, since, shown = 'members' }: MemberDoc): Promise<Member> => {
    const id = String(userId)
    const name = (await people([id])).get(id)?.name ?? ''
    return { userId: id, role, since: since.toISOString(), name, shown }
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
      members: doc.members.map(({ userId, role: own, since, shown = 'members' }) => ({
        userId: String(userId),
        role: own,
        since: since.toISOString(),
        name: nameOf(userId),
        shown,
      })),
      functions: toFunctions(doc, nameOf, dayOf(now())),
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
      () =>
        amend(organisationId, (doc) => {
          stillAdministers(doc, actor)
          if (roleOf(doc, userId) === null) throw refuse('not-found')
          if (role !== 'admin') mustHaveOther(doc, userId)
          return {
            members: doc.members.map((one) => (String(one.userId) === userId ? { ...one, role } : one)),
          }
        }),
    )
    const member = after.members.find((one) => String(one.userId) === userId)
    if (!member) throw refuse('not-found')
    onMembershipChanged({ organisationId, userId, member: true })
    await stored(after)
    return toMember(member)
  }

  async function remove(actor: Actor, organisationId: string, userId: string) {
    const { doc: before, role } = await mustBelong(actor, organisationId)
    const by = person(actor).id
    const isLeaving = by === userId
    if (!mayRemove(role, isLeaving)) throw refuse('action.forbidden')
    const was = roleOf(before, userId)
    if (!was) throw refuse('not-found')
    const name = (await people([userId])).get(userId)?.name ?? ''
    const takeOut = () =>
      amend(organisationId, (doc) => {
        const member = doc.members.find((one) => String(one.userId) === userId)
        if (!member) throw refuse('not-found')
        if (!isLeaving) stillAdministers(doc, actor)
        mustHaveOther(doc, userId)
        return { ...without(doc, userId, name, now()), ...(!isLeaving && regretted(doc, member, by, now())) }
      })
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

  /** Somebody was removed by mistake: within minutes all is as before. */
  async function takeBack(actor: Actor, organisationId: string, userId: string) {
    const own = (doc: OrganisationDoc) =>
      doc.removals?.find(
        ({ member, by, at }) =>
          String(member.userId) === userId &&
          String(by) === person(actor).id &&
          now().getTime() - at.getTime() < regretMs,
      )
    if (!own(await mustAdminister(actor, organisationId))) throw refuse('not-found')
    const account = await accountRole(userId)
    if (!account || !mayBelong({ role: account })) throw refuse('action.forbidden')
    const after = await acting(
      asAdmin(actor, 'organisations.takeBackRemoval', { organisationId, userId }),
      () =>
        amend(organisationId, (doc) => {
          stillAdministers(doc, actor)
          const removal = own(doc)
          if (!removal) throw refuse('not-found')
          const removals = doc.removals?.filter((one) => one !== removal) ?? []
          // Somebody else has let them in again meanwhile.
          if (roleOf(doc, userId) !== null) return { removals }
          const again = new Set(removal.functions.map(({ _id }) => String(_id)))
          return {
            members: [...doc.members, removal.member],
            functions: [
              ...(doc.functions ?? []).filter(({ _id }) => !again.has(String(_id))),
              ...removal.functions,
            ],
            contacts: [...(doc.contacts ?? []), ...removal.contacts],
            removals,
          }
        }),
    )
    const member = after.members.find((one) => String(one.userId) === userId)
    if (!member) throw refuse('not-found')
    onMembershipChanged({ organisationId, userId, member: true })
    await stored(after)
    return toMember(member)
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

  return {
    admit,
    listMembers: list,
    changeMember: change,
    removeMember: remove,
    takeBackRemoval: takeBack,
  }
}

/** The organisation without one person and whatever was theirs in it. */
function without(doc: OrganisationDoc, userId: string, name: string, now: Date): Partial<OrganisationDoc> {
  const isTheirs = (one: { userId: unknown }) => String(one.userId) === userId
  const { handover } = doc
  return {
    members: doc.members.filter((one) => !isTheirs(one)),
    functions: functionsWithout(doc.functions ?? [], userId, name, dayOf(now)),
    contacts: (doc.contacts ?? []).filter((one) => !isTheirs(one)),
    ...(handover && String(handover.fromId) === userId && { handover: null }),
    ...(handover &&
      String(handover.successorId) === userId && { handover: { ...handover, successorId: null } }),
  }
}

/** What a removal taken back restores; older ones are forgotten with the next. */
function regretted(doc: OrganisationDoc, member: MemberDoc, by: string, at: Date) {
  const isTheirs = ({ userId }: { userId: unknown }) => String(userId) === String(member.userId)
  const removal = {
    member,
    functions: (doc.functions ?? []).filter(isTheirs),
    contacts: (doc.contacts ?? []).filter(isTheirs),
    by: objectId(by),
    at,
  }
  const recent = (doc.removals ?? []).filter((one) => at.getTime() - one.at.getTime() < regretMs)
  return { removals: [...recent, removal] }
}
