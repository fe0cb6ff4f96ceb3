import type { ContactRequest, matching as contract, Parsed } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { openAtOnceFor, type OrganisationFacts } from '../organisations/index.ts'
import type { ShowListings } from './listings.ts'
import { Listings, Requests, toContactRequest, type RequestDoc } from './model.ts'
import { daysAfter, freeSlot, requestDays, requestState } from './policy.ts'
import { lessonOfAnswer } from './preferences-policy.ts'
import type { Parts } from './service.ts'

type Draft = Parsed<(typeof contract)['matching.request']>
type Answer = Parsed<(typeof contract)['matching.answer']>['answer']

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
/** A page shows so many; older ones are history. */
const mostShown = 200

export function createRequests(
  { organisations, accounts, apartFrom, lessons, now, publish, standingChanged, deliver, onAccepted }: Parts,
  show: ShowListings,
) {
  /** How to reach the other side: its public address, otherwise whoever asked or answered for it. */
  async function contactOf(doc: RequestDoc, side: 'from' | 'to'): Promise<string | null> {
    if (doc.state !== 'accepted') return null
    const organisationId = String(side === 'from' ? doc.fromId : doc.toId)
    const facts = await organisations.get(organisationId)
    if (facts?.contactEmail) return facts.contactEmail
    const spokesperson = String(side === 'from' ? doc.askedBy : doc.answeredBy)
    // Whoever has left speaks for it no more, and their own address is nobody's business.
    if (!(await organisations.roleIn(spokesperson, organisationId))) return null
    return (await accounts.emailOf(spokesperson)) ?? null
  }

  /** As the given organisation sees them. */
  async function present(actor: Actor, own: string, docs: readonly RequestDoc[]): Promise<ContactRequest[]> {
    const isOwn = new Set(await organisations.everOf(own))
    const names = await organisations.brief(
      docs.flatMap(({ fromId, toId }) => [String(fromId), String(toId)]),
    )
    const listings = await Listings.find({
      _id: trusted({ $in: docs.flatMap(({ listingId }) => listingId ?? []) }),
    }).lean()
    const shown = await show(
      actor,
      listings.filter(({ hiddenBy, organisationId }) => !hiddenBy || isOwn.has(String(organisationId))),
    )
    const told = await Promise.all(
      docs.map(async (doc) => {
        // Two entries that became one do not ask themselves.
        if (isOwn.has(String(doc.fromId)) && isOwn.has(String(doc.toId))) return []
        const direction = isOwn.has(String(doc.fromId)) ? ('sent' as const) : ('received' as const)
        const side = direction === 'sent' ? 'to' : 'from'
        const other = names.get(String(side === 'to' ? doc.toId : doc.fromId))
        if (!other) return []
        const listing = shown.find((one) => one.id === String(doc.listingId)) ?? null
        const contactEmail = await contactOf(doc, side)
        const organisation = { id: other.id, ...toActingOrganisation(other) }
        return [toContactRequest(doc, { direction, organisation, listing, contactEmail, now: now() })]
      }),
    )
    return told.flat()
  }

  async function presentOne(actor: Actor, own: string, doc: RequestDoc): Promise<ContactRequest> {
    const [request] = await present(actor, own, [doc])
    if (!request) throw refuse('not-found')
    return request
  }

  /** The entry a request is about belongs to one of the two and is active. */
  async function mustConcern(listingId: string, between: string[]) {
    const listing = await Listings.findOne({
      _id: listingId,
      state: 'active',
      hiddenBy: null,
      expiresAt: trusted({ $gt: now() }),
    }).lean()
    if (!listing || !between.includes(String(listing.organisationId))) throw refuse('not-found')
  }

  /** The unique indexes decide: one open request between the two, and one for each place. */
  async function insert(
    doc: Omit<RequestDoc, 'slot'>,
    { verified }: Pick<OrganisationFacts, 'verified'>,
  ): Promise<RequestDoc> {
    for (;;) {
      const open = await Requests.find({ fromId: doc.fromId, state: 'sent' }, { slot: 1, toId: 1 }).lean()
      if (open.some(({ toId }) => toId.equals(doc.toId))) throw refuse('conflict')
      const slot = freeSlot(
        open.map((one) => one.slot),
        openAtOnceFor({ verified }).requests,
      )
      if (slot === undefined) throw refuse(verified ? 'contact-request.limit' : 'organisation.unverified')
      try {
        return (await Requests.create({ ...doc, slot })).toObject()
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
      }
    }
  }

  async function request(actor: Actor, draft: Draft): Promise<ContactRequest> {
    const { listingId, message } = draft
    const own = await organisations.mustAdminister(actor, draft.organisationId)
    const organisationId = own.id
    const otherOrganisationId = await organisations.currentId(draft.otherOrganisationId)
    if (organisationId === otherOrganisationId) throw refuse('conflict')
    if (!(await organisations.listed(otherOrganisationId))) throw refuse('not-found')
    // Says no more than that it is not possible: nobody learns that they were blocked.
    if ((await apartFrom(organisationId)).includes(otherOrganisationId)) throw refuse('action.forbidden')
    if (listingId)
      await mustConcern(listingId, [
        ...(await organisations.everOf(organisationId)),
        ...(await organisations.everOf(otherOrganisationId)),
      ])
    await expire({ fromId: objectId(organisationId) })
    const at = now()
    const doc = await insert(
      {
        _id: new mongoose.Types.ObjectId(),
        fromId: objectId(organisationId),
        toId: objectId(otherOrganisationId),
        listingId: listingId ? objectId(listingId) : null,
        message,
        state: 'sent',
        declineReason: null,
        answer: null,
        askedBy: objectId(person(actor).id),
        answeredBy: null,
        owed: 'asked',
        createdAt: at,
        changedAt: at,
        expiresAt: daysAfter(at, requestDays),
      },
      own,
    )
    publish([organisationId, otherOrganisationId])
    deliver(doc)
    return presentOne(actor, organisationId, doc)
  }

  async function answer(actor: Actor, requestId: string, given: Answer): Promise<ContactRequest> {
    const doc = await Requests.findById(requestId).lean()
    if (!doc) throw refuse('not-found')
    const [from, to] = [String(doc.fromId), String(doc.toId)]
    const asked = await organisations.roleIn(person(actor).id, from)
    const role = await organisations.roleIn(person(actor).id, to)
    if (!role && !asked) throw refuse('not-found')
    if (role !== 'admin') throw refuse('action.forbidden')
    if (requestState(doc, now()) !== 'sent') throw refuse('conflict')
    const set: Partial<RequestDoc> = {
      state: given.decision === 'accept' ? 'accepted' : 'declined',
      declineReason: given.decision === 'decline' ? given.reason : null,
      answer: given.message || null,
      answeredBy: objectId(person(actor).id),
      owed: 'answered',
      changedAt: now(),
    }
    const after = await Requests.findOneAndUpdate(
      { _id: requestId, state: 'sent' },
      { $set: set },
      { returnDocument: 'after' },
    ).lean()
    if (!after) throw refuse('conflict')
    const lesson = lessonOfAnswer(after)
    if (lesson) await lessons.note({ organisationId: to, otherOrganisationId: from, of: 'answer' }, lesson)
    // Whoever is in contact need not be suggested any more, and what was answered turns the weights of who answered.
    if (after.state === 'accepted') {
      await onAccepted(after)
      await standingChanged([from, to])
    } else {
      if (lesson) await standingChanged([to])
      publish([from, to])
    }
    deliver(after)
    return presentOne(actor, to, after)
  }

  async function list(actor: Actor, organisationId: string) {
    await organisations.mustBelong(actor, organisationId)
    const ever = (await organisations.everOf(organisationId)).map(objectId)
    const own = trusted({ $in: ever })
    const docs = await Requests.find({ $or: [{ fromId: own }, { toId: own }] })
      .sort({ createdAt: -1, _id: -1 })
      .limit(mostShown)
      .lean()
    return { requests: await present(actor, organisationId, docs) }
  }

  /** Closes what nobody answered in time; each of them exactly once, however often and wherever this runs. */
  async function expire(scope: { fromId?: mongoose.Types.ObjectId } = {}) {
    const due = { ...scope, state: 'sent' as const, expiresAt: trusted({ $lte: now() }) }
    for (const { _id } of await Requests.find(due, { _id: 1 }).lean()) {
      const set = { state: 'expired' as const, owed: 'expired' as const, changedAt: now() }
      const doc = await Requests.findOneAndUpdate(
        { _id, state: 'sent' },
        { $set: set },
        {
          returnDocument: 'after',
        },
      ).lean()
      if (!doc) continue
      publish([String(doc.fromId), String(doc.toId)])
      deliver(doc)
    }
  }

  return { request, answer, requests: list, expireRequests: () => expire() }
}
