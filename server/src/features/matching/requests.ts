import type { ContactRequest, matchingRequests as contract, Parsed } from '@augenhoehe/contracts'
import { personalData } from '@augenhoehe/reference-data/personal-data'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { openAtOnceFor, type OrganisationFacts } from '../organisations/index.ts'
import type { ShowListings } from './listings.ts'
import { Listings } from './model.ts'
import { freeSlot } from './policy.ts'
import { Requests, type RequestDoc } from './request-model.ts'
import {
  afterAct,
  endOf,
  isOpen,
  openStates,
  remindersDue,
  requestState,
  type RequestAct,
} from './request-policy.ts'
import { createRequestView } from './request-view.ts'
import { lessonOfAnswer } from './preferences-policy.ts'
import type { Parts } from './service.ts'

type Draft = Parsed<(typeof contract)['matching.request']>
type Referral = Parsed<(typeof contract)['matching.refer']>
type Answer = Parsed<(typeof contract)['matching.answer']>['answer']
type Pair = Parsed<(typeof contract)['matching.outlook']>
/** What one request says that another does not. */
type Said = Pick<RequestDoc, 'kind' | 'listingId' | 'category' | 'message'>

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
/** A page shows so many; older ones are history. */
const mostShown = 200
/** So often somebody else may take a place first before this is given up. */
const mostAttempts = 50

/** Whoever it is about is known to nobody here, so no word may lead to them. */
function mustNameNobody(field: string, text: string | undefined) {
  const found = new Set(personalData(text ?? '').map(({ kind }) => kind))
  if (found.size > 0) throw refuse('contact-request.personal-data', { fields: { [field]: [...found] } })
}

