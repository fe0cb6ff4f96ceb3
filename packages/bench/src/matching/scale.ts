import { cycle, mend, viewersOf } from '@augenhoehe/matching'
import { evaluate } from './evaluation.ts'
import { populate } from './population.ts'
import { drive, marketOf } from './variants.ts'

/** What one size costs, in a process of its own: `tsx scale.ts SIZE CYCLES [all-pairs]` prints this as JSON. */
export interface Scale {
  size: number
  /** Processor time of the fastest cycle, and wall time of it. */
  cpuMs: number
  wallMs: number
  candidates: number
  /** Peak of the process. */
  memoryMb: number
  /** One organisation changed: taking it in, its own list, and those of others. */
  changeMs: number
  /** One organisation came: the same, until it is shown as often as everybody must be. */
  arrivalMs: number
  /** Of 300 viewers, and with all pairs compared. */
  ndcg?: number
  allPairs?: { cpuMs: number; ndcg: number }
}

const endless = { perList: Infinity, enough: Infinity }
const viewersLooked = 300
const changesTried = 200

function measure(size: number, cycles: number, comparePairs: boolean): Scale {
  const population = populate(size, 1)
  const market = marketOf(population)
  let best = { cpuMs: Infinity, wallMs: Infinity }
  let last = drive(cycle(market))
  for (let run = 0; run < cycles; run++) {
    const timed = time(() => (last = drive(cycle(market))))
    if (timed.cpuMs < best.cpuMs) best = timed
  }
  // Before pairs are compared, which needs memory no server would.
  const memoryMb = process.resourceUsage().maxRSS / 1024
  const shown = (id: string) => last.exposure.get(id)
  const changed = Array.from(
    { length: changesTried },
    (_, n) => population.profiles[Math.floor((n * size) / changesTried)]!,
  )
  const holders = new Map<string, string[]>(changed.map(({ id }) => [id, []]))
  for (const [viewer, entries] of last.lists) for (const { id } of entries) holders.get(id)?.push(viewer)
  const listsOf = (ids: Iterable<string>) => [...ids].map((id) => [id, last.lists.get(id)] as const)
  function follow(id: string) {
    const known = new Map(listsOf([id, ...(holders.get(id) ?? []), ...viewersOf(market, id)]))
    for (;;) {
      const { missing } = mend(market, known, new Set([id]), shown)
      if (missing.length === 0) return
      for (const [viewer, entries] of listsOf(missing)) known.set(viewer, entries)
    }
  }
  const changes = time(() => {
    for (const profile of changed) {
      market.put({
        profile: { ...profile, offers: [...profile.offers, { ...profile.needs[0]!, id: 'new' }] },
      })
      follow(profile.id)
    }
  })
  const arrivals = time(() => {
    for (const profile of changed) {
      const id = `${profile.id} new`
      market.put({ profile: { ...profile, id, offers: [], joinedAt: market.now } })
      follow(id)
    }
  })
  const measured: Scale = {
    size,
    ...best,
    candidates: last.scored / size,
    memoryMb,
    changeMs: changes.cpuMs / changesTried,
    arrivalMs: arrivals.cpuMs / changesTried,
  }
  if (!comparePairs) return measured
  const viewers = Array.from({ length: viewersLooked }, (_, n) => Math.floor((n * size) / viewersLooked))
  const fresh = marketOf(population)
  let all = last
  const { cpuMs } = time(() => (all = drive(cycle(fresh, undefined, endless))))
  return {
    ...measured,
    ndcg: evaluate(population, last.lists, 1, viewers).ndcg,
    allPairs: { cpuMs, ndcg: evaluate(population, all.lists, 1, viewers).ndcg },
  }
}

function time(act: () => void) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  act()
  const { user, system } = process.cpuUsage(cpu)
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall }
}

const [size, cycles, pairs] = process.argv.slice(2)
console.log(JSON.stringify(measure(Number(size), Number(cycles), pairs === 'all-pairs')))
