import {
  Id,
  type Introduction,
  type IntroductionObstacle,
  type matchingCooperation as contract,
  type Parsed,
  type StaffIntroduction,
} from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import mongoose, { trusted } from 'mongoose'
import { z } from 'zod'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import { officeOf, person, type Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanes } from '../../platform/lanes.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import { claimedBy, writeToEach } from '../../platform/mail-links.ts'
import type { Acting } from '../audit/index.ts'
import { currencyOf, type OrganisationFacts } from '../organisations/index.ts'
import { workingTogether } from './cooperations.ts'
import { triedDays } from './cooperation-policy.ts'
import { introductionMail } from './introduction-mails.ts'
import { Introductions, type IntroducedDoc, type IntroductionDoc } from './introduction-model.ts'
import {
  introductionDays,
  introductionState,
  isUndecided,
  meets,
  metDays,
  openIntroductions,
} from './introduction-policy.ts'
import { daysAfter, freeSlot } from './policy.ts'
import type { Parts } from './service.ts'

type Draft = Parsed<(typeof contract)['matching.introduce']>
type Answer = Parsed<(typeof contract)['matching.answerIntroduction']>['answer']

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
const mostTries = 30
const Position = z.tuple([z.int().min(0).max(8.64e15), Id])

/** Two who both accepted an introduction. */
export interface Met {
  /** Names the meeting. */
  id: string
  /** Whoever accepted first, first. */
  organisationIds: [string, string]
  people: [string, string]
  /** What the staff said of it, as a title. */
  about: string
}

type Needs = Pick<Parts, 'organisations' | 'accounts' | 'apartFrom' | 'lists' | 'now' | 'publish' | 'log'> & {
  acting: Acting
  mail: SendMail
  notify: Tell
  baseUrl: string
  /** What follows when two want to get in touch, as after a request; harmless when repeated. */
  onMet: (met: Met) => Promise<void>
}

const slotOf = (organisationId: string, place: number) => `${organisationId}:${place}`

