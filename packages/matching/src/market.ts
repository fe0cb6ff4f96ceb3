import { type Explanation, explainPair } from './explanation.ts'
import { everyoneKey, keysOf, keysWanted, type PostingList } from './postings.ts'
import { placeCode } from './place-code.ts'
import { createVocabulary, prepare, type Prepared, type Rarity } from './prepared.ts'
import { compareText, type Profile, spread } from './profile.ts'
import { emptyMeasures, fuse, measure, scoreOf, understands } from './score.ts'
import { createPack } from './packed.ts'
import { type Adjustment, adjusted, checkWeights, startWeights, type Weights } from './weights.ts'

export interface Member {
  profile: Profile
  /** Whom it is not to be shown: kept apart, in contact already, dismissed. Itself it never is. */
  hidden?: readonly string[]
  adjustment?: Adjustment
  /** Has more requests than it can answer: shown no more than the guarantee asks. */
  full?: boolean
}

export interface SearchOptions {
  /** How many are read of each list. */
  perList?: number
  /** After so many candidates no further list is begun. */
  enough?: number
  /** Counts the cycles: a quarter of each stretch moves on with it, so that nobody is overlooked for good. */
  turn?: number
}

/**
 * With these some 300 of 1,500 and of 15,000 organisations alike are looked at for one; see the bench for what
 * shorter and longer lists do.
 */
export const startSearch: Required<SearchOptions> = { perList: 40, enough: 240, turn: 0 }

/** After so many organisations whoever drives an assembly or a cycle may do something else. */
export const stride = 8

/** Takes all steps without a pause. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Of those nearest by place so many are always looked at, whatever they do. */
const neighbours = 12

/** A member in the form in which many are compared; `at` is its place in the market for as long as it is there. */
export interface Participant {
  at: number
  id: string
  prepared: Prepared
  hidden: ReadonlySet<string>
  full: boolean
  /** Where on the map, see `placeCode`. */
  code: number
  keys: ReadonlySet<number>
  member: Member
}

/** Candidates with their fused scores, best first, ties by id. */
export interface Ranked {
  participant: Participant
  score: number
}

/**
 * Everybody who takes part, with the lists by which they find each other. Knows no time and no chance: `now` and the
 * rarity of needs stay as they were when it was made so that all its scores can be compared.
 * Independent of the order in which members came. Ids must be unique.
 */
export interface Market {
  readonly weights: Weights
  readonly now: number
  readonly size: number
  readonly search: Required<SearchOptions>
  /** In the order of the map. */
  all(): Participant[]
  of(id: string): Participant | undefined
  /** Takes in somebody, or what has become of them. */
  put(member: Member): void
  remove(id: string): void
  /** Those worth a closer look for a member, or for a profile that is none; see `SearchOptions`. */
  candidates(of: Profile | Participant, search?: SearchOptions): Participant[]
  /** The reciprocal score of two. */
  score(me: Participant, other: Participant): number
  /** The benefit of the other for me, and of me for the other. */
  scores(me: Participant, other: Participant): { forMe: number; forThem: number }
  explain(me: Participant, other: Participant): Explanation
  rarity: Rarity
}

export interface MarketOptions {
  /** Milliseconds since 1970. */
  now: number
  weights?: Weights
  search?: SearchOptions
}

export function createMarket(members: Iterable<Member>, options: MarketOptions): Market {
  return atOnce(assemble(members, options))
}

