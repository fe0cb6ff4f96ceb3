import type { Handover, HandoverPoint, organisationPeople, Parsed } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import { person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import { dayOf } from '../../../platform/berlin.ts'
import { asAdmin } from '../members.ts'
import { roleOf, type OrganisationDoc } from '../model.ts'
import { isOpen, mayAdminister } from '../policy.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { amend } from './amend.ts'
import type { FunctionDoc, HandoverDoc } from './model.ts'
import { handoverPoints, isNoteOver, mayTick, overlapsOwn, stateOfFunction } from './policy.ts'

type Change = Omit<Parsed<(typeof organisationPeople)['organisations.changeHandover']>, 'organisationId'>
type Completion = Omit<
  Parsed<(typeof organisationPeople)['organisations.completeHandover']>,
  'organisationId'
>

/** What other capabilities keep for an association and somebody in it, counted. */
export type OpenMatters = (
  organisationId: string,
  userId: string,
) => Promise<Record<'requests' | 'listings' | 'sessions' | 'records', number>>

const done = { done: true } as const
const dayMs = 24 * 60 * 60 * 1000
const same = (id: unknown) => (one: { userId: unknown }) => String(one.userId) === String(id)

/** The functions somebody has today pass to another: theirs end today, the successor’s begin tomorrow. */
export function movedFunctions(
  functions: readonly FunctionDoc[],
  fromId: string,
  toId: mongoose.Types.ObjectId,
  now: Date,
): FunctionDoc[] {
  const today = dayOf(now)
  const tomorrow = dayOf(new Date(now.getTime() + dayMs))
  return functions.flatMap((one) => {
    if (!same(fromId)(one) || stateOfFunction(one, today) !== 'current') return [one]
    const next = { ...one, _id: new mongoose.Types.ObjectId(), userId: toId, from: tomorrow }
    // What ends today anyway is not begun anew, and nobody does the same twice at once.
    if (one.to === today) return [one]
    return overlapsOwn(next, functions) ? [{ ...one, to: today }] : [{ ...one, to: today }, next]
  })
}

/** One person who runs an association hands over to another: with a list, over days if need be, in one step at the end. */
export function createHandover(parts: Parts) {
  const { people, emailOf, acting, now, stored, openMatters, onMembershipChanged } = parts

  async function countOpen(doc: OrganisationDoc, handover: HandoverDoc) {
    const fromId = String(handover.fromId)
    const today = dayOf(now())
    const [matters, email] = await Promise.all([openMatters(String(doc._id), fromId), emailOf(fromId)])
    const successor = handover.successorId && roleOf(doc, String(handover.successorId))
    const personal = (doc.contacts ?? []).filter(
      (one) => same(fromId)(one) && one.expiresAt > now() && one.audience !== 'members',
    ).length
    const isOwnAddress = email !== undefined && doc.contactEmail?.toLowerCase() === email.toLowerCase()
    return {
      ...matters,
      'second-admin': successor === 'admin' ? 0 : 1,
      functions: (doc.functions ?? []).filter(
        (one) => same(fromId)(one) && stateOfFunction(one, today) === 'current' && (one.to ?? '9') > today,
      ).length,
      contacts: personal + (isOwnAddress ? 1 : 0),
      invitations: doc.invitations.filter((one) => String(one.invitedBy) === fromId && isOpen(one, now()))
        .length,
    } satisfies Partial<Record<HandoverPoint, number>>
  }

  async function present(doc: OrganisationDoc): Promise<Handover | null> {
    const { handover } = doc
    if (!handover || isNoteOver(handover, now())) return null
    const { fromId, successorId } = handover
    const names = await people([fromId, ...(successorId ? [successorId] : [])].map(String))
    const nameOf = (id: unknown) => names.get(String(id))?.name ?? ''
    const role = successorId && roleOf(doc, String(successorId))
    return {
      from: { userId: String(fromId), name: nameOf(fromId) },
      successor:
        successorId && role ? { userId: String(successorId), name: nameOf(successorId), role } : null,
      note: handover.note,
      startedAt: handover.startedAt.toISOString(),
      completedAt: handover.completedAt?.toISOString() ?? null,
      points: handoverPoints(await countOpen(doc, handover), handover.ticked),
    }
  }
  async function mustPresent(doc: OrganisationDoc) {
    const handover = await present(doc)
    if (!handover) throw refuse('not-found')
    return { handover }
  }

  async function get(actor: Actor, organisationId: string) {
    return { handover: await present(await mustAdminister(actor, organisationId)) }
  }

  /** Begun by whoever first writes; another admin may go on with it. */
  async function change(actor: Actor, organisationId: string, { successorId, note, tick }: Change) {
    await mustAdminister(actor, organisationId)
    const own = new mongoose.Types.ObjectId(person(actor).id)
    const after = await amend(organisationId, (doc) => {
      if (!mayAdminister(roleOf(doc, String(own)))) throw refuse('action.forbidden')
      const under = doc.handover && !doc.handover.completedAt ? doc.handover : undefined
      const handover: HandoverDoc = under ?? {
        fromId: own,
        successorId: null,
        note: '',
        ticked: [],
        startedAt: now(),
        completedAt: null,
      }
      if (successorId && (roleOf(doc, successorId) === null || successorId === String(handover.fromId)))
        throw refuse('conflict')
      if (tick && !mayTick(tick.point))
        throw refuse('request.invalid', { fields: { tick: ['follows from what is stored'] } })
      const ticked = tick
        ? [...handover.ticked.filter((one) => one !== tick.point), ...(tick.done ? [tick.point] : [])]
        : handover.ticked
      return {
        handover: {
          ...handover,
          ...(successorId !== undefined && {
            successorId: successorId === null ? null : new mongoose.Types.ObjectId(successorId),
          }),
          ...(note !== undefined && { note }),
          ticked,
        },
      }
    })
    await stored(after)
    return mustPresent(after)
  }

  async function cancel(actor: Actor, organisationId: string) {
    await mustAdminister(actor, organisationId)
    const after = await amend(organisationId, (doc) => {
      if (!mayAdminister(roleOf(doc, person(actor).id))) throw refuse('action.forbidden')
      if (!doc.handover) throw refuse('not-found')
      return { handover: null }
    })
    await stored(after)
    return done
  }

  /** Roles, functions and the end of the handover in one write: nobody is ever in between. */
  async function complete(
    actor: Actor,
    organisationId: string,
    { successorId, moveFunctions, stayAdmin }: Completion,
  ) {
    const before = await mustAdminister(actor, organisationId)
    const fromId = person(actor).id
    if (roleOf(before, successorId) === null || successorId === fromId) throw refuse('conflict')
    const after = await acting(
      {
        ...asAdmin(actor, 'organisations.completeHandover', { organisationId, userId: successorId }),
        before: { role: roleOf(before, successorId) },
        after: { role: 'admin', fromRole: stayAdmin ? 'admin' : 'member' },
      },
      () =>
        amend(organisationId, (doc) => {
          if (!mayAdminister(roleOf(doc, fromId))) throw refuse('action.forbidden')
          const { handover } = doc
          const isAsSeen =
            handover &&
            !handover.completedAt &&
            String(handover.fromId) === fromId &&
            String(handover.successorId) === successorId &&
            roleOf(doc, successorId) !== null
          if (!isAsSeen) throw refuse('conflict')
          const successor = new mongoose.Types.ObjectId(successorId)
          return {
            members: doc.members.map((one) => {
              if (same(successorId)(one)) return { ...one, role: 'admin' as const }
              return same(fromId)(one) && !stayAdmin ? { ...one, role: 'member' as const } : one
            }),
            ...(moveFunctions && {
              functions: movedFunctions(doc.functions ?? [], fromId, successor, now()),
            }),
            handover: { ...handover, completedAt: now() },
          }
        }),
    )
    for (const userId of [successorId, fromId]) onMembershipChanged({ organisationId, userId, member: true })
    await stored(after)
    return mustPresent(after)
  }

  return {
    getHandover: get,
    changeHandover: change,
    cancelHandover: cancel,
    completeHandover: complete,
  }
}
