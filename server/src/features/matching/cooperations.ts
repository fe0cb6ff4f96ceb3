import type { Cooperation, CooperationAnswer, FieldAudience } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import type { Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMailLinks } from '../../platform/mail-links.ts'
import type { Signer } from '../../platform/signature.ts'
import { acceptedRequests } from './contacts.ts'
import { createCooperationAsking } from './cooperation-asking.ts'
import { Cooperations, type CooperationDoc, type SideDoc } from './cooperation-model.ts'
import {
  apartDays,
  byWeight,
  cooperationMemoryDays,
  eventOf,
  isForgotten,
  isOver,
  mayReopen,
  narrower,
  nextCooperation,
} from './cooperation-policy.ts'
import { daysAfter } from './policy.ts'
import type { Parts } from './service.ts'
import type { Hiding } from './standing.ts'

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
/** Links of the mails answer for so long. */
const linkDays = 180
const mostTries = 30
/** So many requests are compared with what came of them at once. */
const together = 500

/** What two were brought together by. */
export type Origin = { request: string } | { introduction: string }
const originKey = (origin: Origin, pair: string) =>
  'request' in origin ? `request:${origin.request}` : `introduction:${origin.introduction}:${pair}`

const pairOf = (one: string, other: string) => [one, other].toSorted().join(':')
const organisationsOf = ({ sides }: Pick<CooperationDoc, 'sides'>) =>
  sides.map(({ organisationId }) => String(organisationId)) as [string, string]
const otherSide = (side: number) => (side === 0 ? 1 : 0)

const newSide = (organisationId: string): SideDoc => ({
  organisationId: objectId(organisationId),
  answer: null,
  answered: 0,
  outcome: '',
  audience: 'members',
  owed: 0,
  told: [],
})

/** Who need not be suggested to each other: they work together or may come to, or it is over since a short time only. */
export async function workingTogether(now: Date, of?: readonly string[]): Promise<Hiding[]> {
  const some = of && trusted({ $in: of.map(objectId) })
  const [known, accepted] = await Promise.all([
    Cooperations.find(some ? { 'sides.organisationId': some } : {}, {
      sides: 1,
      closed: 1,
      origins: 1,
    }).lean(),
    acceptedRequests(of),
  ])
  const adopted = new Set(known.flatMap(({ origins }) => origins))
  const pairs = [
    ...known.filter(({ closed }) => !isForgotten(closed, now)).map(organisationsOf),
    // Of which nothing has been made yet, because a process ended in between.
    ...accepted.filter(({ id }) => !adopted.has(`request:${id}`)).map(({ between }) => between),
  ]
  return pairs.flatMap(([one, other]) => [
    { to: one, hidden: other },
    { to: other, hidden: one },
  ])
}

type Needs = Pick<Parts, 'organisations' | 'accounts' | 'apartFrom' | 'now' | 'publish' | 'standingChanged'> &
  Pick<Parameters<typeof createCooperationAsking>[0], 'mail' | 'notify' | 'baseUrl'> & {
    /** Makes what signs the links of the mails. */
    signerFor: (purpose: string) => Signer
  }

