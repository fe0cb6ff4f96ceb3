import { byId, type Listing, type Profile, type Rarity } from './score.ts'

/** Who has what: for each property the organisations that have it, by id. Knows no time; the score looks at dates. */
export interface Index {
  /** Key: kind of property and its value. */
  lists: ReadonlyMap<string, readonly Profile[]>
  rarity: Rarity
}

/** The same index for the same profiles in any order. Ids must be unique. */
export function buildIndex(profiles: readonly Profile[]): Index {
  const sorted = [...profiles].sort(byId)
  const lists = new Map<string, Profile[]>()
  const needing = new Map<string, number>()
  for (const profile of sorted) {
    for (const key of new Set(keysOf(profile))) {
      const list = lists.get(key)
      if (list) list.push(profile)
      else lists.set(key, [profile])
    }
    for (const category of new Set(profile.needs.map(({ category }) => category)))
      needing.set(category, (needing.get(category) ?? 0) + 1)
  }
  return { lists, rarity: (category) => smoothedIdf(needing.get(category) ?? 0, sorted.length) }
}

/**
 * Inverse document frequency (Spärck Jones, J. Documentation 28, 1972), smoothed so that it is at least 1: a need that
 * everybody has still counts.
 */
const smoothedIdf = (having: number, all: number) => Math.log((1 + all) / (1 + having)) + 1

export interface CandidateOptions {
  /** How far each list is read. */
  perList?: number
  /** After so many candidates no further list is begun. */
  enough?: number
  /** Counts the cycles: each begins where the one before stopped reading. */
  turn?: number
}

/**
 * The organisations worth a closer look: those that offer what `me` needs, need what `me` offers, need the same, share
 * a topic, a guiding question or the district. Rarest property first; of long lists a stretch that moves with `turn` and
 * differs between organisations, so that nobody is overlooked for good. With endless lists nobody is missing who
 * has a complementary listing. `me` need not be in the index, or may be there in an older form.
 *
 * With the defaults some 400 at 1,500 organisations and at 15,000 alike (synthetic, a few needs and offers each).
 */
export function candidates(index: Index, me: Profile, options: CandidateOptions = {}): Profile[] {
  const { perList = 40, enough = 400, turn = 0 } = options
  const wanted = [...new Set(keysWanted(me))]
    .flatMap((key) => {
      const list = index.lists.get(key)
      return list ? [{ key, list }] : []
    })
    .sort((a, b) => a.list.length - b.list.length || (a.key < b.key ? -1 : 1))
  const found = new Map<string, Profile>()
  for (const { key, list } of wanted) {
    if (found.size >= enough) break
    const length = Math.min(perList, list.length)
    const start = (spread(`${me.id} ${key}`) + (length < list.length ? turn * length : 0)) % list.length
    for (let step = 0; step < length; step++) {
      const profile = list[(start + step) % list.length]
      if (profile && profile.id !== me.id) found.set(profile.id, profile)
    }
  }
  return [...found.values()]
}

type Property =
  | 'needs'
  | 'needs-under'
  | 'offers'
  | 'offers-under'
  | 'topic'
  | 'question'
  | 'municipality'
  | 'district'

const key = (property: Property, value: string) => `${property} ${value}`

function* keysOf(profile: Profile): Generator<string> {
  for (const need of profile.needs) {
    yield key('needs', need.category)
    if (need.parentCategory !== undefined) yield key('needs-under', need.parentCategory)
  }
  for (const offer of profile.offers) {
    yield key('offers', offer.category)
    if (offer.parentCategory !== undefined) yield key('offers-under', offer.parentCategory)
  }
  yield* keysInCommon(profile)
}

function* keysWanted(me: Profile): Generator<string> {
  for (const need of me.needs) {
    yield* keysRelated('offers', 'offers-under', need)
    yield key('needs', need.category)
  }
  for (const offer of me.offers) yield* keysRelated('needs', 'needs-under', offer)
  yield* keysInCommon(me)
}

/** Where a listing of the other side lies that is the same or of the same family. */
function* keysRelated(same: Property, under: Property, listing: Listing): Generator<string> {
  for (const category of [listing.category, listing.parentCategory]) {
    if (category === undefined) continue
    yield key(same, category)
    yield key(under, category)
  }
}

function* keysInCommon(profile: Profile): Generator<string> {
  for (const topic of profile.topics) yield key('topic', topic)
  for (const question of profile.questions ?? []) yield key('question', question)
  yield key('municipality', profile.municipality)
  yield key('district', profile.district)
}

/** FNV-1a, 32 bit: where to begin reading, without chance. */
export function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let position = 0; position < text.length; position++)
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193)
  return hash >>> 0
}
