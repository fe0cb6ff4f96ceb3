import { Id, type organisations, type Parsed } from '@augenhoehe/contracts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { refuse } from '../../platform/errors.ts'
import { Organisations, toFacts, type OrganisationFacts, type PublicDoc } from './model.ts'
import { searchable, searchWords } from './names.ts'

export type Search = Parsed<(typeof organisations)['organisations.list']>

interface Entry {
  facts: OrganisationFacts
  rev: number
  found: { name: string; rest: string }
}

const collator = new Intl.Collator('de')
const noMatch = 2

/** 0: every word is in the name; 1: in place or field of activity too; 2: not found. */
function rankOf({ name, rest }: Entry['found'], words: readonly string[]) {
  if (words.every((word) => name.includes(word))) return 0
  return words.every((word) => name.includes(word) || rest.includes(word)) ? 1 : noMatch
}

const fits = ({ facts }: Entry, { municipality, field, language }: Search) =>
  !facts.hiddenBy &&
  (municipality === undefined || facts.municipality === municipality) &&
  (field === undefined || facts.fields.includes(field)) &&
  (language === undefined || facts.languages.includes(language))

/**
 * What is public of all organisations, in memory: names beside contributions and forgiving search cost no query.
 * Rights are never answered from here. One process writes; every write passes through `put`.
 */
export function createDirectory() {
  const entries = new Map<string, Entry>()
  const bySlug = new Map<string, string>()
  let loading: Promise<void> | undefined
  let inOrder: Entry[] | undefined

  function put(doc: PublicDoc) {
    const facts = toFacts(doc)
    const held = entries.get(facts.id)
    if (held && held.rev >= doc.rev) return
    entries.set(facts.id, { facts, rev: doc.rev, found: searchable(facts) })
    bySlug.set(facts.slug, facts.id)
    inOrder = undefined
  }

  const load = () =>
    (loading ??= Organisations.find({}, { members: 0, invitations: 0 })
      .lean()
      .then(
        (docs) => docs.forEach(put),
        (error: unknown) => {
          loading = undefined
          throw error
        },
      ))

  const ordered = () =>
    (inOrder ??= [...entries.values()].sort(
      (a, b) => collator.compare(a.facts.name, b.facts.name) || (a.facts.id < b.facts.id ? -1 : 1),
    ))

  return {
    put,

    async find(id: string): Promise<OrganisationFacts | undefined> {
      await load()
      return entries.get(id)?.facts
    },

    async holdsSlug(slug: string): Promise<boolean> {
      await load()
      return bySlug.has(slug)
    },

    async findBySlug(slug: string): Promise<OrganisationFacts | undefined> {
      await load()
      return entries.get(bySlug.get(slug) ?? '')?.facts
    },

    /** All that everybody may see. */
    async all(): Promise<OrganisationFacts[]> {
      await load()
      return ordered().flatMap(({ facts }) => (facts.hiddenBy ? [] : facts))
    },

    async search(search: Search) {
      await load()
      const words = searchWords(search.search ?? '')
      const order = ordered()
      // One number says where an entry stands: hits in the name first, then by name.
      const places = order.map((entry, index) => ({
        entry,
        rank: rankOf(entry.found, words),
        index,
      }))
      const place = ({ rank, index }: { rank: number; index: number }) =>
        Math.min(rank, 1) * order.length + index
      const hits = places
        .filter(({ entry, rank }) => rank < noMatch && fits(entry, search))
        .sort((a, b) => place(a) - place(b))
      const last = search.cursor === undefined ? undefined : fromCursor(Id, search.cursor)
      const anchor = places.find(({ entry }) => entry.facts.id === last)
      if (last !== undefined && !anchor)
        throw refuse('request.invalid', { fields: { cursor: ['not known'] } })
      const rest = anchor ? hits.filter((hit) => place(hit) > place(anchor)) : hits
      const page = rest.slice(0, search.limit).map(({ entry }) => entry.facts)
      const end = page.at(-1)
      return {
        page,
        total: hits.length,
        nextCursor: end && rest.length > page.length ? toCursor(end.id) : null,
      }
    },
  }
}
export type Directory = ReturnType<typeof createDirectory>