/** What comes of a contact: the two are asked, may say what came of it, and may show it. */
export function createCooperations({ signerFor, ...needs }: Needs) {
  const { organisations, apartFrom, now, publish, standingChanged } = needs
  // One for each side: whoever runs both associations is asked for each by a link of its own.
  const links = [
    createMailLinks(signerFor('whether two work together, the one')),
    createMailLinks(signerFor('whether two work together, the other')),
  ] as const

  const current = async (doc: Pick<CooperationDoc, 'sides'>) =>
    (await Promise.all(organisationsOf(doc).map((id) => organisations.currentId(id)))) as [string, string]

  const openBetween = async (one: string, other: string) =>
    Cooperations.find({
      open: true,
      $and: [
        { 'sides.organisationId': trusted({ $in: (await organisations.everOf(one)).map(objectId) }) },
        { 'sides.organisationId': trusted({ $in: (await organisations.everOf(other)).map(objectId) }) },
      ],
    }).lean()

  /** Two have been brought together. The same origin again changes nothing. */
  async function begin(ids: readonly [string, string], origin: Origin, at: Date = now()): Promise<void> {
    const [one, other] = (await Promise.all(ids.map((id) => organisations.currentId(id)))).toSorted()
    if (!one || !other || one === other) return
    const pair = pairOf(one, other)
    const key = originKey(origin, pair)
    for (let tries = 0; tries < mostTries; tries++) {
      if (await Cooperations.exists({ origins: key })) return
      const [before] = (await openBetween(one, other)).toSorted(byWeight)
      if (before) {
        await Cooperations.updateOne({ _id: before._id }, { $addToSet: { origins: key } })
        return
      }
      try {
        await Cooperations.create({
          pair,
          open: true,
          origins: [key],
          state: 'begun',
          sides: [newSide(one), newSide(other)],
          begunAt: at,
          confirmedAt: null,
          closed: null,
          question: 0,
          askedAt: null,
          rev: 1,
        })
        return
      } catch (error) {
        // Somebody has begun it in this very moment.
        if (duplicateOf(error) === undefined) throw error
      }
    }
  }

  /** What was accepted and led to nothing, because a process ended in between. */
  async function adopt() {
    const accepted = await acceptedRequests()
    for (let start = 0; start < accepted.length; start += together) {
      const some = accepted.slice(start, start + together)
      const keys = some.map(({ id }) => `request:${id}`)
      const known = await Cooperations.find({ origins: trusted({ $in: keys }) }, { origins: 1 }).lean()
      const adopted = new Set(known.flatMap(({ origins }) => origins))
      for (const { id, between, acceptedAt } of some)
        if (!adopted.has(`request:${id}`)) await begin(between, { request: id }, acceptedAt)
    }
  }

  /** The cooperation and the place of an organisation in it; undefined where it has none. */
  async function sideOf(doc: CooperationDoc, organisationId: string): Promise<0 | 1 | undefined> {
    const ids = await current(doc)
    if (ids[0] === ids[1]) return undefined
    const side = ids.indexOf(await organisations.currentId(organisationId))
    return side === 0 || side === 1 ? side : undefined
  }

  async function find(cooperationId: string, organisationId: string) {
    const doc = await Cooperations.findById(cooperationId).lean()
    const side = doc ? await sideOf(doc, organisationId) : undefined
    if (!doc || side === undefined) throw refuse('not-found')
    return { doc, side }
  }

  /** As one of the two sees it; nothing where the other one is not to be seen. */
  async function present(doc: CooperationDoc, side: number): Promise<Cooperation | undefined> {
    const [own, theirs] = [doc.sides[side]!, doc.sides[otherSide(side)]]
    const otherId = await organisations.currentId(String(theirs.organisationId))
    const other = await organisations.get(otherId)
    if (!other) return undefined
    return {
      id: String(doc._id),
      organisation: { id: other.id, ...toActingOrganisation(other) },
      state: doc.state,
      begunAt: doc.begunAt.toISOString(),
      confirmedAt: doc.confirmedAt?.toISOString() ?? null,
      closedAt: doc.closed?.at.toISOString() ?? null,
      asked: doc.open && doc.question > own.answered,
      answer: own.answer,
      theirAnswer: theirs.answer,
      outcome: own.outcome,
      theirOutcome: theirs.outcome,
      audience: own.audience,
      theirAudience: theirs.audience,
      mayReopen: mayReopen(doc.closed, side, now()),
    }
  }

  async function presented(doc: CooperationDoc, side: number): Promise<Cooperation> {
    const cooperation = await present(doc, side)
    if (!cooperation) throw refuse('not-found')
    return cooperation
  }

  /** Writes what a rule makes of it; the rule is asked again when somebody else was faster, and may refuse. */
  async function amend(
    cooperationId: unknown,
    rule: (doc: CooperationDoc) => Partial<CooperationDoc>,
  ): Promise<CooperationDoc> {
    for (let tries = 0; tries < mostTries; tries++) {
      const doc = await Cooperations.findById(cooperationId).lean()
      if (!doc) throw refuse('not-found')
      const change = rule(doc)
      try {
        const after = await Cooperations.findOneAndUpdate(
          { _id: doc._id, rev: doc.rev },
          { $set: change, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        ).lean()
        if (!after) continue
        const ids = await current(after)
        if (after.open === doc.open) publish(ids)
        else await standingChanged(ids)
        return after
      } catch (error) {
        // Meanwhile the two have begun anew.
        if (duplicateOf(error) !== undefined) throw refuse('conflict')
        throw error
      }
    }
    throw refuse('unavailable')
  }

  /** The state that follows, and all that goes with it. */
  function moved(doc: CooperationDoc, side: number, state: CooperationDoc['state'], own: Partial<SideDoc>) {
    const over = isOver(state)
    const sides = doc.sides.map((one, place) => ({
      ...one,
      ...(place === side && own),
      // What is over is asked about no more, and shown to nobody, also when it goes on later.
      ...(over && { owed: 0, audience: 'members' as const }),
    })) as CooperationDoc['sides']
    return {
      state,
      open: !over,
      sides,
      confirmedAt: state === 'begun' ? null : (doc.confirmedAt ?? (state === 'confirmed' ? now() : null)),
      closed: over ? (doc.closed ?? { at: now(), by: side }) : null,
    }
  }

  const answerRule =
    (side: number, answer: CooperationAnswer, outcome: string | undefined) => (doc: CooperationDoc) => {
      if (isOver(doc.state) && !mayReopen(doc.closed, side, now())) throw refuse('conflict')
      const state = nextCooperation[doc.state][eventOf(answer, doc.sides[otherSide(side)].answer)]
      if (!state) throw refuse('conflict')
      return moved(doc, side, state, {
        answer,
        answered: doc.question,
        owed: 0,
        ...(outcome !== undefined && { outcome }),
      })
    }

  /** The cooperation a link asks about; whatever is wrong with the link, the refusal is the same. */
  async function asked(token: string) {
    for (const [side, signer] of links.entries()) {
      const link = signer.read(token)
      if (!link) continue
      const doc = await Cooperations.findById(link.subjectId).lean<CooperationDoc | null>()
      const isCurrent =
        doc?.askedAt?.getTime() === link.question.getTime() && daysAfter(link.question, linkDays) > now()
      if (!doc || !isCurrent) break
      const ids = await current(doc)
      const [ownId, otherId] = [ids[side]!, ids[otherSide(side)]]
      if (ownId === otherId || (await organisations.roleIn(link.userId, ownId)) !== 'admin') break
      if ((await apartFrom(ownId)).includes(otherId)) break
      const [own, other] = await Promise.all([organisations.get(ownId), organisations.get(otherId)])
      if (!own || !other) break
      return { doc, side, own, other }
    }
    throw refuse('token.invalid')
  }

  const toQuestion = ({ doc, side, own, other }: Awaited<ReturnType<typeof asked>>) => ({
    own: { name: own.name, slug: own.slug },
    other: { name: other.name, slug: other.slug },
    state: doc.state,
    answer: doc.sides[side]!.answered === doc.question ? doc.sides[side]!.answer : null,
    outcome: doc.sides[side]!.outcome,
  })

  /** All of an organisation that count, one for each other; those kept apart from it are left out. */
  async function of(organisationId: string) {
    const own = await organisations.currentId(organisationId)
    const ever = (await organisations.everOf(own)).map(objectId)
    const [docs, apart] = await Promise.all([
      Cooperations.find({ 'sides.organisationId': trusted({ $in: ever }) }).lean(),
      apartFrom(own),
    ])
    const found = new Map<string, { doc: CooperationDoc; side: 0 | 1 }>()
    for (const doc of docs.toSorted(byWeight)) {
      const side = await sideOf(doc, own)
      if (side === undefined || isForgotten(doc.closed, now())) continue
      const otherId = (await current(doc))[otherSide(side)]
      if (!apart.includes(otherId) && !found.has(otherId)) found.set(otherId, { doc, side })
    }
    return [...found.values()]
  }

  const asking = createCooperationAsking({
    ...needs,
    links,
    current,
    async isAskedAbout(doc) {
      const [one, other] = await current(doc)
      if (one === other || (await apartFrom(one)).includes(other)) return false
      // Where entries became one, the two are asked once.
      const [first] = (await openBetween(one, other)).toSorted(byWeight)
      return first === undefined || first._id.equals(doc._id)
    },
  })

  return {
    beginCooperation: begin,

    async cooperations(actor: Actor, organisationId: string) {
      await organisations.mustBelong(actor, organisationId)
      const shown = await Promise.all((await of(organisationId)).map(({ doc, side }) => present(doc, side)))
      return { cooperations: shown.filter((one) => one !== undefined) }
    },

    async answerCooperation(
      actor: Actor,
      organisationId: string,
      cooperationId: string,
      { answer, outcome }: { answer: CooperationAnswer; outcome?: string | undefined },
    ): Promise<Cooperation> {
      await organisations.mustAdminister(actor, organisationId)
      const { side } = await find(cooperationId, organisationId)
      return presented(await amend(cooperationId, answerRule(side, answer, outcome)), side)
    },

    async endCooperation(
      actor: Actor,
      organisationId: string,
      cooperationId: string,
      outcome?: string,
    ): Promise<Cooperation> {
      await organisations.mustAdminister(actor, organisationId)
      const { side } = await find(cooperationId, organisationId)
      const after = await amend(cooperationId, (doc) => {
        const state = nextCooperation[doc.state].end
        if (!state) throw refuse('conflict')
        return moved(doc, side, state, { answer: 'no', ...(outcome !== undefined && { outcome }) })
      })
      return presented(after, side)
    },

    async showCooperation(
      actor: Actor,
      organisationId: string,
      cooperationId: string,
      audience: FieldAudience,
    ): Promise<Cooperation> {
      await organisations.mustAdminister(actor, organisationId)
      const { side } = await find(cooperationId, organisationId)
      const after = await amend(cooperationId, (doc) => {
        if (doc.state !== 'confirmed') throw refuse('conflict')
        return moved(doc, side, doc.state, { audience })
      })
      return presented(after, side)
    },

    /** Those that both want to be read of by somebody like the reader. */
    async partners(actor: Actor, organisationId: string) {
      const own = await organisations.listed(await organisations.currentId(organisationId))
      if (!own) throw refuse('not-found')
      const shown = await Promise.all(
        (await of(own.id)).map(async ({ doc }) => {
          const audience = narrower(doc.sides[0].audience, doc.sides[1].audience)
          const maySee = audience === 'everyone' || (audience === 'signed-in' && actor.id !== null)
          if (doc.state !== 'confirmed' || !maySee) return []
          const ids = await current(doc)
          const other = await organisations.listed(ids[ids[0] === own.id ? 1 : 0])
          return other ? [toActingOrganisation(other)] : []
        }),
      )
      return { partners: shown.flat().toSorted((a, b) => a.name.localeCompare(b.name, 'de')) }
    },

    showCooperationQuestion: async (token: string) => toQuestion(await asked(token)),

    /** The same answer again changes nothing but its words. */
    async answerCooperationQuestion(
      token: string,
      { answer, outcome }: { answer: CooperationAnswer; outcome?: string | undefined },
    ) {
      const question = await asked(token)
      const doc = await amend(question.doc._id, answerRule(question.side, answer, outcome))
      return toQuestion({ ...question, doc })
    },

    /** What time does by itself; may be repeated. */
    tidyCooperations: async () => {
      await adopt()
      await asking()
      // From now on the two may be suggested to each other again.
      const over = daysAfter(now(), -apartDays)
      const forgotten = await Cooperations.find({
        open: false,
        'closed.at': trusted({ $lte: over, $gt: daysAfter(over, -1) }),
      }).lean()
      const ids = await Promise.all(forgotten.map((doc) => current(doc)))
      if (ids.length > 0) await standingChanged([...new Set(ids.flat())])
      const old = { open: false, 'closed.at': trusted({ $lte: daysAfter(now(), -cooperationMemoryDays) }) }
      await Cooperations.updateMany(
        {
          ...old,
          $or: [{ 'sides.0.outcome': trusted({ $ne: '' }) }, { 'sides.1.outcome': trusted({ $ne: '' }) }],
        },
        { $set: { 'sides.0.outcome': '', 'sides.1.outcome': '' }, $inc: { rev: 1 } },
      )
    },
  }
}
