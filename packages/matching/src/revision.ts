import { createBoard, type Entry, type Exposure, fill, isOutsideFocus, themeOf } from './lists.ts'
import { atOnce, type Market, type Participant } from './market.ts'
import { add, bestOf, emptyPools } from './pools.ts'
import { compareText } from './profile.ts'
import { type ListRules, startRules } from './rules.ts'

/** What is known of the current cycle when single lists change. */
export type Shown = (id: string) => Pick<Exposure, 'shown' | 'advantage'> | undefined

/**
 * One list made anew between two cycles; undefined if `id` is nobody. Keeps the lines that are owed to the guarantee and,
 * as far as its share goes, those of whoever is shown no more often than that.
 */
export function listOf(
  market: Market,
  id: string,
  current: readonly Entry[],
  shown: Shown,
  rules: ListRules = startRules,
): Entry[] | undefined {
  const me = market.of(id)
  if (!me) return undefined
  const found = bestOf(market, me, market.candidates(me))
  const staying = current.filter((entry) => market.of(entry.id) && !me.hidden.has(entry.id))
  const guaranteed = staying.filter(({ slot }) => slot === 'guarantee')
  const scarce = staying.filter((entry) => entry.slot === 'fit' && isScarce(entry.id, shown, rules))
  const most = Math.max(0, Math.floor(rules.length * rules.guaranteedShare) - guaranteed.length)
  const owed = [...guaranteed, ...scarce.slice(0, most)].map(({ id, slot }) => ({
    one: market.of(id)!,
    slot,
  }))
  const all = [
    ...new Set([me, ...owed.map(({ one }) => one), ...found.map(({ participant }) => participant)]),
  ]
  const numberOf = new Map(all.map((participant, number) => [participant, number]))
  const pools = emptyPools(all.length)
  for (const { participant, score } of found)
    add(pools, 0, me, numberOf.get(participant)!, participant, score)
  const advantage = Float64Array.from(all, (one) => shown(one.id)?.advantage ?? 0)
  const board = createBoard(all, pools, { advantage, last: new Float64Array(all.length) }, rules)
  for (const [number, one] of all.entries()) board.shown[number] = shown(one.id)?.shown ?? 0
  // Whoever stands in this very list is not shown too often by staying there.
  for (const entry of current) {
    const one = market.of(entry.id)
    const number = one && numberOf.get(one)
    if (number !== undefined) board.shown[number] = Math.max(0, board.shown[number]! - 1)
  }
  for (const { one, slot } of owed) board.place(0, numberOf.get(one)!, market.score(me, one), slot)
  atOnce(fill(board, [0]))
  return atOnce(board.result()).lists.get(id)
}

/** To whom somebody should be shown at once when they have changed: those they fit best now. */
export function viewersOf(market: Market, id: string): string[] {
  const me = market.of(id)
  if (!me) return []
  return bestOf(market, me, market.candidates(me))
    .filter(({ participant }) => !participant.hidden.has(id))
    .slice(0, told)
    .map(({ participant }) => participant.id)
}

/** A change reaches so many lists at once; the next cycle reaches all. */
export const told = 24

/** In the order of a list. */
export const sorted = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => b.score - a.score || compareText(a.id, b.id))

/** What a line counts when lines compete, as a logarithm. */
export const worthOf = ({ id, score }: Pick<Entry, 'id' | 'score'>, shown: Shown): number =>
  Math.log(score) + (shown(id)?.advantage ?? 0)

/** Whoever is shown no more often than everybody must be cannot spare a place. */
const isScarce = (id: string, shown: Shown, { floor }: ListRules) => (shown(id)?.shown ?? 0) <= floor

/**
 * A list after somebody has changed, come or gone: they are taken in where they are worth more than the last line that
 * can be spared, and measured anew where they stood. Undefined where nothing is different.
 */
export function revised(
  market: Market,
  viewerId: string,
  current: readonly Entry[],
  changedId: string,
  shown: Shown,
  rules: ListRules = startRules,
): Entry[] | undefined {
  const viewer = market.of(viewerId)
  if (!viewer) return undefined
  const changed = market.of(changedId)
  const before = current.find(({ id }) => id === changedId)
  const others = current.filter(({ id }) => id !== changedId)
  if (!changed || changed === viewer || viewer.hidden.has(changedId)) return before ? others : undefined
  const score = market.score(viewer, changed)
  if (before) return before.score === score ? undefined : sorted([...others, { ...before, score }])
  const entry: Entry = { id: changedId, score, slot: 'fit' }
  if (changed.full || (shown(changedId)?.shown ?? 0) >= rules.length * rules.cap) return undefined
  if (others.length < rules.length) return sorted([...others, entry])
  const last = leastOf(market, viewer, others, changed, shown, rules)
  if (!last || worthOf(entry, shown) <= worthOf(last, shown)) return undefined
  return sorted([...others.filter((one) => one !== last), entry])
}

/**
 * The line that is missed least when somebody else takes its place, of those that can be spared: worth least or, so that
 * a list stays varied, little more than that.
 */
export function leastOf(
  market: Market,
  viewer: Participant,
  entries: readonly Entry[],
  incoming: Participant,
  shown: Shown,
  rules: ListRules,
): Entry | undefined {
  const spare = entries
    .filter(({ id, slot }) => slot === 'fit' && market.of(id) && !isScarce(id, shown, rules))
    .sort((a, b) => worthOf(a, shown) - worthOf(b, shown) || compareText(a.id, b.id))
  const [least] = spare
  if (!least) return undefined
  const nearly = worthOf(least, shown) - Math.log(rules.variety.worth)
  const standing = entries.flatMap(({ id }) => market.of(id) ?? [])
  return (
    spare.find(
      (one) =>
        worthOf(one, shown) <= nearly &&
        staysVaried(viewer, standing, market.of(one.id)!, incoming, rules.variety),
    ) ?? least
  )
}

/** Whether an exchange leaves a list as varied as `ListRules` want it, or as it was. */
function staysVaried(
  { prepared: own }: Participant,
  standing: readonly Participant[],
  leaving: Participant,
  { prepared: coming }: Participant,
  variety: ListRules['variety'],
): boolean {
  const { prepared: going } = leaving
  const left = standing.filter((one) => one !== leaving)
  const many = (has: (other: Participant['prepared']) => boolean) =>
    left.filter(({ prepared }) => has(prepared)).length
  const isFar = (other: Participant['prepared']) => other.district !== own.district
  const isOther = (other: Participant['prepared']) => isOutsideFocus(own, other)
  if (isFar(going) && !isFar(coming) && many(isFar) < variety.outsideDistrict) return false
  if (isOther(going) && !isOther(coming) && many(isOther) < variety.outsideFocus) return false
  const inTown = ({ municipality }: Participant['prepared']) => municipality === coming.municipality
  if (!inTown(going) && many(inTown) >= variety.perMunicipality) return false
  const theme = themeOf(own, coming)
  const isAlike = (other: Participant['prepared']) => themeOf(own, other) === theme
  return theme < 0 || isAlike(going) || many(isAlike) < variety.perCategory
}
