import { type Entry, type Market, mend, type Mended, type Shown, viewersOf } from '@augenhoehe/matching'
import mongoose, { trusted, type AnyBulkWriteOperation } from 'mongoose'
import { isDeepStrictEqual } from 'node:util'
import { readInBreaths } from '../../platform/breathing.ts'
import { duplicateOf } from '../../platform/db.ts'
import {
  Cycles,
  Exposures,
  MatchLists,
  type CurrentDoc,
  type ExposureDoc,
  type ListDoc,
} from './list-model.ts'
import type { Profiles } from './profiles.ts'
import { toStored, wordsOf, type StoredEntry } from './stored.ts'

interface Needs {
  profiles: Profiles
  publish: (organisationIds: readonly string[]) => void
}

/** The lists that hold. */
export type Pointer = Pick<CurrentDoc, 'number' | 'run' | 'madeAt' | 'weightsVersion'>

type Ledger = Map<string, { shown: number; advantage: number }>

type List = Pick<ListDoc, '_id' | 'organisationId' | 'rev' | 'entries'>

/** Whether a reader sees no difference. */
const looksTheSame = (a: readonly StoredEntry[], b: readonly StoredEntry[]) =>
  a.length === b.length &&
  a.every((entry, at) => {
    const other = b[at]!
    return entry.why === other.why
      ? entry.id === other.id && entry.slot === other.slot
      : isDeepStrictEqual(wordsOf(entry), wordsOf(other))
  })

const areSame = (a: readonly StoredEntry[], b: readonly StoredEntry[]) =>
  a.length === b.length &&
  a.every(({ id, slot, why }, at) => id === b[at]!.id && slot === b[at]!.slot && why === b[at]!.why)

/** With everything that led to it; undefined where one of the two is gone. */
export function explained(market: Market, viewerId: string, entry: Pick<Entry, 'id' | 'slot'>) {
  const [viewer, other] = [market.of(viewerId), market.of(entry.id)]
  return viewer && other && toStored(entry, market.explain(viewer, other))
}

/** So many organisations are looked at without a breath. */
const together = 8

export const byScore = (a: Entry, b: Entry) => b.score - a.score || (a.id < b.id ? -1 : 1)

/**
 * The lists of the cycle that holds, and what becomes of them until the next. All changes of this process pass one lane;
 * those of others are noticed by the revision of a list.
 */