/** The same with pauses, as in `cycle`. */
export function* assemble(members: Iterable<Member>, options: MarketOptions): Generator<void, Market> {
  const weights = checkWeights(options.weights ?? startWeights)
  const search = { ...startSearch, ...options.search }
  const vocabulary = createVocabulary()
  let pack = createPack()
  const places: (Participant | undefined)[] = []
  const free: number[] = []
  const byId = new Map<string, Participant>()
  const lists = new Map<number, PostingList>()
  let now = options.now
  let needing = new Map<string, number>()
  let counted = 0

  /**
   * Inverse document frequency (Spärck Jones, J. Documentation 28, 1972), smoothed so that it is at least 1: a need that
   * everybody has still counts.
   */
  const rarity = (category: string) => Math.log((1 + counted) / (1 + (needing.get(category) ?? 0))) + 1

  function count(all: readonly Member[]) {
    counted = all.length
    needing = new Map()
    for (const { profile } of all)
      for (const category of new Set(profile.needs.map((need) => need.category)))
        needing.set(category, (needing.get(category) ?? 0) + 1)
  }

  function participantOf(member: Member, at: number): Participant {
    const { profile, adjustment, hidden = [], full = false } = member
    const own = adjustment ? adjusted(weights, adjustment) : weights
    const prepared = prepare(profile, own, { now, rarity, vocabulary, pack })
    return {
      at,
      id: profile.id,
      prepared,
      hidden: new Set(hidden),
      full,
      code: placeCode(profile.lat, profile.lon),
      keys: keysOf(prepared),
      member,
    }
  }

  function* fill(all: readonly Member[]): Generator<void> {
    places.length = 0
    free.length = 0
    byId.clear()
    lists.clear()
    pack = createPack()
    count(all)
    // Made in the order of the map, so that those who are compared lie close to each other in memory too.
    const along = all
      .map((member) => ({
        member,
        id: member.profile.id,
        code: placeCode(member.profile.lat, member.profile.lon),
      }))
      .sort(alongTheMap)
    for (const [number, { member }] of along.entries()) {
      if (number % stride === 0) yield
      const participant = participantOf(member, places.length)
      places.push(participant)
      byId.set(participant.id, participant)
      for (const key of participant.keys) {
        const list = lists.get(key)
        if (list) list.push(participant.at)
        else lists.set(key, [participant.at])
      }
    }
  }

  const placed = (at: number): Participant => {
    const participant = places[at]
    if (!participant) throw new Error(`no member at ${at}`)
    return participant
  }

  /** The first of a list that does not come before somebody. */
  function positionIn(list: PostingList, of: Pick<Participant, 'code' | 'id'>): number {
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (alongTheMap(placed(list[middle]!), of) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  function remove(id: string) {
    const participant = byId.get(id)
    if (!participant) return
    for (const key of participant.keys) {
      const list = lists.get(key)!
      list.splice(positionIn(list, participant), 1)
      if (list.length === 0) lists.delete(key)
    }
    byId.delete(id)
    places[participant.at] = undefined
    free.push(participant.at)
  }

  function put(member: Member) {
    remove(member.profile.id)
    const participant = participantOf(member, free.pop() ?? places.length)
    places[participant.at] = participant
    byId.set(participant.id, participant)
    for (const key of participant.keys) {
      const list = lists.get(key)
      if (list) list.splice(positionIn(list, participant), 0, participant.at)
      else lists.set(key, [participant.at])
    }
  }

  // Marks whom a search has met already; raised with each search instead of being cleared.
  let met = new Int32Array(0)
  let searches = 0

  function candidates(of: Profile | Participant, more: SearchOptions = {}): Participant[] {
    const { perList, enough, turn } = { ...search, ...more }
    const used = pack.used
    const me = 'prepared' in of ? of : participantOf({ profile: of }, -1)
    if (met.length < places.length) met = new Int32Array(Math.max(16, places.length * 2))
    searches++
    const found: Participant[] = []
    const meet = (at: number, mute: boolean) => {
      if (met[at] === searches) return false
      const other = placed(at)
      if (other.id === me.id) return false
      if (!mute && !understands(pack.numbers, me.prepared.at, other.prepared.at)) return false
      met[at] = searches
      found.push(other)
      return true
    }
    /** From somebody's place outwards, the nearer side first. */
    function readAround(list: PostingList, most: number, mute: boolean) {
      let right = positionIn(list, me)
      let left = right - 1
      // Whoever shares no language is passed over, but not for ever.
      for (let read = 0, taken = 0; taken < most && read < most * 3; read++) {
        const before = left >= 0 ? me.code - placed(list[left]!).code : Infinity
        const behind = right < list.length ? placed(list[right]!).code - me.code : Infinity
        if (before === Infinity && behind === Infinity) break
        if (meet(before <= behind ? list[left--]! : list[right++]!, mute)) taken++
      }
    }
    const wanted: { key: number; list: PostingList }[] = []
    for (const key of keysWanted(me.prepared)) {
      const list = lists.get(key)
      if (list) wanted.push({ key, list })
    }
    wanted.sort((a, b) => a.list.length - b.list.length)
    for (const { list } of wanted) {
      if (found.length >= enough) break
      if (list.length <= perList) {
        for (const at of list) meet(at, true)
        continue
      }
      const moving = Math.floor(perList / 4)
      readAround(list, perList - moving, false)
      let at = (spread(me.id) + turn * moving) % list.length
      for (let step = 0; step < moving; step++, at = (at + 1) % list.length) meet(list[at]!, false)
    }
    const everyone = lists.get(everyoneKey)
    if (everyone) readAround(everyone, neighbours, true)
    // Whoever is no member leaves nothing behind.
    if (me.at < 0) pack.used = used
    return found
  }

  const [forMe, forThem] = [emptyMeasures(), emptyMeasures()]
  function scores({ prepared: me }: Participant, { prepared: other }: Participant) {
    measure(pack.numbers, me, other, forMe, forThem)
    return { forMe: scoreOf(forMe, me.weights), forThem: scoreOf(forThem, other.weights) }
  }
  function score(me: Participant, other: Participant) {
    measure(pack.numbers, me.prepared, other.prepared, forMe, forThem)
    return fuse(scoreOf(forMe, me.prepared.weights), scoreOf(forThem, other.prepared.weights), weights.fusion)
  }

  yield* fill([...members])

  return {
    weights,
    search,
    get now() {
      return now
    },
    get size() {
      return byId.size
    },
    all: () => (lists.get(everyoneKey) ?? []).map(placed),
    of: (id) => byId.get(id),
    put,
    remove,
    candidates,
    score,
    scores,
    explain: (me, other) => explainPair(pack.numbers, me.prepared, other.prepared, now),
    rarity,
  }
}

type Placed = Pick<Participant, 'code' | 'id'>
const alongTheMap = (a: Placed, b: Placed) => a.code - b.code || compareText(a.id, b.id)
