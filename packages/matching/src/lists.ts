import { type Market, type Participant, type SearchOptions, stride } from './market.ts'
import { type ListRules, startRules } from './rules.ts'
import { balance, type Worth } from './balance.ts'
import { gather, type Pools } from './pools.ts'
import { dayMs, type Prepared } from './prepared.ts'
import { compareText, spread } from './profile.ts'

/** Why somebody stands in a list: because they fit, or because everybody is shown to some. */
export type Slot = 'fit' | 'guarantee'

/** One line of a list. */
export interface Entry {
  id: string
  /** Reciprocal, see `fuse`. */
  score: number
  slot: Slot
}

/** How often somebody was shown in a cycle. */
export interface Exposure {
  shown: number
  /** Σ 1 / log2(rank + 1): the first places are seen more often. */
  weighted: number
  /** How many of these are owed to the guarantee. */
  guaranteed: number
  /** Who may see them at all. */
  viewers: number
  /** See `balance`; for lists that are made anew before the next cycle. */
  advantage: number
}

export interface Cycle {
  lists: Map<string, Entry[]>
  exposure: Map<string, Exposure>
  /** Pairs whose score was computed. */
  scored: number
}

/**
 * The lists of everybody, in three steps: guarantee, fill, order. Precedence: exclusions, guarantee, cap, variety. Pauses
 * by `yield`, so that a server can do other things meanwhile. It is about those who took part when it began, as they
 * were: who changes or leaves meanwhile has to be seen to afterwards, by `revised`.
 */
export function* cycle(
  market: Market,
  rules: ListRules = startRules,
  search: SearchOptions = {},
): Generator<void, Cycle> {
  const all = market.all()
  const pools = yield* gather(market, all, search)
  const worth = yield* balance(pools, rules)
  const board = createBoard(all, pools, worth, rules)
  yield* guarantee(board, market)
  yield* fill(board, inTurn(all, search.turn ?? market.search.turn))
  return { ...(yield* board.result()), scored: pools.scored }
}

interface Line {
  who: number
  score: number
  slot: Slot
  theme: number
}

/** A list in the making. */
interface Draft {
  lines: Line[]
  guaranteed: number
  outsideDistrict: number
  outsideFocus: number
}

type Board = ReturnType<typeof createBoard>

/** The lists in the making and how often everybody stands in them; people are numbers along the map. */
export function createBoard(all: readonly Participant[], pools: Pools, worth: Worth, rules: ListRules) {
  const drafts = all.map((): Draft => ({ lines: [], guaranteed: 0, outsideDistrict: 0, outsideFocus: 0 }))
  const shown = new Int32Array(all.length)
  const guaranteed = new Int32Array(all.length)
  const viewers = new Int32Array(all.length).fill(all.length - 1)
  const numberOf = new Map(all.map(({ id }, number) => [id, number]))
  for (const { id, hidden } of all)
    for (const other of hidden) {
      const number = numberOf.get(other)
      if (number !== undefined && other !== id) viewers[number]!--
    }

  return {
    all,
    pools,
    worth,
    rules,
    drafts,
    shown,
    viewers,
    mayStand: (viewer: number, who: number) =>
      viewer !== who &&
      (all[viewer]!.hidden.size === 0 || !all[viewer]!.hidden.has(all[who]!.id)) &&
      !drafts[viewer]!.lines.some((line) => line.who === who),

    place(viewer: number, who: number, score: number, slot: Slot) {
      const [own, other] = [all[viewer]!.prepared, all[who]!.prepared]
      const draft = drafts[viewer]!
      draft.lines.push({ who, score, slot, theme: themeOf(own, other) })
      shown[who]!++
      if (slot === 'guarantee') {
        draft.guaranteed++
        guaranteed[who]!++
      }
      if (own.district !== other.district) draft.outsideDistrict++
      if (isOutsideFocus(own, other)) draft.outsideFocus++
    },

    /** Step 3: by score; among equals whoever is shown less comes first. */
    *result(): Generator<void, Omit<Cycle, 'scored'>> {
      const lists = new Map<string, Entry[]>()
      const weighted = new Float64Array(all.length)
      for (const [viewer, { lines }] of drafts.entries()) {
        if (viewer % (stride * 8) === 0) yield
        lines.sort(
          (a, b) =>
            b.score - a.score || shown[a.who]! - shown[b.who]! || compareText(all[a.who]!.id, all[b.who]!.id),
        )
        for (const [rank, { who }] of lines.entries()) weighted[who]! += positionWeight(rank)
        lists.set(
          all[viewer]!.id,
          lines.map(({ who, score, slot }) => ({ id: all[who]!.id, score, slot })),
        )
      }
      const exposure = new Map(
        all.map(({ id }, who): [string, Exposure] => [
          id,
          {
            shown: shown[who]!,
            weighted: weighted[who]!,
            guaranteed: guaranteed[who]!,
            viewers: viewers[who]!,
            advantage: worth.advantage[who]!,
          },
        ]),
      )
      return { lists, exposure }
    },
  }
}

