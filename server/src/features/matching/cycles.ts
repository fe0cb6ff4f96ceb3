import { type Cycle, cycle, type Entry, type Market, startWeights } from '@augenhoehe/matching'
import mongoose, { trusted } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { inBreaths } from '../../platform/breathing.ts'
import { duplicateOf } from '../../platform/db.ts'
import { LeaseLost, takeLease, type Lease } from '../../platform/lease.ts'
import {
  Cycles,
  Exposures,
  MatchLists,
  type ExposureDoc,
  type ListDoc,
  type ReportDoc,
} from './list-model.ts'
import { byScore, explained, type Lists } from './lists.ts'
import { isDue, isNewcomer } from './policy.ts'
import type { Profiles } from './profiles.ts'
import { reportOf } from './report.ts'

interface Needs {
  profiles: Profiles
  lists: Lists
  publish: (organisationIds: readonly string[]) => void
  now: () => Date
}

/** So many cycles stay in the ledger. */
export const rememberedCycles = 26

const leaseName = 'matching.cycle'
const leaseMs = 60_000
/** So many documents are written, or forgotten, at once. */
const batch = 32

/**
 * Everybody's lists anew: made in memory, written beside those that hold, then one write moves on to them. Whatever ends
 * it before that leaves the old ones in force, and what it had written is cleared away by the next.
 */
export function createCycles({ profiles, lists, publish, now }: Needs) {
  async function run(lease: Lease, hours: number): Promise<boolean> {
    const before = await Cycles.findById('current').lean()
    if (!isDue(before, startWeights.version, now(), hours)) return false
    const startedAt = performance.now()
    await forgetOthers(before?.run, before?.reports ?? [], lease)
    const number = (before?.number ?? 0) + 1
    const run = randomUUID()
    lists.beginCycle()
    const market = await profiles.renew(lease.keep)
    const made = await inBreaths(cycle(market, undefined, { turn: number }), lease.keep)
    await writeLists(market, made, run, lease)
    await writeExposures(made, run, lease)
    const report: ReportDoc = {
      ...reportOf(made, (id) => {
        const joinedAt = market.of(id)?.member.profile.joinedAt
        return joinedAt !== undefined && isNewcomer(new Date(joinedAt), now())
      }),
      number,
      run,
      madeAt: now(),
      weightsVersion: startWeights.version,
      ms: Math.round(performance.now() - startedAt),
    }
    const reports = [report, ...(before?.reports ?? [])].slice(0, rememberedCycles)
    const moved = await lists.swap(async (pending) => {
      const next = { ...pick(report), pending: [...pending], reports }
      try {
        const written = await Cycles.updateOne(
          { _id: 'current', ...(before && { number: before.number, run: before.run }) },
          before ? { $set: next } : { $setOnInsert: next },
          { upsert: !before },
        )
        return written.modifiedCount + written.upsertedCount > 0
      } catch (error) {
        // Somebody else was faster.
        if (duplicateOf(error) !== undefined) return false
        throw error
      }
    })
    if (!moved) return false
    await inBreaths(telling([...made.lists.keys()]))
    await forgetOthers(run, reports, lease)
    return true
  }

  function* telling(all: readonly string[]): Generator<void> {
    for (let start = 0; start < all.length; start += batch) {
      publish(all.slice(start, start + batch))
      yield
    }
  }

  async function writeLists(market: Market, made: Cycle, run: string, lease: Lease) {
    function* documentsOf(some: readonly [string, readonly Entry[]][]): Generator<void, ListDoc[]> {
      const documents: ListDoc[] = []
      for (const [organisationId, lines] of some) {
        yield
        // Whoever has left meanwhile has no list and stands in none.
        if (!market.of(organisationId)) continue
        const entries = lines.flatMap((entry) => explained(market, organisationId, entry) ?? []).sort(byScore)
        documents.push({
          _id: new mongoose.Types.ObjectId(),
          organisationId,
          run,
          rev: 1,
          entries,
          reached: 0,
        })
      }
      return documents
    }
    const all = [...made.lists]
    for (let start = 0; start < all.length; start += batch) {
      const documents = await inBreaths(documentsOf(all.slice(start, start + batch)), lease.keep)
      await lease.keep()
      if (documents.length > 0) await MatchLists.collection.insertMany(documents)
    }
  }

  async function writeExposures(made: Cycle, run: string, lease: Lease) {
    const all = [...made.exposure].map(([organisationId, exposure]): ExposureDoc => ({
      _id: new mongoose.Types.ObjectId(),
      organisationId,
      run,
      ...exposure,
    }))
    for (let start = 0; start < all.length; start += batch * 8) {
      await lease.keep()
      await Exposures.collection.insertMany(all.slice(start, start + batch * 8))
    }
  }

  /** Lists that do not hold, and what the ledger need not remember. */
  async function forgetOthers(run: string | undefined, reports: readonly ReportDoc[], lease: Lease) {
    const remembered = reports.map((report) => report.run)
    const forget = async (
      find: () => PromiseLike<{ _id: unknown }[]>,
      remove: (ids: unknown[]) => PromiseLike<unknown>,
    ) => {
      for (;;) {
        const some = await find()
        if (some.length === 0) return
        await lease.keep()
        await remove(some.map(({ _id }) => _id))
      }
    }
    const lists = run === undefined ? {} : { run: trusted({ $ne: run }) }
    await forget(
      () =>
        MatchLists.find(lists, { _id: 1 })
          .limit(batch * 4)
          .lean(),
      (ids) => MatchLists.deleteMany({ _id: trusted({ $in: ids }) } as never),
    )
    await forget(
      () =>
        Exposures.find({ run: trusted({ $nin: remembered }) }, { _id: 1 })
          .limit(batch * 16)
          .lean(),
      (ids) => Exposures.deleteMany({ _id: trusted({ $in: ids }) } as never),
    )
  }

  /** Makes the lists anew where they are so old and nobody else is at it; may be asked at any time. */
  async function cycleIfDue(hours: number): Promise<boolean> {
    if (!isDue(await lists.pointer(), startWeights.version, now(), hours)) return false
    const lease = await takeLease(leaseName, { now, forMs: leaseMs })
    if (!lease) return false
    try {
      return await run(lease, hours)
    } catch (error) {
      // Whoever has it now makes the lists.
      if (error instanceof LeaseLost) return false
      throw error
    } finally {
      lists.endCycle()
      await lease.release()
    }
  }

  return { cycleIfDue }
}

const pick = ({ number, run, madeAt, weightsVersion }: ReportDoc) => ({ number, run, madeAt, weightsVersion })
