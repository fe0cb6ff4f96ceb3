import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { trusted } from 'mongoose'
import type { Parts } from './service.ts'
import { MatchLists } from './list-model.ts'
import { Listings, type ListingDoc } from './model.ts'

type Entry = Pick<ListingDoc, 'kind' | 'category' | 'municipality' | 'remote' | 'organisationId'>

/** Needs that nobody else offers anything for, in the same district or online: counted, nobody is named. */
export function gapsIn(entries: Iterable<Entry>) {
  const offering = new Map<string, Set<string>>()
  const needs: Entry[] = []
  const districtOf = ({ municipality }: Entry) => municipalityByAgs(municipality)?.districtKey ?? ''
  const placeOf = (category: string, district: string) => `${category} ${district}`
  for (const entry of entries) {
    if (entry.kind === 'need') needs.push(entry)
    else
      for (const district of entry.remote ? [districtOf(entry), 'online'] : [districtOf(entry)]) {
        const key = placeOf(entry.category, district)
        offering.set(key, (offering.get(key) ?? new Set()).add(String(entry.organisationId)))
      }
  }
  const counts = new Map<string, { category: string; district: string; needs: number }>()
  for (const need of needs) {
    const district = districtOf(need)
    const own = String(need.organisationId)
    const isMet = [district, 'online'].some((where) =>
      [...(offering.get(placeOf(need.category, where)) ?? [])].some((id) => id !== own),
    )
    if (isMet || district === '') continue
    const key = placeOf(need.category, district)
    const known = counts.get(key) ?? { category: need.category, district, needs: 0 }
    counts.set(key, { ...known, needs: known.needs + 1 })
  }
  return [...counts.values()].toSorted(
    (a, b) =>
      b.needs - a.needs || a.category.localeCompare(b.category) || a.district.localeCompare(b.district),
  )
}

/** What the matchmaking cannot bring together, for the staff. */
export const createGaps = ({
  organisations,
  lists,
  now,
}: Pick<Parts, 'organisations' | 'lists' | 'now'>) => ({
  async gaps() {
    const active = Listings.find(
      { state: 'active', hiddenBy: null, expiresAt: trusted({ $gt: now() }) },
      { kind: 1, category: 1, municipality: 1, remote: 1, organisationId: 1 },
    )
    const current = await lists.pointer()
    const empty = current ? { run: current.run, entries: trusted({ $size: 0 }) } : undefined
    const [entries, unmatched] = await Promise.all([
      active.lean<Entry[]>(),
      empty ? MatchLists.find(empty, { organisationId: 1 }).sort({ _id: 1 }).lean() : [],
    ])
    const names = await organisations.brief(unmatched.slice(0, 1).map(({ organisationId }) => organisationId))
    const [next] = names.values()
    return {
      gaps: gapsIn(entries),
      unmatched: {
        count: unmatched.length,
        next: next ? { id: next.id, slug: next.slug, name: next.name } : null,
      },
    }
  },
})