export function createLists({ profiles, publish }: Needs) {
  let lane: Promise<unknown> = Promise.resolve()
  /** Changes that nobody has begun to take in. */
  let waiting: { ids: Set<string>; done: Promise<void> } | undefined
  /** What changes while new lists are being made has to be taken over into them. */
  let pending: Set<string> | undefined
  /** How often everybody is shown, as far as this process knows; read anew where others may have written. */
  let ledger: { run: string; shown: Ledger } | undefined

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = lane.then(act)
    lane = done.catch(() => {})
    return done
  }

  const pointer = () =>
    Cycles.findById('current', { number: 1, run: 1, madeAt: 1, weightsVersion: 1 }).lean<Pointer | null>()

  async function shownIn(run: string) {
    if (ledger?.run === run) return ledger.shown
    const times: Ledger = new Map()
    const query = Exposures.find({ run }, { organisationId: 1, shown: 1, advantage: 1 }).lean<ExposureDoc>()
    for await (const { organisationId, shown, advantage } of readInBreaths(query))
      times.set(organisationId, { shown, advantage })
    ledger = { run, shown: times }
    return times
  }

  /** Keeps the ledger with what was written. It ends with the cycle, so that what a kill leaves out does too. */
  async function count(
    market: Market,
    run: string,
    written: readonly (readonly [id: string, before: readonly Entry[], after: readonly Entry[]])[],
  ) {
    const more = new Map<string, number>()
    const add = (id: string, change: number) => more.set(id, (more.get(id) ?? 0) + change)
    for (const [, before, after] of written) {
      for (const { id } of before) if (!after.some((entry) => entry.id === id)) add(id, -1)
      for (const { id } of after) if (!before.some((entry) => entry.id === id)) add(id, 1)
    }
    const known = await shownIn(run)
    for (const [id, change] of more) {
      if (change === 0) continue
      const before = known.get(id) ?? { shown: 0, advantage: 0 }
      known.set(id, { ...before, shown: Math.max(0, before.shown + change) })
    }
    const viewers = Math.max(0, market.size - 1)
    const others = { weighted: 0, guaranteed: 0, viewers, advantage: 0, late: true }
    const writes = [...more].flatMap(([organisationId, change]) =>
      change === 0
        ? []
        : {
            updateOne: {
              filter: { organisationId, run },
              update: { $inc: { shown: change }, $setOnInsert: others },
              upsert: true,
            },
          },
    )
    if (writes.length > 0) await Exposures.bulkWrite(writes, { ordered: false })
  }

  /** Entries with their explanations: those that are known already are not explained again. */
  function complete(
    market: Market,
    viewerId: string,
    entries: readonly Entry[],
    known: readonly StoredEntry[],
    anew: ReadonlySet<string>,
  ): StoredEntry[] {
    return entries.flatMap((entry) => {
      const before = known.find(({ id }) => id === entry.id)
      if (before && before.score === entry.score && !anew.has(entry.id)) return before
      return explained(market, viewerId, entry) ?? []
    })
  }

  const listsOf = async (run: string, owners: readonly string[]) =>
    owners.length === 0
      ? []
      : MatchLists.find({ organisationId: trusted({ $in: [...owners] }), run }).lean<List[]>()

  /** What becomes of lists, with all that had to be read to say so. */
  async function mended(market: Market, run: string, changed: ReadonlySet<string>, ownOnly: boolean) {
    const ids = [...changed]
    const asked = new Set(ownOnly ? ids : [...ids, ...ids.flatMap((id) => viewersOf(market, id))])
    const [own, holders, times] = await Promise.all([
      listsOf(run, [...asked]),
      ownOnly ? [] : MatchLists.find({ 'entries.id': trusted({ $in: ids }), run }).lean<List[]>(),
      shownIn(run),
    ])
    const shown: Shown = (id) => times.get(id)
    const read = new Map([...own, ...holders].map((list) => [list.organisationId, list]))
    for (;;) {
      const known = new Map([...asked, ...read.keys()].map((id) => [id, read.get(id)?.entries]))
      const found: Mended = mend(market, known, changed, shown, { ownOnly })
      if (found.missing.length === 0) return { read, lists: found.lists }
      for (const id of found.missing) asked.add(id)
      for (const list of await listsOf(run, found.missing)) read.set(list.organisationId, list)
    }
  }

  /** One attempt; false where another process has changed the same lists, or moved on to other ones. */
  async function tryUpdate(
    changed: ReadonlySet<string>,
    ownOnly: boolean,
    told: Set<string>,
  ): Promise<boolean> {
    const current = await pointer()
    // Before the first cycle there is nothing to keep up.
    if (!current) return true
    const { run } = current
    const market = await profiles.market()
    const { read, lists } = await mended(market, run, changed, ownOnly)
    const writes: AnyBulkWriteOperation<ListDoc>[] = []
    const written: [id: string, before: readonly StoredEntry[], after: readonly StoredEntry[]][] = []
    // A list that is the same to the ranking may yet have to be explained anew.
    for (const organisationId of new Set([...lists.keys(), ...read.keys()])) {
      const list = read.get(organisationId)
      const before = list?.entries ?? []
      const next = lists.has(organisationId) ? lists.get(organisationId) : before
      if (!next) {
        if (list) writes.push({ deleteOne: { filter: { _id: list._id, rev: list.rev } } })
        written.push([organisationId, before, []])
        continue
      }
      const anew = changed.has(organisationId) ? new Set(next.map(({ id }) => id)) : changed
      const entries = complete(market, organisationId, next, before, anew)
      if (list && areSame(entries, before)) continue
      if (list)
        writes.push({
          updateOne: {
            filter: { _id: list._id, rev: list.rev },
            update: { $set: { entries }, $inc: { rev: 1 } },
          },
        })
      else {
        const _id = new mongoose.Types.ObjectId()
        writes.push({ insertOne: { document: { _id, organisationId, run, rev: 1, entries, reached: 0 } } })
      }
      written.push([organisationId, before, entries])
    }
    if (writes.length === 0) return true
    let isDone = false
    try {
      const { matchedCount, deletedCount, insertedCount } = await MatchLists.collection.bulkWrite(
        writes as never,
        { ordered: false },
      )
      isDone = matchedCount + deletedCount + insertedCount === writes.length
    } finally {
      // Also where one of them was not written: at worst somebody asks once more than necessary.
      for (const [organisationId, before, next] of written)
        if (!looksTheSame(before, next)) told.add(organisationId)
      if (isDone)
        await count(market, run, written).catch(() => {
          // The lists are written, and the ledger is read anew.
          ledger = undefined
        })
      else ledger = undefined
    }
    return isDone
  }

  const attempts = 5

  async function update(ids: readonly string[], ownOnly: boolean) {
    const told = new Set<string>()
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        if (await tryUpdate(new Set(ids), ownOnly, told)) break
      } catch (error) {
        // The same list made by two at once.
        if (duplicateOf(error) === undefined) throw error
      }
    }
    publish([...told])
  }

  /** Many at the same moment are one change, as long as nobody else has to wait for it. */
  function changed(ids: readonly string[]): Promise<void> {
    if (waiting && waiting.ids.size + ids.length <= together) {
      for (const id of ids) waiting.ids.add(id)
      return waiting.done
    }
    const group = new Set(ids)
    const done = inTurn(() => {
      if (waiting?.ids === group) waiting = undefined
      return takeIn([...group], false)
    })
    waiting = { ids: group, done }
    return done
  }

  async function takeIn(ids: readonly string[], ownOnly: boolean) {
    const changed = [...new Set(ids)]
    await profiles.refresh(changed)
    for (const id of changed) pending?.add(id)
    await update(changed, ownOnly)
  }

  /** Into lists for which it came too late. */
  async function takeOver(changed: readonly string[]) {
    if (changed.length === 0) return
    await update(changed, false)
    await Cycles.updateOne({ _id: 'current' }, { $set: { pending: [] } })
  }

  return {
    pointer,

    /** Profiles or entries are not what they were: own lists anew, and whoever sees them or should. */
    changed,

    /** Whom these organisations are to be shown is another question now; what others see of them is not. */
    standingChanged: (ids: readonly string[]) => inTurn(() => takeIn(ids, true)),

    /** The list that holds; made where it is missing although its organisation takes part. */
    async read(organisationId: string): Promise<{ current: Pointer; list: ListDoc } | undefined> {
      const find = async () => {
        for (;;) {
          const current = await pointer()
          if (!current) return undefined
          const list = await MatchLists.findOne({ organisationId, run: current.run }).lean()
          if (list) return { current, list }
          // Forgotten in this very moment, because newer ones hold.
          if ((await pointer())?.run === current.run) return undefined
        }
      }
      const found = await find()
      if (found) return found
      if (!(await profiles.market()).of(organisationId) || !(await pointer())) return undefined
      await inTurn(() => update([organisationId], true))
      return find()
    },

    /** From now on what changes is noted; see `swap`. */
    beginCycle() {
      pending = new Set()
    },

    /** Moves on to the lists of a new cycle, and takes over into them what has changed meanwhile. */
    swap: (move: (changed: readonly string[]) => Promise<boolean>) =>
      inTurn(async () => {
        const changed = [...(pending ?? [])]
        pending = undefined
        const moved = await move(changed)
        await takeOver(changed)
        return moved
      }),

    endCycle() {
      pending = undefined
    },

    /** What a process that was killed had not taken over any more. */
    resume: () =>
      inTurn(async () => {
        const doc = await Cycles.findById('current', { pending: 1 }).lean()
        await takeOver(doc?.pending ?? [])
      }),

    /** Each was shown to all the others beside the lists: counts like a place in them, until the next cycle. */
    introduced: (ids: readonly string[]) =>
      inTurn(async () => {
        const current = await pointer()
        if (!current) return
        const known = await shownIn(current.run)
        const more = ids.length - 1
        await Exposures.updateMany(
          { organisationId: trusted({ $in: [...ids] }), run: current.run },
          { $inc: { shown: more } },
        )
        for (const id of ids) {
          const before = known.get(id) ?? { shown: 0, advantage: 0 }
          known.set(id, { ...before, shown: before.shown + more })
        }
      }),

    /** Resolves when nothing is being written any more. */
    settled: () => inTurn(async () => {}),
  }
}
export type Lists = ReturnType<typeof createLists>
