import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../../platform/actor.ts'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { Organisations, roleOf, type OrganisationDoc, type VouchingDoc } from '../model.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { afterAct, decided, rewrite, standingOf, stateOf } from './advance.ts'
import { circlesSince, next, reaches, recent, vouchesLeft, vouchesNeeded } from './policy.ts'

type Needs = Pick<Parts, 'acting' | 'now' | 'stored' | 'everOf'> & {
  onVerified: (doc: OrganisationDoc) => Promise<void>
}

const words = (docs: readonly VouchingDoc[] | undefined) =>
  (docs ?? []).map(({ organisationId, at }) => ({ organisationId: String(organisationId), at }))
/** By any id that stands for the same organisation: entries may have become one since the word was given. */
const holds = (docs: readonly VouchingDoc[] | undefined, ids: readonly string[]) =>
  (docs ?? []).some(({ organisationId }) => ids.includes(String(organisationId)))
const without = (docs: readonly VouchingDoc[] | undefined, ids: readonly string[]) =>
  (docs ?? []).filter(({ organisationId }) => !ids.includes(String(organisationId)))

export const givenBy = (doc: OrganisationDoc) => words(doc.vouchesFor)

const adminsOf = (doc: OrganisationDoc) =>
  doc.members.flatMap(({ userId, role }) => (role === 'admin' ? [String(userId)] : []))

/**
 * Two verified organisations make a third one verified. The word lies with whoever it was given to and is the truth;
 * a copy with whoever gave it is written first and counts against its limit. Why exactly one organisation cannot
 * vouch for another is not said: the reason may be who belongs to it.
 */
