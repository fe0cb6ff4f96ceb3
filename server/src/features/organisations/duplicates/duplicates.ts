import { Id, type KeptApart, type Suspicion, type SuspectedEntry } from '@augenhoehe/contracts'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { trusted } from 'mongoose'
import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { fromCursor, toCursor } from '../../../platform/cursor.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Directory } from '../directory.ts'
import { Organisations, roleOf, type OrganisationDoc, type OrganisationFacts } from '../model.ts'
import { nameKey } from '../names.ts'
import { currencyOf } from '../policy.ts'
import type { Parts } from '../service.ts'
import { fuller, likelyAmong, type Comparable, type Likely } from './likely.ts'
import { KeptApartPairs, type KeptApartDoc } from './model.ts'

interface Needs extends Pick<Parts, 'people' | 'acting' | 'now'> {
  directory: Pick<Directory, 'all'>
}

const done = { done: true } as const
/** So long is worked at once before others get their turn. */
const turnMs = 8
const pairOf = (one: string, other: string) => [one, other].toSorted().join(' ')
const Place = z.tuple([z.number(), z.string().regex(/^[0-9a-f]{24} [0-9a-f]{24}$/)])
const Position = z.tuple([z.int().min(0).max(8.64e15), Id])

/** What people with an account may read is compared; what an association keeps to itself is not. */
function comparable({ id, name, visibility, ...facts }: OrganisationFacts): Comparable {
  const open = (field: 'contactEmail' | 'contactPhone' | 'website') =>
    visibility[field] === 'members' ? null : facts[field]
  return {
    id,
    name,
    contactEmail: open('contactEmail'),
    contactPhone: open('contactPhone'),
    website: open('website'),
  }
}

const fields = [
  'selfDescription',
  'website',
  'contactEmail',
  'contactPhone',
  'foundedYear',
  'selfTerm',
  'kind',
  'legalForm',
  'memberBand',
  'staffBand',
  'targetGroups',
  'meetingPlace',
] as const satisfies (keyof OrganisationFacts)[]
const filledIn = (facts: OrganisationFacts) =>
  fields.filter((field) => facts[field] !== null && facts[field] !== '').length +
  Number(facts.activities.length > 0)

/**
 * Entries that may be the same organisation. They are looked for place by place, and anew only where something has
 * changed; what was found is kept in memory.
 */
