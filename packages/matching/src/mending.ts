import { type Entry, outwards } from './lists.ts'
import type { Market } from './market.ts'
import { compareText } from './profile.ts'
import { leastOf, listOf, revised, type Shown, sorted, told, viewersOf, worthOf } from './revision.ts'
import { type ListRules, startRules } from './rules.ts'

/** Lists by their owners; undefined: the owner has none, and is given none by a change of somebody else. */
export type KnownLists = ReadonlyMap<string, readonly Entry[] | undefined>

export interface Mended {
  /** Those that are different; undefined where their owner takes part no more. */
  lists: Map<string, Entry[] | undefined>
  /** Whose lists have to be known as well: then it is to be asked once more, with those. Empty when nothing is missing. */
  missing: string[]
}

export interface MendOptions {
  /** What others see of those that changed is as it was: only whom they are shown is not. */
  ownOnly?: boolean
  rules?: ListRules
}

/**
 * What becomes of lists between two cycles, when some have changed, come or gone. Their own are made anew, others are
 * revised; then whoever changed, or lost a place by it, is shown as often as everybody must be. Whoever is shown no more
 * often than that loses no place to others, so that what is repaired here breaks nothing there.
 *
 * Has to know the lists of those that changed, of those in which they stand, and of `viewersOf` each; with `ownOnly`
 * their own alone. Precedence as in a cycle: exclusions, guarantee, cap, variety.
 */
export function mend(
  market: Market,
  known: KnownLists,
  changed: ReadonlySet<string>,
  shown: Shown,
  { ownOnly = false, rules = startRules }: MendOptions = {},
): Mended {
  const lists = new Map<string, Entry[] | undefined>()
  const missing = new Set<string>()
  const more = new Map<string, number>()
  const counted = ownOnly ? undefined : countIn(known, changed)

  const shownNow: Shown = (id) => {
    const before = shown(id)
    const times = (counted?.get(id) ?? before?.shown ?? 0) + (more.get(id) ?? 0)
    return { advantage: before?.advantage ?? 0, shown: Math.max(0, times) }
  }
  const timesShown = (id: string) => shownNow(id)!.shown
  const listOfViewer = (id: string) => (lists.has(id) ? lists.get(id) : known.get(id))

  function write(owner: string, entries: Entry[] | undefined) {
    const before = listOfViewer(owner) ?? []
    for (const { id } of before) more.set(id, (more.get(id) ?? 0) - 1)
    for (const { id } of entries ?? []) more.set(id, (more.get(id) ?? 0) + 1)
    lists.set(owner, entries)
  }

  function follow(owner: string) {
    const before = known.get(owner)
    let entries: readonly Entry[] = before ?? []
    if (changed.has(owner)) {
      const own = listOf(market, owner, entries, shownNow, rules)
      if (!own) {
        if (before) write(owner, undefined)
        return
      }
      entries = own
    } else if (!before) return
    if (!ownOnly)
      for (const id of changed)
        if (id !== owner) entries = revised(market, owner, entries, id, shownNow, rules) ?? entries
    if (entries !== before) write(owner, [...entries])
  }

  /** Into the lists of those they fit best, by what else those would see; longer where nobody there can be spared. */
  function show(id: string, viewers: readonly string[]) {
    const one = market.of(id)!
    const most = Math.floor(rules.length * rules.guaranteedShare)
    const options = viewers.flatMap((viewerId) => {
      const viewer = market.of(viewerId)
      const entries = listOfViewer(viewerId)
      if (!viewer || !entries || entries.some((entry) => entry.id === id)) return []
      const score = market.score(viewer, one)
      const room = entries.length < rules.length
      const least = room ? undefined : leastOf(market, viewer, entries, one, shownNow, rules)
      const loss = least ? worthOf(least, shownNow) : room ? -Infinity : Infinity
      return { viewer, entries, score, room, gain: worthOf({ id, score }, shownNow) - loss }
    })
    options.sort((a, b) => b.gain - a.gain || compareText(a.viewer.id, b.viewer.id))
    const full = []
    for (const option of options) {
      const { viewer, entries, score, room } = option
      if (timesShown(id) >= rules.floor) return
      // Chosen anew: whoever could be spared a moment ago may have lost a place in another list since.
      const least = room ? undefined : leastOf(market, viewer, entries, one, shownNow, rules)
      const fits = !one.full && (!least || worthOf({ id, score }, shownNow) >= worthOf(least, shownNow))
      const slot = fits ? 'fit' : 'guarantee'
      const isTaken = !fits && entries.filter((entry) => entry.slot === slot).length >= most
      if (room || (least && !isTaken))
        write(viewer.id, sorted([...entries.filter((entry) => entry !== least), { id, score, slot }]))
      else full.push(option)
    }
    full.sort((a, b) => a.entries.length - b.entries.length)
    for (const { viewer, entries, score } of full) {
      if (timesShown(id) >= rules.floor) return
      write(viewer.id, sorted([...entries, { id, score, slot: 'guarantee' }]))
    }
  }

  for (const owner of new Set([...[...changed].sort(compareText), ...[...known.keys()].sort(compareText)]))
    follow(owner)
  const lost = [...more].flatMap(([id, times]) => (times < 0 ? id : []))
  const owed = [...new Set([...(ownOnly ? [] : changed), ...lost])]
    .filter((id) => market.of(id) && timesShown(id) < rules.floor)
    .sort((a, b) => timesShown(a) - timesShown(b) || compareText(a, b))
  for (const id of owed)
    for (const viewers of possibleViewers(market, id)) {
      if (timesShown(id) >= rules.floor) break
      const unknown = viewers.filter((viewer) => !lists.has(viewer) && !known.has(viewer))
      for (const viewer of unknown) missing.add(viewer)
      if (unknown.length > 0) break
      show(id, viewers)
    }
  return { lists, missing: [...missing] }
}

function countIn(known: KnownLists, ids: ReadonlySet<string>) {
  const times = new Map([...ids].map((id) => [id, 0]))
  for (const entries of known.values())
    for (const { id } of entries ?? []) if (times.has(id)) times.set(id, times.get(id)! + 1)
  return times
}

/** Those somebody may be shown to, some at a time: whom they fit best, then all others from their place outwards. */
function* possibleViewers(market: Market, id: string): Generator<string[]> {
  const best = viewersOf(market, id)
  yield best
  const met = new Set([id, ...best])
  const all = market.all()
  let some: string[] = []
  for (const number of outwards(all, all.indexOf(market.of(id)!))) {
    const viewer = all[number]!
    if (met.has(viewer.id) || viewer.hidden.has(id)) continue
    some.push(viewer.id)
    if (some.length < told) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
