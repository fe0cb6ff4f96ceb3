import {
  Id,
  type DismissReason,
  type matching as contract,
  type Parsed,
  type Suggestion,
} from '@augenhoehe/contracts'
import { type Explanation, reasonsOf, startWeights } from '@augenhoehe/matching'
import mongoose, { trusted } from 'mongoose'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { refuse } from '../../platform/errors.ts'
import { toSummary } from '../organisations/index.ts'
import type { ShowListings } from './listings.ts'
import { Dismissals, Listings, Requests } from './model.ts'
import { daysAfter, dismissedDays, isNewcomer } from './policy.ts'
import { axisOf, toExplanation } from './present.ts'
import { takesPart } from './profiles.ts'
import type { Parts } from './service.ts'

type Asked = Parsed<(typeof contract)['matching.suggestions']>
export interface Dismissed {
  organisationId: string
  otherOrganisationId: string
}

interface Match extends Explanation {
  id: string
}

/** When the first page was made, and the last suggestion shown. */
const position = z.object({ at: z.int(), score: z.number(), id: Id })

/** What follows the last one shown; if that is gone, what is weaker than it was. */
function after(all: readonly Match[], { score, id }: z.output<typeof position>): readonly Match[] {
  const place = all.findIndex((match) => match.id === id)
  return place >= 0 ? all.slice(place + 1) : all.filter((match) => match.score < score)
}

const done = { done: true } as const

export function createSuggestions(
  { organisations, profiles, apartFrom, now, publish }: Parts,
  show: ShowListings,
) {
  /** Who does not belong into the list: dismissed a while ago, or in touch already. */
  async function leftOut(organisationId: string): Promise<Set<string>> {
    const own = trusted({ $in: (await organisations.everOf(organisationId)).map(objectId) })
    const [apart, dismissed, inTouch] = await Promise.all([
      apartFrom(organisationId),
      Dismissals.find({ organisationId: own, until: trusted({ $gt: now() }) }).lean(),
      Requests.find(
        { $or: [{ fromId: own }, { toId: own }], state: 'accepted' },
        { fromId: 1, toId: 1 },
      ).lean(),
    ])
    const others = [
      ...dismissed.map((one) => String(one.otherOrganisationId)),
      ...inTouch.flatMap(({ fromId, toId }) => [String(fromId), String(toId)]),
    ]
    // Of entries that became one, what was said of either holds for the whole.
    return new Set([...apart, ...(await Promise.all(others.map((id) => organisations.currentId(id))))])
  }

  async function ranked(organisationId: string): Promise<Match[]> {
    const market = await profiles.market()
    const me = market.of(organisationId)
    if (!me) return []
    const others = market.candidates(me)
    const [out, facts] = await Promise.all([
      leftOut(organisationId),
      organisations.brief([organisationId, ...others.map(({ id }) => id)]),
    ])
    // Profiles are of the last change; whether one still holds is a matter of time as well.
    const holds = (id: string) => {
      const one = facts.get(id)
      return one !== undefined && takesPart(one, now())
    }
    if (!holds(organisationId)) return []
    return others
      .filter(({ id }) => !out.has(id) && holds(id))
      .map((other) => ({ id: other.id, ...market.explain(me, other) }))
      .filter(({ forMe }) => reasonsOf(forMe).length > 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  }

  async function present(actor: Actor, matches: readonly Match[]): Promise<Suggestion[]> {
    const axes = new Map(matches.map((match) => [match.id, axisOf(match)]))
    const listingIds = [...axes.values()].flatMap(({ listingId }) => listingId ?? [])
    const [facts, listings] = await Promise.all([
      organisations.brief(matches.map(({ id }) => id)),
      Listings.find({ _id: trusted({ $in: listingIds }), state: 'active', hiddenBy: null })
        .lean()
        .then((docs) => show(actor, docs)),
    ])
    return matches.flatMap((match) => {
      const organisation = facts.get(match.id)
      const axis = axes.get(match.id)
      if (!organisation || !axis) return []
      const { category, direction, listingId } = axis
      const listing = listings.find(({ id }) => id === listingId) ?? null
      return {
        organisation: toSummary(organisation, now()),
        newcomer: isNewcomer(organisation.joinedAt, now()),
        axis: { category, direction, listing },
        ...toExplanation(match),
      }
    })
  }

  async function suggestions(actor: Actor, { organisationId, cursor, limit }: Asked) {
    await organisations.mustBelong(actor, organisationId)
    // Scores grow older by the minute: all pages are ranked at the moment of the first.
    const start = cursor === undefined ? undefined : fromCursor(position, cursor)
    const at = start?.at ?? now().getTime()
    const all = await ranked(organisationId)
    const rest = start ? after(all, start) : all
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    return {
      suggestions: await present(actor, page),
      nextCursor: last && rest.length > page.length ? toCursor({ at, score: last.score, id: last.id }) : null,
      weightsVersion: startWeights.version,
    }
  }

  async function dismiss(actor: Actor, pair: Dismissed, reason: DismissReason) {
    await organisations.mustBelong(actor, pair.organisationId)
    const isOther = pair.otherOrganisationId !== pair.organisationId
    if (!isOther || !(await organisations.get(pair.otherOrganisationId))) throw refuse('not-found')
    const until = daysAfter(now(), dismissedDays)
    await Dismissals.updateOne(keyOf(pair), { $set: { reason, until } }, { upsert: true })
    publish([pair.organisationId])
    return done
  }

  async function undoDismissal(actor: Actor, pair: Dismissed) {
    await organisations.mustBelong(actor, pair.organisationId)
    await Dismissals.deleteOne(keyOf(pair))
    publish([pair.organisationId])
    return done
  }

  return { suggestions, dismiss, undoDismissal, leftOut }
}

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
const keyOf = ({ organisationId, otherOrganisationId }: Dismissed) => ({
  organisationId: new mongoose.Types.ObjectId(organisationId),
  otherOrganisationId: new mongoose.Types.ObjectId(otherOrganisationId),
})
