import { createBoard, type Entry, type Exposure, fill } from './lists.ts'
import { atOnce, type Market } from './market.ts'
import { add, bestOf, emptyPools } from './pools.ts'
import { compareText } from './profile.ts'
import { type ListRules, startRules } from './rules.ts'

/** What is known of the current cycle when single lists change. */
export type Shown = (id: string) => Pick<Exposure, 'shown' | 'advantage'> | undefined

/** One list made anew between two cycles. Keeps the lines that are owed to the guarantee; undefined if `id` is nobody. */
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
  const owed = current.flatMap((entry) => {
    const participant = entry.slot === 'guarantee' ? market.of(entry.id) : undefined
    return participant && !me.hidden.has(entry.id) ? [participant] : []
  })
  const all = [...new Set([me, ...owed, ...found.map(({ participant }) => participant)])]
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
  for (const one of owed) board.place(0, numberOf.get(one)!, market.score(me, one), 'guarantee')
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
const told = 24

/**
 * A list after somebody has changed, come or gone: they are taken in where they are worth more than the last line, and
 * measured anew where they stood. Undefined where nothing is different.
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
  const sorted = (entries: Entry[]) => entries.sort((a, b) => b.score - a.score || compareText(a.id, b.id))
  if (!changed || changed === viewer || viewer.hidden.has(changedId)) return before ? others : undefined
  const score = market.score(viewer, changed)
  if (before) return before.score === score ? undefined : sorted([...others, { ...before, score }])
  const entry: Entry = { id: changedId, score, slot: 'fit' }
  const worthOf = (one: Entry) => Math.log(one.score) + (shown(one.id)?.advantage ?? 0)
  if (changed.full || (shown(changedId)?.shown ?? 0) >= rules.length * rules.cap) return undefined
  if (others.length < rules.length) return sorted([...others, entry])
  const last = others.filter(({ slot }) => slot === 'fit').sort((a, b) => worthOf(a) - worthOf(b))[0]
  if (!last || worthOf(entry) <= worthOf(last)) return undefined
  return sorted([...others.filter((one) => one !== last), entry])
}