export function createDuplicates({ directory, people, acting, now }: Needs) {
  const known = new Map<string, { all: readonly OrganisationFacts[]; found: Likely[] }>()
  let finding: Promise<Likely[]> | undefined
  /** All of them in their order, as long as nothing changes. */
  let inOrder: Likely[] | undefined

  async function findAll(): Promise<Likely[]> {
    let since = performance.now()
    const pause = async () => {
      if (performance.now() - since < turnMs) return
      await breathe()
      since = performance.now()
    }
    const places = new Map<string, OrganisationFacts[]>()
    for (const facts of await directory.all()) {
      const municipality = currentAgs(facts.municipality)
      const there = places.get(municipality)
      if (there) there.push(facts)
      else places.set(municipality, [facts])
    }
    for (const municipality of known.keys())
      if (!places.has(municipality)) {
        known.delete(municipality)
        inOrder = undefined
      }
    for (const [municipality, all] of places) {
      const before = known.get(municipality)?.all
      // Whatever changes of an organisation, its facts are others.
      if (before?.length === all.length && before.every((facts, index) => facts === all[index])) continue
      const search = likelyAmong(all.map(comparable), municipalityByAgs(municipality)?.name ?? '')
      let step = search.next()
      while (!step.done) {
        await pause()
        step = search.next()
      }
      known.set(municipality, { all, found: step.value })
      inOrder = undefined
    }
    inOrder ??= [...known.values()]
      .flatMap(({ found }) => found)
      .sort((a, b) => b.score - a.score || (a.one + a.other < b.one + b.other ? -1 : 1))
    return inOrder
  }

  /** One search for all who ask at the same time. */
  const find = () => (finding ??= findAll().finally(() => (finding = undefined)))

  const namesOf = ({ id, slug, name }: OrganisationFacts) => ({ id, slug, name })
  const keysOf = (one: OrganisationFacts, other: OrganisationFacts): [string, string] => {
    const [a, b] = one.id < other.id ? [one, other] : [other, one]
    return [nameKey(a.name), nameKey(b.name)]
  }
  const isStill = (doc: Pick<KeptApartDoc, 'names'>, one: OrganisationFacts, other: OrganisationFacts) =>
    keysOf(one, other).every((name, index) => name === doc.names[index])

  const byId = async () => new Map((await directory.all()).map((facts) => [facts.id, facts]))

  async function open() {
    const [found, facts, apart] = await Promise.all([find(), byId(), KeptApartPairs.find().lean()])
    const decided = new Map(apart.map((doc) => [doc.pair, doc]))
    return found.flatMap((likely) => {
      const [one, other] = [facts.get(likely.one), facts.get(likely.other)]
      if (!one || !other) return []
      const doc = decided.get(pairOf(one.id, other.id))
      return doc && isStill(doc, one, other) ? [] : [{ likely, one, other }]
    })
  }

  async function list(actor: Actor, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
    const all = await open()
    const after = cursor === undefined ? undefined : fromCursor(Place, cursor)
    const start = after
      ? all.findIndex(({ likely: { score, one, other } }) =>
          score === after[0] ? pairOf(one, other) > after[1] : score < after[0],
        )
      : 0
    const page = start < 0 ? [] : all.slice(start, start + limit)
    const docs = await Organisations.find(
      { _id: trusted({ $in: page.flatMap(({ one, other }) => [one.id, other.id]) }) },
      { members: 1 },
    ).lean()
    const members = new Map(docs.map((doc) => [String(doc._id), doc]))
    const last = page.at(-1)?.likely
    const isLast = start < 0 || start + page.length >= all.length
    return {
      suspicions: page.map(({ likely, one, other }): Suspicion => {
        const both = [one, other].map((facts) => ({
          ...facts,
          members: members.get(facts.id)?.members.length ?? 0,
          filled: filledIn(facts),
        }))
        const [into, from] = fuller(both[0]!, both[1]!)
        const mayDecide = both.every(({ id }) => {
          const doc = members.get(id)
          return !doc || roleOf(doc, person(actor).id) === null
        })
        return { into: toEntry(into), from: toEntry(from), reasons: likely.reasons, mayDecide }
      }),
      total: all.length,
      nextCursor: last && !isLast ? toCursor([last.score, pairOf(last.one, last.other)]) : null,
    }
  }

  const toEntry = (facts: OrganisationFacts & { members: number }): SuspectedEntry => ({
    ...namesOf(facts),
    municipality: facts.municipality,
    members: facts.members,
    verified: facts.verified,
    currency: currencyOf(facts, now()),
    confirmedAt: facts.confirmedAt.toISOString(),
    joinedAt: facts.joinedAt.toISOString(),
    enteredByCentre: facts.enteredByCentre ?? false,
  })

  /** Nobody decides about an organisation they belong to. */
  async function mustBeOutside(actor: Actor, ids: readonly string[]) {
    const docs: Pick<OrganisationDoc, 'members'>[] = await Organisations.find(
      { _id: trusted({ $in: ids }) },
      { members: 1 },
    ).lean()
    if (docs.some((doc) => roleOf(doc, person(actor).id) !== null)) throw refuse('action.forbidden')
  }

  const toKeptApart = (
    doc: KeptApartDoc,
    one: OrganisationFacts,
    other: OrganisationFacts,
    by: string,
  ): KeptApart => ({
    id: String(doc._id),
    one: namesOf(one),
    other: namesOf(other),
    by,
    at: doc.at.toISOString(),
  })

  async function keepApart(actor: Actor, oneId: string, otherId: string): Promise<KeptApart> {
    const facts = await byId()
    const [one, other] = [facts.get(oneId), facts.get(otherId)]
    if (!one || !other) throw refuse('not-found')
    if (oneId === otherId) throw refuse('conflict')
    await mustBeOutside(actor, [oneId, otherId])
    const { id: by, name } = person(actor)
    const doc = await acting(
      {
        ...officeOf(actor),
        act: 'organisations.keepApart',
        target: { organisationId: oneId, otherId },
      },
      () =>
        KeptApartPairs.findOneAndUpdate(
          { pair: pairOf(oneId, otherId) },
          { $set: { names: keysOf(one, other), by, at: now() } },
          { upsert: true, returnDocument: 'after' },
        ).lean(),
    )
    return toKeptApart(doc, one, other, name)
  }

  /** Those that still stand apart, as they were decided about. */
  async function listKeptApart(
    _actor: Actor,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ) {
    const [facts, docs] = await Promise.all([byId(), KeptApartPairs.find().sort({ at: -1, _id: -1 }).lean()])
    const all = docs.flatMap((doc) => {
      const [one, other] = doc.pair.split(' ').map((id) => facts.get(id))
      return one && other && isStill(doc, one, other) ? [{ doc, one, other }] : []
    })
    const after = cursor === undefined ? undefined : fromCursor(Position, cursor)
    const rest = after
      ? all.filter(({ doc }) => {
          const at = doc.at.getTime()
          return at < after[0] || (at === after[0] && String(doc._id) < after[1])
        })
      : all
    const page = rest.slice(0, limit)
    const names = await people(page.map(({ doc }) => String(doc.by)))
    const last = page.at(-1)?.doc
    return {
      pairs: page.map(({ doc, one, other }) =>
        toKeptApart(doc, one, other, names.get(String(doc.by))?.name ?? ''),
      ),
      total: all.length,
      nextCursor: last && rest.length > page.length ? toCursor([last.at.getTime(), String(last._id)]) : null,
    }
  }

  async function undoKeepApart(actor: Actor, apartId: string) {
    const doc = await KeptApartPairs.findById(apartId).lean()
    if (!doc) throw refuse('not-found')
    const [oneId = '', otherId = ''] = doc.pair.split(' ')
    await mustBeOutside(actor, [oneId, otherId])
    await acting(
      {
        ...officeOf(actor),
        act: 'organisations.undoKeepApart',
        target: { organisationId: oneId, otherId },
      },
      () => KeptApartPairs.deleteOne({ _id: doc._id }),
    )
    return done
  }

  return { listSuspicions: list, keepApart, listKeptApart, undoKeepApart }
}