/** The staff introduces organisations to each other; they say whether they want to. */
export function createIntroductions(needs: Needs) {
  const {
    organisations,
    accounts,
    apartFrom,
    lists,
    now,
    publish,
    acting,
    mail,
    notify,
    baseUrl,
    onMet,
    log,
  } = needs

  const inLane = createLanes()

  /** Those that were chosen, each once, as they go on; refuses whom nobody may find. */
  async function mustFind(ids: readonly string[]): Promise<OrganisationFacts[]> {
    const current = [...new Set(await Promise.all(ids.map((id) => organisations.currentId(id))))]
    const found = await Promise.all(current.map((id) => organisations.listed(id)))
    if (current.length < 2)
      throw refuse(found.includes(undefined) ? 'not-found' : 'request.invalid', {
        ...(found[0] && { fields: { organisationIds: ['the same one'] } }),
      })
    return found.map((facts) => {
      if (!facts) throw refuse('not-found')
      return facts
    })
  }

  const openOf = async (organisationId: string) => {
    const ever = await organisations.everOf(organisationId)
    return Introductions.find(
      {
        open: true,
        expiresAt: trusted({ $gt: now() }),
        sides: trusted({ $elemMatch: { organisationId: { $in: ever.map(objectId) }, state: 'open' } }),
      },
      { slots: 1, sides: 1 },
    ).lean()
  }

  /** Those of them that wait for each other's answer already. */
  async function introducedTo(organisationId: string): Promise<Set<string>> {
    const open = (await openOf(organisationId)).flatMap(({ sides }) => sides)
    return new Set(
      await Promise.all(open.map((side) => organisations.currentId(String(side.organisationId)))),
    )
  }

  async function obstaclesOf(
    facts: OrganisationFacts,
    all: readonly OrganisationFacts[],
  ): Promise<IntroductionObstacle[]> {
    const others = all.flatMap(({ id }) => (id === facts.id ? [] : id))
    const [apart, hidden, open, introduced] = await Promise.all([
      apartFrom(facts.id),
      workingTogether(now(), await organisations.everOf(facts.id)),
      openOf(facts.id),
      introducedTo(facts.id),
    ])
    const known = new Set(
      await Promise.all(
        hidden.flatMap(({ to, hidden: other }) => [to, other]).map((id) => organisations.currentId(id)),
      ),
    )
    return [
      ...(currencyOf(facts, now()) === 'current' ? [] : ['resting' as const]),
      ...(open.length >= openIntroductions ? ['full' as const] : []),
      ...(others.some((id) => known.has(id) || introduced.has(id)) ? ['together' as const] : []),
      ...(others.some((id) => apart.includes(id)) ? ['apart' as const] : []),
    ]
  }

  const chosen = async (ids: readonly string[]) => {
    const all = await mustFind(ids)
    return Promise.all(
      all.map(async (facts) => ({
        id: facts.id,
        ...toActingOrganisation(facts),
        currency: currencyOf(facts, now()),
        obstacles: await obstaclesOf(facts, all),
      })),
    )
  }

  async function toStaff(doc: IntroductionDoc): Promise<StaffIntroduction> {
    const ids = doc.sides.map(({ organisationId }) => String(organisationId))
    const names = await organisations.brief(ids)
    return {
      id: String(doc._id),
      category: doc.category,
      reason: doc.reason,
      createdAt: doc.createdAt.toISOString(),
      expiresAt: doc.expiresAt.toISOString(),
      open: doc.open && doc.expiresAt > now(),
      organisations: doc.sides.flatMap(({ state, declineReason }, place) => {
        const facts = names.get(ids[place]!)
        return facts
          ? [
              {
                id: facts.id,
                ...toActingOrganisation(facts),
                state: introductionState(state, doc, now()),
                declineReason,
              },
            ]
          : []
      }),
    }
  }

  /** The unique index decides who gets the last place. */
  async function insert(
    { clientId, category, reason }: Draft,
    actor: Actor,
    ids: readonly string[],
  ): Promise<IntroductionDoc> {
    const at = now()
    for (let tries = 0; tries < mostTries; tries++) {
      const slots: string[] = []
      for (const id of ids) {
        const own = `${id}:`
        const taken = (
          await Introductions.find({ open: true, slots: trusted({ $regex: `^${own}` }) }, { slots: 1 }).lean()
        )
          .flatMap((one) => one.slots)
          .flatMap((slot) => (slot.startsWith(own) ? [Number(slot.slice(own.length))] : []))
        const place = freeSlot(taken, openIntroductions)
        if (place === undefined) throw refuse('introduction.limit')
        slots.push(slotOf(id, place))
      }
      try {
        const doc = await Introductions.create({
          clientId,
          introducedBy: objectId(person(actor).id),
          category,
          reason,
          sides: ids.map((id): IntroducedDoc => ({
            organisationId: objectId(id),
            state: 'open',
            declineReason: null,
            answeredBy: null,
            owed: 'introduced',
            told: [],
          })),
          slots,
          open: true,
          meetings: [],
          createdAt: at,
          changedAt: at,
          expiresAt: daysAfter(at, introductionDays),
          rev: 1,
        })
        return doc.toObject()
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
        const stored = await Introductions.findOne({ clientId }).lean()
        if (stored) return stored
      }
    }
    throw refuse('unavailable')
  }

  async function deliver(doc: IntroductionDoc, place: number) {
    const side = doc.sides[place]!
    const { owed } = side
    if (!owed) return
    const which = { _id: doc._id, [`sides.${place}.owed`]: owed }
    const told = `sides.${place}.told`
    const id = await organisations.currentId(String(side.organisationId))
    const [own, others] = await Promise.all([organisations.get(id), othersOf(doc, place)])
    const named = owed === 'met' ? others.filter(({ met }) => met) : others
    const writing =
      own && named.length > 0
        ? await notify({
            to: await organisations.adminsOf(own.id),
            key: `introduction:${String(doc._id)}:${owed}:${place}:${named.length}`,
            object: ['introduction', String(doc._id)],
            kind: `introduction.${owed}`,
            reason: 'run-organisation',
            of: own.id,
            until: owed === 'introduced' ? doc.expiresAt : null,
            ownMail: 'wanted',
          })
        : []
    const readers = await accounts.mailboxes([...writing])
    const { all } = await writeToEach(readers, side.told, {
      write: ({ email, locale }) =>
        mail(
          introductionMail(owed, {
            to: email,
            locale,
            own: own!.name,
            others: named.map(({ facts }) => facts.name),
            days: introductionDays,
            link: `${baseUrl}/suchen-und-bieten?verein=${own!.slug}`,
          }),
        ),
      claim: async (userId) =>
        claimedBy(
          await Introductions.updateOne(
            { ...which, [told]: trusted({ $ne: objectId(userId) }) },
            { $addToSet: { [told]: objectId(userId) }, $inc: { rev: 1 } },
          ),
        ),
      release: (userId) =>
        Introductions.updateOne(which, { $pull: { [told]: objectId(userId) }, $inc: { rev: 1 } }),
    })
    if (all || daysAfter(doc.changedAt, triedDays) < now())
      await Introductions.updateOne(which, { $set: { [`sides.${place}.owed`]: null }, $inc: { rev: 1 } })
  }

  /** What is still owed of one: who got in touch, then the mails. */
  async function settle(id: unknown) {
    const doc = await Introductions.findById(id).lean()
    if (!doc) return
    for (const [at, { _id, between, owed }] of doc.meetings.entries()) {
      if (!owed) continue
      const [first, second] = between.map((place) => doc.sides[place]!) as [IntroducedDoc, IntroducedDoc]
      const met = {
        id: String(_id),
        organisationIds: [String(first.organisationId), String(second.organisationId)] as [string, string],
        people: [String(first.answeredBy), String(second.answeredBy)] as [string, string],
        about: beginning(doc.reason.replaceAll(/\s+/g, ' '), 120),
      }
      try {
        await onMet(met)
      } catch (error) {
        // What did not come about is made good by the job; whoever met is told of it all the same.
        log.warn({ err: error, introduction: String(doc._id) }, 'two who accepted are not in touch yet')
        continue
      }
      await Introductions.updateOne(
        { _id: doc._id },
        { $set: { [`meetings.${at}.owed`]: false }, $inc: { rev: 1 } },
      )
    }
    for (const place of doc.sides.keys()) {
      const latest = await Introductions.findById(id).lean()
      if (latest) await deliver(latest, place)
    }
  }

  // What the act begins and the job repeats must not be done by both at once.
  const inTurn = (id: unknown) => inLane(String(id), () => settle(id))

  /** Not waited for: how long a mail takes is no matter of whoever caused it. A failure is made good by the job. */
  const settleSoon = ({ _id }: IntroductionDoc) => void inTurn(_id).catch(() => {})

  /** The others of one that this side may see: who has declined, rests or is kept apart is left out. */
  async function othersOf(doc: IntroductionDoc, place: number) {
    const own = await organisations.currentId(String(doc.sides[place]!.organisationId))
    const apart = await apartFrom(own)
    const found = await Promise.all(
      doc.sides.map(async (side, other) => {
        if (other === place || side.state === 'declined') return []
        const facts = await organisations.listed(await organisations.currentId(String(side.organisationId)))
        if (!facts || facts.id === own || apart.includes(facts.id)) return []
        const met = doc.meetings.some(({ between }) => between.includes(place) && between.includes(other))
        if (!met && currencyOf(facts, now()) !== 'current') return []
        return [{ facts, side, met }]
      }),
    )
    return found.flat()
  }

  /** How to reach somebody who accepted: the public address, otherwise whoever accepted. */
  async function contactOf(facts: OrganisationFacts, { answeredBy }: IntroducedDoc): Promise<string | null> {
    if (facts.contactEmail) return facts.contactEmail
    const userId = String(answeredBy)
    // Whoever has left speaks for it no more, and their own address is nobody's business.
    if (!(await organisations.roleIn(userId, facts.id))) return null
    return (await accounts.emailOf(userId)) ?? null
  }

  async function present(doc: IntroductionDoc, place: number): Promise<Introduction> {
    const others = await othersOf(doc, place)
    return {
      id: String(doc._id),
      category: doc.category,
      reason: doc.reason,
      createdAt: doc.createdAt.toISOString(),
      expiresAt: doc.expiresAt.toISOString(),
      state: introductionState(doc.sides[place]!.state, doc, now()),
      organisations: await Promise.all(
        others.map(async ({ facts, side, met }) => ({
          id: facts.id,
          ...toActingOrganisation(facts),
          accepted: met,
          contactEmail: met ? await contactOf(facts, side) : null,
        })),
      ),
    }
  }

  async function placeOf(doc: IntroductionDoc, organisationId: string): Promise<number> {
    const ids = await Promise.all(doc.sides.map((one) => organisations.currentId(String(one.organisationId))))
    return ids.indexOf(await organisations.currentId(organisationId))
  }

  function answered(doc: IntroductionDoc, place: number, answer: Answer, actor: Actor) {
    const said: Pick<IntroducedDoc, 'state' | 'declineReason' | 'answeredBy'> = {
      state: answer.decision === 'accept' ? 'accepted' : 'declined',
      declineReason: answer.decision === 'decline' ? answer.reason : null,
      answeredBy: objectId(person(actor).id),
    }
    const states = doc.sides.map(({ state }, other) => (other === place ? said.state : state))
    const met = said.state === 'accepted' ? meets(states, place) : []
    const open = isUndecided(states)
    const answeredIds = doc.sides.flatMap((side, other) =>
      states[other] === 'open' ? [] : `${String(side.organisationId)}:`,
    )
    return {
      sides: doc.sides.map((side, other) => ({
        ...side,
        ...(other === place && { ...said, owed: null }),
        // With news of their own nobody is told of what was before.
        ...((met.includes(other) || (other === place && met.length > 0)) && {
          owed: 'met' as const,
          told: [],
        }),
      })),
      slots: open ? doc.slots.filter((slot) => !answeredIds.some((own) => slot.startsWith(own))) : [],
      open,
      meetings: [
        ...doc.meetings,
        ...met.map((other) => ({
          _id: new mongoose.Types.ObjectId(),
          between: [other, place] as [number, number],
          owed: true,
        })),
      ],
      changedAt: now(),
    }
  }

  /** Closes what nobody answered in time; each once. */
  async function expire() {
    for (const { _id } of await Introductions.find({
      open: true,
      expiresAt: trusted({ $lte: now() }),
    }).lean()) {
      const doc = await Introductions.findOneAndUpdate(
        { _id, open: true },
        { $set: { open: false, slots: [] }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (doc) publish(doc.sides.map(({ organisationId }) => String(organisationId)))
    }
  }

  return {
    previewIntroduction: async (ids: readonly string[]) => ({ organisations: await chosen(ids) }),

    async introduce(actor: Actor, draft: Draft): Promise<StaffIntroduction> {
      const stored = await Introductions.findOne({ clientId: draft.clientId }).lean()
      if (stored) return toStaff(stored)
      if (draft.category !== null && !needKindById(draft.category))
        throw refuse('request.invalid', { fields: { category: [`unknown: ${draft.category}`] } })
      const all = await chosen(draft.organisationIds)
      const obstacles = new Set(all.flatMap((one) => one.obstacles))
      if (obstacles.has('full')) throw refuse('introduction.limit')
      if (obstacles.size > 0) throw refuse('introduction.impossible')
      const ids = all.map(({ id }) => id)
      const act = {
        ...officeOf(actor),
        act: 'matching.introduce',
        target: { organisationIds: ids },
        after: { category: draft.category },
      }
      const doc = await acting(act, () => insert(draft, actor, ids))
      await lists.introduced(ids)
      publish(ids)
      settleSoon(doc)
      return toStaff(doc)
    },

    async listIntroductions({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const after = cursor === undefined ? undefined : fromCursor(Position, cursor)
      const earlier = after && {
        $or: [
          { createdAt: trusted({ $lt: new Date(after[0]) }) },
          { createdAt: new Date(after[0]), _id: trusted({ $lt: objectId(after[1]) }) },
        ],
      }
      const docs = await Introductions.find(earlier ?? {})
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean()
      const page = docs.slice(0, limit)
      const end = page.at(-1)
      return {
        introductions: await Promise.all(page.map(toStaff)),
        nextCursor: end && docs.length > limit ? toCursor([end.createdAt.getTime(), String(end._id)]) : null,
      }
    },

    async introductions(actor: Actor, organisationId: string) {
      await organisations.mustBelong(actor, organisationId)
      const ever = (await organisations.everOf(organisationId)).map(objectId)
      const docs = await Introductions.find({
        'sides.organisationId': trusted({ $in: ever }),
        createdAt: trusted({ $gt: daysAfter(now(), -introductionDays - metDays) }),
      })
        .sort({ createdAt: -1, _id: -1 })
        .lean()
      const shown = await Promise.all(
        docs.map(async (doc) => {
          const place = await placeOf(doc, organisationId)
          if (place < 0) return []
          const one = await present(doc, place)
          const isNews = one.state === 'open' || one.state === 'accepted'
          return isNews && one.organisations.length > 0 && (doc.open || one.state === 'accepted') ? [one] : []
        }),
      )
      return { introductions: shown.flat() }
    },

    async answerIntroduction(
      actor: Actor,
      organisationId: string,
      introductionId: string,
      answer: Answer,
    ): Promise<Introduction> {
      await organisations.mustAdminister(actor, organisationId)
      for (let tries = 0; tries < mostTries; tries++) {
        const doc = await Introductions.findById(introductionId).lean()
        const place = doc ? await placeOf(doc, organisationId) : -1
        // Where nobody is left whom one may see, there is nothing to answer.
        if (!doc || place < 0 || (await othersOf(doc, place)).length === 0) throw refuse('not-found')
        if (!doc.open || introductionState(doc.sides[place]!.state, doc, now()) !== 'open')
          throw refuse('conflict')
        const change = answered(doc, place, answer, actor)
        const after = await Introductions.findOneAndUpdate(
          { _id: doc._id, rev: doc.rev },
          { $set: change, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        ).lean()
        if (!after) continue
        publish(after.sides.map((side) => String(side.organisationId)))
        settleSoon(after)
        return present(after, place)
      }
      throw refuse('unavailable')
    },

    /** What time does by itself; may be repeated. */
    tidyIntroductions: async () => {
      await expire()
      const owing = { $or: [{ 'sides.owed': trusted({ $ne: null }) }, { 'meetings.owed': true }] }
      for (const { _id } of await Introductions.find(owing, { _id: 1 }).lean()) await inTurn(_id)
    },
  }
}