/** How much a place in a list is seen, from 0 on: the discount of DCG (Järvelin & Kekäläinen, TOIS 20, 2002). */
export const positionWeight = (rank: number): number => 1 / Math.log2(rank + 2)

/**
 * Step 1: everybody stands in the lists of those they fit best, measured by what else those would see. Whoever has the
 * fewest possible viewers goes first; when all have their floor, newcomers get more as far as there is room. Where no
 * list has room, lists grow.
 */
function* guarantee(board: Board, market: Market): Generator<void> {
  const { rules, all, pools, worth, drafts, shown, viewers } = board
  const { who, score, logScore, count, width } = pools
  const most = Math.floor(rules.length * rules.guaranteedShare)
  const score2 = (viewer: number, one: number) => market.score(all[viewer]!, all[one]!)
  const inOrder = all
    .map((_, one) => one)
    .sort(
      (a, b) =>
        Math.min(viewers[a]!, count[a]!) - Math.min(viewers[b]!, count[b]!) ||
        compareText(all[a]!.id, all[b]!.id),
    )

  function show(one: number, viewer: number, score: number, gain: number) {
    const draft = drafts[viewer]!
    if (draft.lines.length >= rules.length || !board.mayStand(viewer, one)) return
    if (gain >= 0) board.place(viewer, one, score, 'fit')
    else if (draft.guaranteed < most) board.place(viewer, one, score, 'guarantee')
  }

  /** The score is the same from both sides: those in my pool are those who could see me. */
  function showToBest(one: number, times: number, tolerance = -Infinity) {
    if (shown[one]! >= times) return
    const options: { viewer: number; score: number; gain: number }[] = []
    for (let at = one * width; at < one * width + count[one]!; at++) {
      const viewer = who[at]!
      const gain = logScore[at]! + worth.advantage[one]! - worth.last[viewer]!
      options.push({ viewer, score: score[at]!, gain })
    }
    options.sort((a, b) => b.gain - a.gain || a.viewer - b.viewer)
    for (const { viewer, score, gain } of options) {
      if (shown[one]! >= times || gain < tolerance) return
      show(one, viewer, score, gain)
    }
  }

  /** Few have so little in common with anybody, or so many between them and others, that this is needed. */
  function showAnywhere(one: number, times: number) {
    for (const viewer of outwards(all, one)) {
      if (shown[one]! >= times) return
      show(one, viewer, score2(viewer, one), -Infinity)
    }
    const willing = all.map((_, viewer) => viewer).filter((viewer) => board.mayStand(viewer, one))
    willing.sort((a, b) => drafts[a]!.lines.length - drafts[b]!.lines.length || a - b)
    for (const viewer of willing.slice(0, times - shown[one]!))
      board.place(viewer, one, score2(viewer, one), 'guarantee')
  }

  for (const [number, one] of inOrder.entries()) {
    const times = Math.min(rules.floor, viewers[one]!)
    showToBest(one, times)
    if (shown[one]! < times) showAnywhere(one, times)
    if (number % stride === 0) yield
  }
  const oldest = market.now - rules.newcomerDays * dayMs
  for (const [number, one] of inOrder.entries()) {
    if (number % (stride * 8) === 0) yield
    if (all[one]!.prepared.profile.joinedAt > oldest)
      showToBest(
        one,
        Math.min(Math.floor(rules.floor * rules.newcomerLift), viewers[one]!),
        Math.log(rules.newcomerWorth),
      )
  }
}

