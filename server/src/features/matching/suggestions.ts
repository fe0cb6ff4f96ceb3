import type { matching as contract, Parsed, Suggestion } from '@augenhoehe/contracts'
import { listOf, startWeights } from '@augenhoehe/matching'
import { trusted } from 'mongoose'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { refuse } from '../../platform/errors.ts'
import { toSummary } from '../organisations/index.ts'
import type { ShowListings } from './listings.ts'
import { MatchLists, type ListDoc } from './list-model.ts'
import { explained, type Pointer } from './lists.ts'
import { Listings } from './model.ts'
import { isNewcomer } from './policy.ts'
import { axisOf, toExplanation } from './present.ts'
import { takesPart } from './profiles.ts'
import { explanationOf, type StoredEntry } from './stored.ts'
import type { Parts } from './service.ts'

type Asked = Parsed<(typeof contract)['matching.suggestions']>

/** Which list a page is of, and up to which place it went. */
const position = z.object({ run: z.string(), rev: z.int(), place: z.int().min(0) })

interface Opened {
  current: Pointer | null
  list: Pick<ListDoc, 'rev' | 'entries' | 'reached'> & { _id: ListDoc['_id'] | null }
}
const nothing: Opened['list'] = { _id: null, rev: 0, entries: [], reached: 0 }

export function createSuggestions(
  { organisations, profiles, standings, lists, now }: Parts,
  show: ShowListings,
) {
  /** Before the first cycle a list is made for whoever looks, and not kept. */
  async function inPassing(organisationId: string): Promise<StoredEntry[]> {
    const market = await profiles.market()
    const entries = listOf(market, organisationId, [], () => undefined) ?? []
    return entries.flatMap((entry) => explained(market, organisationId, entry) ?? [])
  }

  async function open(organisationId: string): Promise<Opened> {
    const found = await lists.read(organisationId)
    if (found) return found
    const current = await lists.pointer()
    return { current, list: current ? nothing : { ...nothing, entries: await inPassing(organisationId) } }
  }

  /** Lists are of the last change; whether each of them may still be shown is asked anew. */
  async function mayBeShown(organisationId: string, entries: readonly StoredEntry[]) {
    const out = await standings.leftOut(organisationId)
    const holding = new Set<string>()
    for (const id of [organisationId, ...entries.map((entry) => entry.id)]) {
      const facts = await organisations.listed(id)
      if (facts && takesPart(facts, now())) holding.add(id)
    }
    return (id: string) => holding.has(organisationId) && holding.has(id) && !out.has(id)
  }

  async function present(actor: Actor, entries: readonly StoredEntry[]): Promise<Suggestion[]> {
    const matches = entries.map((entry) => {
      const explanation = explanationOf(entry)
      return { ...entry, explanation, axis: axisOf(explanation) }
    })
    const listingIds = matches.flatMap(({ axis }) => axis.listingId ?? [])
    const [facts, listings] = await Promise.all([
      organisations.brief(matches.map(({ id }) => id)),
      Listings.find({ _id: trusted({ $in: listingIds }), state: 'active', hiddenBy: null })
        .lean()
        .then((docs) => show(actor, docs)),
    ])
    return matches.flatMap(({ id, slot, explanation, axis: { category, direction, listingId } }) => {
      const organisation = facts.get(id)
      if (!organisation) return []
      return {
        organisation: toSummary(organisation, now()),
        newcomer: isNewcomer(organisation.joinedAt, now()),
        slot,
        axis: { category, direction, listing: listings.find((one) => one.id === listingId) ?? null },
        ...toExplanation(explanation),
      }
    })
  }

  /** The ledger knows how far members have looked; not who, nor when. */
  async function reach({ _id, reached }: Opened['list'], places: number) {
    if (_id !== null && places > reached) await MatchLists.updateOne({ _id }, { $max: { reached: places } })
  }

  async function suggestions(actor: Actor, { organisationId: asked, cursor, limit }: Asked) {
    await organisations.mustBelong(actor, asked)
    const organisationId = await organisations.currentId(asked)
    const { current, list } = await open(organisationId)
    const start = cursor === undefined ? undefined : fromCursor(position, cursor)
    const run = current?.run ?? ''
    // Pages of two lists do not make one.
    if (start && (start.run !== run || start.rev !== list.rev)) throw refuse('conflict')
    const may = await mayBeShown(organisationId, list.entries)
    const rest = list.entries
      .map((entry, at) => ({ entry, place: at + 1 }))
      .filter(({ entry, place }) => place > (start?.place ?? 0) && may(entry.id))
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    if (last) await reach(list, last.place)
    return {
      suggestions: await present(
        actor,
        page.map(({ entry }) => entry),
      ),
      nextCursor:
        last && rest.length > page.length ? toCursor({ run, rev: list.rev, place: last.place }) : null,
      weightsVersion: current?.weightsVersion ?? startWeights.version,
      fusion: startWeights.fusion,
      cycle: current && { number: current.number, madeAt: current.madeAt.toISOString() },
    }
  }

  return { suggestions }
}