export function createRequests(parts: Parts, show: ShowListings) {
  const {
    organisations,
    apartFrom,
    inbox,
    lessons,
    now,
    publish,
    standingChanged,
    deliver,
    onAccepted,
    log,
  } = parts
  const { present, presentOne } = createRequestView(parts, show)

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

  const openFrom = async (organisationId: string) =>
    Requests.find(
      {
        fromId: trusted({ $in: (await organisations.everOf(organisationId)).map(objectId) }),
        open: true,
        expiresAt: trusted({ $gt: now() }),
      },
      { slot: 1, toId: 1, kind: 1 },
    ).lean()

  /**
   * The unique indexes decide: one open request of a kind between the two, one for each place of the side that asks, and
   * one for each place in a week of the side that is asked.
   */
  async function insert(
    said: Said,
    { id: fromId, verified }: Pick<OrganisationFacts, 'id' | 'verified'>,
    toId: string,
    askedBy: string,
  ): Promise<RequestDoc> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const open = await openFrom(fromId)
      const ever = await organisations.everOf(toId)
      if (open.some((one) => one.kind === said.kind && ever.includes(String(one.toId))))
        throw refuse('conflict')
      const slot = freeSlot(
        open.map((one) => one.slot),
        openAtOnceFor({ verified }).requests,
      )
      if (slot === undefined) throw refuse(verified ? 'contact-request.limit' : 'organisation.unverified')
      const admitted = await inbox.admit(toId)
      if (!admitted) throw refuse('contact-request.queue-full')
      const doc: RequestDoc = {
        ...said,
        ...admitted,
        _id: new mongoose.Types.ObjectId(),
        fromId: objectId(fromId),
        toId: objectId(toId),
        open: true,
        slot,
        reminded: 0,
        declineReason: null,
        answer: null,
        askedBy: objectId(askedBy),
        answeredBy: null,
        talkOwed: false,
        threadId: null,
        createdAt: admitted.changedAt,
        owedAt: admitted.changedAt,
      }
      try {
        return (await Requests.create(doc)).toObject()
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
      }
    }
    throw refuse('unavailable')
  }

  /** Both sides as they are now; whoever was merged is asked as what it became part of. */
  async function between(actor: Actor, pair: Pair) {
    const own = await organisations.mustAdminister(actor, pair.organisationId)
    const otherId = await organisations.currentId(pair.otherOrganisationId)
    if (own.id === otherId) throw refuse('conflict')
    if (!(await organisations.listed(otherId))) throw refuse('not-found')
    // Says no more than that it is not possible: nobody learns that they were blocked.
    if ((await apartFrom(own.id)).includes(otherId)) throw refuse('action.forbidden')
    return { own, otherId }
  }

  async function send(actor: Actor, pair: Pair, said: Said, listingId?: string): Promise<ContactRequest> {
    const { own, otherId } = await between(actor, pair)
    if (listingId)
      await mustConcern(listingId, [
        ...(await organisations.everOf(own.id)),
        ...(await organisations.everOf(otherId)),
      ])
    await lapse({ fromId: objectId(own.id) })
    // Whoever waits already comes first.
    const freed = await deliverQueued(otherId)
    const doc = await insert(said, own, otherId, person(actor).id)
    if (doc.state === 'sent') deliver(doc)
    else await deliverQueued(otherId)
    publish([own.id, otherId])
    if (freed || (await inbox.full([otherId])).length > 0) await standingChanged([otherId])
    return presentOne(actor, own.id, (await Requests.findById(doc._id).lean()) ?? doc)
  }

  const request = (actor: Actor, { listingId, message, ...pair }: Draft) =>
    send(
      actor,
      pair,
      {
        kind: 'contact',
        listingId: listingId ? objectId(listingId) : null,
        category: null,
        message,
      },
      listingId,
    )

  async function refer(actor: Actor, { category, text, ...pair }: Referral) {
    await organisations.mustAdminister(actor, pair.organisationId)
    if (!needKindById(category))
      throw refuse('request.invalid', { fields: { category: [`unknown: ${category}`] } })
    mustNameNobody('text', text)
    return send(actor, pair, { kind: 'referral', listingId: null, category, message: text })
  }

  /** How it would go, without doing it. Whoever is kept apart reads what everybody reads. */
  async function outlook(actor: Actor, pair: Pair) {
    await organisations.mustBelong(actor, pair.organisationId)
    const own = await organisations.get(await organisations.currentId(pair.organisationId))
    const otherId = await organisations.currentId(pair.otherOrganisationId)
    if (!own || !(await organisations.listed(otherId))) throw refuse('not-found')
    const { deliverAt, queueFull } = await inbox.outlook(otherId)
    return {
      deliverAt: deliverAt?.toISOString() ?? null,
      queueFull,
      open: (await openFrom(own.id)).length,
      openAtOnce: openAtOnceFor(own).requests,
    }
  }

  /** The request, for an admin of this side of it; nobody else learns that there is one. */
  async function mustAnswerFor(actor: Actor, requestId: string, side: 'asking' | 'asked') {
    const doc = await Requests.findById(requestId).lean()
    if (!doc) throw refuse('not-found')
    const [from, to] = [String(doc.fromId), String(doc.toId)]
    const asking = await organisations.roleIn(person(actor).id, from)
    const asked = doc.deliveredAt === null ? null : await organisations.roleIn(person(actor).id, to)
    if (!asking && !asked) throw refuse('not-found')
    if ((side === 'asking' ? asking : asked) !== 'admin') throw refuse('action.forbidden')
    return { doc, from, to }
  }

  /** What an act makes of it; refused where that cannot happen any more, or not twice. */
  function mustFollow(doc: RequestDoc, act: RequestAct) {
    const state = requestState(doc, now())
    if (!isOpen(state)) throw refuse('contact-request.over')
    const next = afterAct(doc.kind, state, act)
    if (!next) throw refuse('conflict')
    return next
  }

  /** Writes a change where nothing else has happened meanwhile. */
  const change = (doc: RequestDoc, set: Partial<RequestDoc>) =>
    Requests.findOneAndUpdate(
      { _id: doc._id, state: doc.state },
      { $set: { changedAt: now(), owedAt: now(), ...set } },
      { returnDocument: 'after' },
    ).lean<RequestDoc | null>()

  async function answer(actor: Actor, requestId: string, given: Answer): Promise<ContactRequest> {
    const { doc, from, to } = await mustAnswerFor(actor, requestId, 'asked')
    const state = mustFollow(doc, given.decision)
    if (doc.kind === 'referral') mustNameNobody('message', given.message)
    const after = await change(doc, {
      state,
      answer: given.message || null,
      ...(given.decision === 'postpone'
        ? { owed: 'postponed', expiresAt: endOf('postponed', now(), doc.expiresAt), reminded: 0 }
        : {
            open: false,
            declineReason: given.decision === 'decline' ? given.reason : null,
            answeredBy: objectId(person(actor).id),
            owed: 'answered',
            talkOwed: given.decision === 'accept',
          }),
    })
    if (!after) throw refuse('contact-request.over')
    const done = after.talkOwed ? await openTalk(after) : after
    publish([from, to])
    const lesson = lessonOfAnswer(after)
    if (lesson) await lessons.note({ organisationId: to, otherOrganisationId: from, of: 'answer' }, lesson)
    if (after.state === 'accepted') await standingChanged([from, to])
    else if (lesson) await standingChanged([to])
    deliver(after)
    return presentOne(actor, to, done)
  }

  /** Makes the place where the two talk; what ends in between is made by the job. */
  async function openTalk(doc: RequestDoc): Promise<RequestDoc> {
    try {
      const threadId = await onAccepted({
        id: String(doc._id),
        kind: doc.kind,
        fromId: String(doc.fromId),
        toId: String(doc.toId),
        askedBy: String(doc.askedBy),
        answeredBy: String(doc.answeredBy),
        about: (await Listings.findById(doc.listingId, { title: 1 }).lean())?.title ?? null,
      })
      const set = { threadId, talkOwed: false }
      await Requests.updateOne({ _id: doc._id, talkOwed: true }, { $set: set })
      return { ...doc, ...set }
    } catch (error) {
      log.warn({ err: error, request: String(doc._id) }, 'two who agreed have no place to talk yet')
      return doc
    }
  }

  async function withdraw(actor: Actor, requestId: string): Promise<ContactRequest> {
    const { doc, from, to } = await mustAnswerFor(actor, requestId, 'asking')
    const state = mustFollow(doc, 'withdraw')
    const after = await change(doc, {
      state,
      open: false,
      owed: doc.deliveredAt === null ? null : 'withdrawn',
    })
    if (!after) throw refuse('contact-request.over')
    publish([from, to])
    deliver(after)
    return presentOne(actor, from, after)
  }

  async function list(actor: Actor, organisationId: string) {
    await organisations.mustBelong(actor, organisationId)
    const ever = (await organisations.everOf(organisationId)).map(objectId)
    const own = trusted({ $in: ever })
    const docs = await Requests.find({
      $or: [{ fromId: own }, { toId: own, deliveredAt: trusted({ $ne: null }) }],
    })
      .sort({ createdAt: -1, _id: -1 })
      .limit(mostShown)
      .lean()
    return { requests: await present(actor, organisationId, docs) }
  }

  /** Closes what nobody answered in time; each of them exactly once, however often and wherever this runs. */
  async function lapse(scope: { fromId?: mongoose.Types.ObjectId } = {}) {
    const due = {
      ...scope,
      state: trusted({ $in: openStates }),
      expiresAt: trusted({ $lte: now() }),
    }
    for (const doc of await Requests.find(due).lean()) {
      const after = await change(doc, { state: 'expired', open: false, owed: 'expired' })
      if (!after) continue
      publish([String(doc.fromId), String(doc.toId)])
      deliver(after)
    }
  }

  /** Delivers what waits for an organisation, in its order, as far as there is room; says whether places became free. */
  async function deliverQueued(organisationId: string): Promise<boolean> {
    const freed = (await inbox.release(organisationId)) > 0
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const next = await inbox.next(organisationId)
      if (!next) break
      try {
        const doc = await Requests.findOneAndUpdate(
          { _id: next._id, state: 'queued' },
          { $set: next.set },
          { returnDocument: 'after' },
        ).lean()
        if (!doc) continue
        publish([String(doc.fromId), String(doc.toId)])
        deliver(doc)
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
      }
    }
    return freed
  }

  async function remind() {
    const open = {
      state: trusted({ $in: openStates.filter((state) => state !== 'queued') }),
      expiresAt: trusted({ $gt: now() }),
      reminded: trusted({ $lt: 2 }),
    }
    for (const doc of await Requests.find(open).lean()) {
      const due = remindersDue(doc, now())
      if (due <= doc.reminded) continue
      // When it was reminded is no change of its state.
      const after = await Requests.findOneAndUpdate(
        { _id: doc._id, state: doc.state, reminded: doc.reminded },
        { $set: { reminded: due, owed: 'reminder', owedAt: now() } },
        { returnDocument: 'after' },
      ).lean()
      if (after) deliver(after)
    }
  }

  /** What time does to requests; may be repeated and interrupted at any point. */
  async function tidyRequests() {
    await lapse()
    for (const organisationId of await inbox.stirring())
      if (await deliverQueued(organisationId)) await standingChanged([organisationId])
    await remind()
    for (const doc of await Requests.find({ talkOwed: true }).lean()) await openTalk(doc)
  }

  return {
    request,
    refer,
    outlook,
    answer,
    withdraw,
    requests: list,
    tidyRequests,

    async capacity(actor: Actor, organisationId: string) {
      await organisations.mustBelong(actor, organisationId)
      return inbox.capacity(organisationId)
    },
    async setCapacity(actor: Actor, organisationId: string, perWeek: number) {
      const own = await organisations.mustAdminister(actor, organisationId)
      await inbox.setCapacity(own.id, perWeek)
      await deliverQueued(own.id)
      await standingChanged([own.id])
      return inbox.capacity(own.id)
    },
  }
}
