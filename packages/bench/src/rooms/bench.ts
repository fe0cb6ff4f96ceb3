import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cpuMs } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { openingFigures } from './opening.ts'
import { searchFigures } from './search.ts'
import { Swarm, type Load, type Outcome } from './swarm.ts'
import { startTargets, type Target } from './targets.ts'

interface Measured extends Outcome {
  cpuMs: number
}
type Results = Map<Target['name'], { paced: Measured[]; fast: Measured[] }>

const text =
  'Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns oder online. '.repeat(
    2,
  )
/** CPU per delivery of the platform against bare Socket.IO, by the number of listeners. */
const aims = new Map([
  [200, { oneByOne: 1.4 }],
  [1000, { oneByOne: 1.2, together: 0.2 }],
])
/** Eight of each of the eight who write: 64 messages under way. */
const inFlight = 8
/** Acknowledged contributions against what the disk alone can make durable one after the other. */
const durableAim = 2

/** The same listeners, the same messages: once against Socket.IO alone, once against the platform with its durable store. */
export async function benchRooms({ quick }: { quick: boolean }): Promise<Figure[]> {
  await using targets = await startTargets()
  const figures: Figure[] = []
  for (const listeners of [200, 1000]) figures.push(...(await compare(targets, listeners, quick)))
  figures.push(...(await durable(targets.platform, quick)))
  if (quick) {
    const { url } = targets.platform
    figures.push(...(await searchFigures('rooms, search over what was written', url, 3)))
    figures.push(...(await openingFigures('rooms', url, 30)))
  }
  return figures
}

/** Paced rounds in turn, so that both meet the same machine; in the last also one as fast as it goes. */
async function compare(
  { bare, platform }: Record<'bare' | 'platform', Target>,
  listeners: number,
  quick: boolean,
): Promise<Figure[]> {
  const rounds = quick ? 1 : 3
  const paced: Load = { rate: listeners >= 1000 ? 10 : 50, inFlight: 0, seconds: quick ? 2 : 6 }
  const fast: Load = { rate: 0, inFlight, seconds: quick ? 1 : 5 }
  const targets = [bare, platform]
  const results: Results = new Map(targets.map(({ name }) => [name, { paced: [], fast: [] }]))
  for (let round = 1; round <= rounds; round++) {
    for (const target of targets) {
      const result = results.get(target.name)!
      const swarm = new Swarm({ ...target, threadId: target.threadIds[0]!, listeners, text })
      await swarm.connect()
      result.paced.push(await measure(target, swarm, paced))
      if (round === rounds) result.fast.push(await measure(target, swarm, fast))
      swarm.close()
    }
  }
  return figuresOf(listeners, results)
}

/** With the processor time of the program and its store. */
async function measure({ child }: Target, swarm: Swarm, load: Load): Promise<Measured> {
  const before = cpuMs(child.pid!)
  const outcome = await swarm.run(load)
  return { ...outcome, cpuMs: cpuMs(child.pid!) - before }
}

/** What is acknowledged in one thread with nobody listening, 64 under way, against the disk's own pace. */
async function durable({ folder, ...target }: Target, quick: boolean): Promise<Figure[]> {
  const swarm = new Swarm({ ...target, threadId: target.threadIds[0]!, listeners: 0, text })
  await swarm.connect()
  const rounds = Array.from({ length: quick ? 1 : 3 }, () => undefined)
  const [flushes, acknowledged]: [number[], number[]] = [[], []]
  for (const _ of rounds) {
    flushes.push(flushesPerSecond(folder))
    const outcome = await swarm.run({ rate: 0, inFlight, seconds: quick ? 1 : 4 })
    acknowledged.push(outcome.acknowledged / outcome.seconds)
  }
  swarm.close()
  const middle = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!
  const name = 'rooms, one thread, 64 under way'
  const ratio = middle(acknowledged) / middle(flushes)
  return [
    { name, metric: 'flushed to disk one by one', value: middle(flushes), unit: '/s' },
    { name, metric: 'acknowledged', value: middle(acknowledged), unit: '/s' },
    {
      name,
      metric: 'acknowledged, ratio',
      value: ratio,
      unit: '×',
      ratioTo: 'the disk, one by one',
      target: durableAim,
      ok: ratio >= durableAim,
    },
  ]
}

/** How often a second the disk takes as much as one contribution and says that it is there. */
function flushesPerSecond(folder: string): number {
  const file = openSync(join(folder, 'flushes'), 'w')
  const bytes = Buffer.alloc(600)
  const began = performance.now()
  let count = 0
  for (; performance.now() - began < 1500; count++) {
    writeSync(file, bytes)
    fdatasyncSync(file)
  }
  const seconds = (performance.now() - began) / 1000
  closeSync(file)
  return count / seconds
}

function figuresOf(listeners: number, results: Results): Figure[] {
  const name = `rooms, ${listeners} listeners`
  const sum = (all: Measured[], of: (one: Measured) => number) =>
    all.reduce((total, one) => total + of(one), 0)
  const costOf = (all: Measured[]) =>
    (sum(all, ({ cpuMs }) => cpuMs) * 1000) / sum(all, ({ deliveries }) => deliveries)
  const of = (target: Target['name']) => {
    const { paced, fast } = results.get(target)!
    const latencies = paced.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b)
    const all = [...paced, ...fast]
    return {
      oneByOne: costOf(paced),
      together: costOf(fast),
      perSecond: sum(fast, ({ deliveries }) => deliveries) / sum(fast, ({ seconds }) => seconds),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      wrong: sum(all, ({ missing, repeated, disordered }) => missing + repeated + disordered),
    }
  }
  const [bare, platform] = [of('bare Socket.IO'), of('platform')]
  type Values = typeof bare
  const both = (metric: string, unit: string, value: (one: Values) => number): Figure[] => [
    { name, metric: `${metric}, bare Socket.IO`, value: value(bare), unit },
    { name, metric: `${metric}, platform`, value: value(platform), unit },
  ]
  const compared = (metric: string, value: (one: Values) => number, target?: number): Figure => {
    const ratio = value(platform) / value(bare)
    return {
      name,
      metric: `${metric}, ratio`,
      value: ratio,
      unit: '×',
      ratioTo: 'bare Socket.IO',
      ...(target !== undefined && { target, ok: ratio <= target }),
    }
  }
  const aim: { oneByOne?: number; together?: number } = aims.get(listeners) ?? {}
  return [
    ...both('CPU per delivery, one message at a time', 'µs', ({ oneByOne }) => oneByOne),
    compared('CPU per delivery, one message at a time', ({ oneByOne }) => oneByOne, aim.oneByOne),
    ...both('CPU per delivery, 64 messages under way', 'µs', ({ together }) => together),
    compared('CPU per delivery, 64 messages under way', ({ together }) => together, aim.together),
    ...both('deliveries, 64 messages under way', '/s', ({ perSecond }) => perSecond),
    compared('deliveries, 64 messages under way', ({ perSecond }) => perSecond),
    ...both('latency, half below', 'ms', ({ p50 }) => p50),
    ...both('latency, 99 in 100 below', 'ms', ({ p99 }) => p99),
    {
      name,
      metric: 'missing, repeated or out of order, platform',
      value: platform.wrong,
      unit: 'deliveries',
      target: 0,
      ok: platform.wrong === 0,
    },
  ]
}