export function createVouching({ acting, now, stored, everOf, onVerified }: Needs) {
  const office = (actor: Actor, act: string, organisationId: string, by: string) => ({
    actorId: person(actor).id,
    office: 'organisation-admin' as const,
    act,
    target: { organisationId, by },
  })

  /** The one that is vouched for, as far as everybody may know of it. */
  async function mustFind(organisationId: string): Promise<OrganisationDoc> {
    const doc = await Organisations.findOne({ _id: organisationId, mergedInto: null }).lean()
    if (!doc || doc.hiddenBy) throw refuse('not-found')
    return doc
  }

  const currentId = async (id: string) => (await everOf(id))[0] ?? id

  async function closesCircle(from: string, to: string): Promise<boolean> {
    const since = circlesSince(now())
    const givers = await Organisations.find(
      { 'vouchesFor.at': trusted({ $gt: since }), mergedInto: null },
      { vouchesFor: 1 },
    ).lean()
    const given = await Promise.all(
      givers.map(async (one) => {
        const lately = words(one.vouchesFor).filter(({ at }) => at > since)
        const to = await Promise.all(lately.map(({ organisationId }) => currentId(organisationId)))
        return [String(one._id), to] as const
      }),
    )
    return reaches(new Map(given), from, to)
  }

  /** Asked before, and by the write itself. */
  function mustBeApart(actor: Actor, giver: OrganisationDoc, other: OrganisationDoc) {
    const theirs = new Set(adminsOf(other))
    if (roleOf(other, person(actor).id) || adminsOf(giver).some((id) => theirs.has(id)))
      throw refuse('vouching.impossible')
    if (stateOf(other) === 'verified') throw refuse('conflict')
    if (!next(standingOf(other), 'vouch')) throw refuse('vouching.impossible')
  }

  /** Notes the word with whoever gives it, or refuses beyond the limit. */
  const reserve = (giverId: string, organisationId: string, ever: readonly string[]) =>
    rewrite(giverId, stored, (giver) => {
      if (holds(giver.vouchesFor, ever)) return undefined
      if (vouchesLeft(words(giver.vouchesFor), now()) === 0) throw refuse('vouching.limit')
      const lately = new Set(recent(words(giver.vouchesFor), now()).map((one) => one.organisationId))
      return {
        vouchesFor: [
          ...(giver.vouchesFor ?? []).filter((one) => lately.has(String(one.organisationId))),
          { organisationId: new mongoose.Types.ObjectId(organisationId), at: now() },
        ],
      }
    })

  const release = (giverId: string, ever: readonly string[]) =>
    rewrite(giverId, stored, (giver) =>
      holds(giver.vouchesFor, ever) ? { vouchesFor: without(giver.vouchesFor, ever) } : undefined,
    )

  /**
   * Which of these organisations are verified themselves, by each id the one it goes on under: only their word
   * counts, and that of two entries which became one counts once.
   */
  async function verifiedAmong(ids: readonly string[]): Promise<Map<string, string>> {
    const current = await Promise.all(ids.map(async (id) => [id, await currentId(id)] as const))
    const docs = await Organisations.find(
      { _id: trusted({ $in: current.map(([, id]) => id) }), verified: true, hiddenBy: null },
      { _id: 1 },
    ).lean()
    const verified = new Set(docs.map(({ _id }) => String(_id)))
    return new Map(current.filter(([, id]) => verified.has(id)))
  }

  async function vouch(actor: Actor, organisationId: string, actingOrganisationId: string) {
    const giver = await mustAdminister(actor, actingOrganisationId)
    const other = await mustFind(organisationId)
    if (!giver.verified || giver.hiddenBy) throw refuse('action.forbidden')
    const [giverIds, otherIds] = await Promise.all([everOf(actingOrganisationId), everOf(organisationId)])
    if (holds(other.vouchedBy, giverIds))
      return { verified: other.verified, vouchesLeft: vouchesLeft(words(giver.vouchesFor), now()) }
    mustBeApart(actor, giver, other)
    if (await closesCircle(organisationId, actingOrganisationId)) throw refuse('vouching.impossible')

    const given = async () => {
      const noted = await reserve(actingOrganisationId, organisationId, otherIds)
      try {
        const counting = await verifiedAmong([
          ...words(other.vouchedBy).map((one) => one.organisationId),
          actingOrganisationId,
        ])
        const after = await rewrite(organisationId, stored, (doc) => {
          if (holds(doc.vouchedBy, giverIds)) return undefined
          mustBeApart(actor, giver, doc)
          const vouchedBy = [
            ...(doc.vouchedBy ?? []),
            { organisationId: new mongoose.Types.ObjectId(actingOrganisationId), at: now() },
          ]
          // Whoever gave theirs in this very moment was asked the same.
          const valid = vouchedBy.filter((one) => {
            const id = String(one.organisationId)
            return counting.has(id) || !holds(other.vouchedBy, [id])
          })
          const voices = valid.map((one) => {
            const id = String(one.organisationId)
            return counting.get(id) ?? id
          })
          if (new Set(voices.filter((id) => !otherIds.includes(id))).size < vouchesNeeded)
            return { vouchedBy }
          return {
            ...afterAct(doc, 'vouch', now(), { evidence: decided(doc, now()) }),
            vouchedBy: valid,
          }
        })
        return { noted, after }
      } catch (error) {
        // Where nobody knows whether it was written it stands, and the same again is safe.
        if (error instanceof Refusal && error.code !== 'unavailable')
          await release(actingOrganisationId, otherIds)
        throw error
      }
    }
    const { noted, after } = await acting(
      office(actor, 'organisations.vouch', organisationId, actingOrganisationId),
      given,
    )
    if (after.verified) await onVerified(after)
    return { verified: after.verified, vouchesLeft: vouchesLeft(words(noted.vouchesFor), now()) }
  }

  async function withdraw(actor: Actor, organisationId: string, actingOrganisationId: string) {
    const giver = await mustAdminister(actor, actingOrganisationId)
    const [giverIds, otherIds] = await Promise.all([everOf(actingOrganisationId), everOf(organisationId)])
    if (!holds(giver.vouchesFor, otherIds)) throw refuse('not-found')
    const noted = await acting(
      office(actor, 'organisations.withdrawVouching', organisationId, actingOrganisationId),
      async () => {
        await rewrite(otherIds[0] ?? organisationId, stored, (doc) => {
          if (!holds(doc.vouchedBy, giverIds)) return undefined
          if (doc.verified && doc.verifiedBy === 'vouching') throw refuse('conflict')
          return { vouchedBy: without(doc.vouchedBy, giverIds) }
        })
        return release(actingOrganisationId, otherIds)
      },
    )
    return { vouchesLeft: vouchesLeft(words(noted.vouchesFor), now()) }
  }

  return { vouch, withdrawVouching: withdraw }
}