/** Everybody from somebody's place outwards, the nearer side first. */
export function* outwards(all: readonly Participant[], from: number): Generator<number> {
  const { code } = all[from]!
  let [left, right] = [from - 1, from + 1]
  while (left >= 0 || right < all.length) {
    const before = left >= 0 ? code - all[left]!.code : Infinity
    const behind = right < all.length ? all[right]!.code - code : Infinity
    yield before <= behind ? left-- : right++
  }
}

/**
 * Step 2: the rest by score and balance, one line at a time for everybody, so that nobody takes away all of the best.
 * Skips whoever has been shown often enough or can answer no more; keeps to variety while there is a choice.
 */
export function* fill(board: Board, viewers: readonly number[]): Generator<void> {
  const { all, pools, worth, rules, drafts, shown } = board
  const { who, score, logScore, open, count, width } = pools
  const most = Math.floor(rules.length * rules.cap)
  const tolerance = Math.log(rules.variety.worth)
  const valueOf = (at: number) => logScore[at]! + worth.advantage[who[at]!]!
  // Of each pool the places in the order of their worth; what was skipped may fit later.
  const orders: number[][] = []
  for (const [number, viewer] of viewers.entries()) {
    if (number % stride === 0) yield
    const places: number[] = []
    for (let at = viewer * width; at < viewer * width + count[viewer]!; at++)
      if (open[at] !== 0) places.push(at)
    orders.push(places.sort((a, b) => valueOf(b) - valueOf(a) || who[a]! - who[b]!))
  }
  for (let round = 0; round < rules.length; round++) {
    for (const [number, viewer] of viewers.entries()) {
      if (number % stride === 0) yield
      const draft = drafts[viewer]!
      if (draft.lines.length >= rules.length) continue
      const own = all[viewer]!.prepared
      let chosen = -1
      for (const at of orders[number]!) {
        if (shown[who[at]!]! >= most || !board.mayStand(viewer, who[at]!)) continue
        if (chosen < 0) chosen = at
        else if (valueOf(at) < valueOf(chosen) + tolerance) break
        if (!isVaried(draft, own, all, all[who[at]!]!.prepared, rules)) continue
        chosen = at
        break
      }
      if (chosen >= 0) board.place(viewer, who[chosen]!, score[chosen]!, 'fit')
    }
  }
}

/** Another order in each cycle: whoever comes first has the first choice. */
const inTurn = (all: readonly Participant[], turn: number) =>
  all
    .map(({ id }, viewer) => ({ viewer, lot: spread(`${id} ${turn}`) }))
    .sort((a, b) => a.lot - b.lot || a.viewer - b.viewer)
    .map(({ viewer }) => viewer)

/** Whether a list stays varied with one more; see `ListRules`. */
function isVaried(
  draft: Draft,
  own: Prepared,
  all: readonly Participant[],
  other: Prepared,
  { length, variety }: ListRules,
): boolean {
  const perCategory = Math.max(
    variety.perCategory,
    Math.ceil(length / Math.max(1, own.needIn.length + own.offers.length)),
  )
  const left = length - draft.lines.length
  if (left <= variety.outsideDistrict - draft.outsideDistrict && own.district === other.district) return false
  if (left <= variety.outsideFocus - draft.outsideFocus && !isOutsideFocus(own, other)) return false
  let sameTown = 0
  for (const { who } of draft.lines) if (all[who]!.prepared.municipality === other.municipality) sameTown++
  if (sameTown >= variety.perMunicipality) return false
  if (draft.lines.length < perCategory) return true
  const theme = themeOf(own, other)
  return theme < 0 || draft.lines.filter((line) => line.theme === theme).length < perCategory
}

export const isOutsideFocus = (own: Prepared, other: Prepared) =>
  !own.topics.some((topic) => other.topics.includes(topic))

/** The category two have to do with each other in: help received, help given, or a need of both; −1 where none. */
export function themeOf(own: Prepared, other: Prepared): number {
  return (
    rarest(own.needs, (need) => other.offers.some((offer) => offer.category === need.category)) ??
    rarest(other.needs, (need) => own.offers.some((offer) => offer.category === need.category)) ??
    rarest(own.needIn, (need) => other.needIn.some((same) => same.category === need.category)) ??
    -1
  )
}

function rarest(needs: Prepared['needs'], counts: (need: Prepared['needs'][number]) => boolean) {
  let best: Prepared['needs'][number] | undefined
  for (const need of needs) if (counts(need) && (!best || need.rarity > best.rarity)) best = need
  return best?.category
}
