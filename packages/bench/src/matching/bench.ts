import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { recomputed, fuse, type Market } from '@augenhoehe/matching'
import type { Figure } from '../report.ts'
import { evaluate, type Evaluated, type Quality } from './evaluation.ts'
import { drawn, lorenz } from './pictures.ts'
import { benchPlatform } from './platform.ts'
import { populate } from './population.ts'
import type { Scale } from './scale.ts'
import { listsOf, marketOf, type VariantName, variantNames } from './variants.ts'

const docs = resolve(import.meta.dirname, '../../../../docs')

const full = { size: 1500, seeds: 5, sizes: [1500, 4000, 15_000, 100_000], pairsAt: 15_000 }
const quickRun = { size: 600, seeds: 2, sizes: [1500, 6000], pairsAt: 6000 }

const metrics: Record<keyof Quality, [metric: string, unit: string]> = {
  ndcg: ['nDCG@10', ''],
  accepted: ['accepted requests', ''],
  matched: ['with at least one match', ''],
  newcomersMatched: ['newcomers with a match', ''],
  coverage: ['shown at all', ''],
  fewest: ['shown least', 'times'],
  most: ['shown most', 'times'],
  gini: ['Gini of exposure', ''],
  newcomerExposure: ['newcomers against the mean', '×'],
  newcomersWithoutOffer: ['newcomers without an offer', '×'],
  overload: ['requests above capacity', ''],
  variety: ['variety within lists', ''],
  outside: ['outside the own district', ''],
}

/** How good, how fair and how fast the making of lists is; the full run draws its pictures into `docs`. */
export async function benchMatching({ quick }: { quick: boolean }): Promise<Figure[]> {
  const { size, seeds, sizes, pairsAt } = quick ? quickRun : full
  const { means, exposure, fidelity } = qualityOf(size, seeds)
  const scales = sizes.map((one) => scaleOf(one, one === pairsAt))
  if (!quick) await drawPictures(exposure, scales)
  return [
    ...qualityFigures(means, fidelity, size, seeds),
    ...speedFigures(scales, pairsAt),
    ...(await benchPlatform({ quick })),
  ]
}

interface Means {
  means: Map<VariantName, Quality>
  exposure: Map<VariantName, number[]>
  /** Share of lines whose score follows from the factors stored with it. */
  fidelity: number
}

/** All variants over the same populations, candidates and chances. */
export function qualityOf(size: number, seeds: number): Means {
  const runs = new Map<VariantName, Evaluated[]>(variantNames.map((name) => [name, []]))
  let [faithful, lines] = [0, 0]
  for (let seed = 1; seed <= seeds; seed++) {
    const population = populate(size, seed)
    const market = marketOf(population)
    for (const name of variantNames) {
      const lists = listsOf(name, market)
      runs.get(name)!.push(evaluate(population, lists, seed))
      if (name !== 'ours') continue
      for (const [id, entries] of lists)
        for (const entry of entries) {
          lines++
          if (isFaithful(market, id, entry)) faithful++
        }
    }
  }
  const means = new Map(
    [...runs].map(([name, all]) => [
      name,
      Object.fromEntries(
        Object.keys(metrics).map((key) => [
          key,
          all.reduce((sum, one) => sum + one[key as keyof Quality], 0) / all.length,
        ]),
      ) as unknown as Quality,
    ]),
  )
  return {
    means,
    exposure: new Map([...runs].map(([name, all]) => [name, all[0]!.exposure])),
    fidelity: faithful / lines,
  }
}

function isFaithful(market: Market, id: string, entry: { id: string; score: number }): boolean {
  const explained = market.explain(market.of(id)!, market.of(entry.id)!)
  const stored = JSON.parse(JSON.stringify(explained)) as typeof explained
  return fuse(recomputed(stored.forMe), recomputed(stored.forThem), market.weights.fusion) === entry.score
}

function qualityFigures(means: Means['means'], fidelity: number, size: number, seeds: number): Figure[] {
  const ours = means.get('ours')!
  const harmonic = means.get('harmonic')!
  const oneSided = means.get('one-sided')!
  const name = `ours, ${size}, mean of ${seeds}`
  const ratio = (metric: string, value: number, against: string, target: number): Figure => ({
    name,
    metric,
    value,
    unit: '×',
    ratioTo: against,
    target,
    ok: value >= target,
  })
  const gates: Partial<Record<keyof Quality, [target: number, ok: boolean]>> = {
    coverage: [1, ours.coverage === 1],
    fewest: [5, ours.fewest >= 5],
    most: [25, ours.most <= 25],
    gini: [0.35, ours.gini <= 0.35],
    newcomerExposure: [0.65, ours.newcomerExposure >= 0.65],
  }
  return [
    ...variantNames.flatMap((variant) =>
      Object.entries(metrics).map(([key, [metric, unit]]): Figure => {
        const gate = variant === 'ours' ? gates[key as keyof Quality] : undefined
        return {
          name: `${variant}, ${size}, mean of ${seeds}`,
          metric,
          value: means.get(variant)![key as keyof Quality],
          unit,
          ...(gate && { target: gate[0], ok: gate[1] }),
        }
      }),
    ),
    ratio('nDCG@10', ours.ndcg / harmonic.ndcg, 'harmonic', 0.94),
    ratio('nDCG@10', ours.ndcg / oneSided.ndcg, 'one-sided', 1.12),
    ratio('accepted requests', ours.accepted / harmonic.accepted, 'harmonic', 1.12),
    { name, metric: 'reason fidelity', value: fidelity, unit: '', target: 1, ok: fidelity === 1 },
  ]
}

/** In a process of its own, so that sizes do not share memory or warm code. */
function scaleOf(size: number, comparePairs: boolean): Scale {
  const args = ['--max-old-space-size=8192', '--import', 'tsx', join(import.meta.dirname, 'scale.ts')]
  const cycles = size <= 4000 ? 5 : size <= 15_000 ? 3 : 1
  const done = spawnSync(
    process.execPath,
    [...args, `${size}`, `${cycles}`, comparePairs ? 'all-pairs' : ''],
    {
      encoding: 'utf8',
      env: { ...process.env },
    },
  )
  if (done.status !== 0) throw new Error(`Size ${size} failed: ${done.stderr}`)
  return JSON.parse(done.stdout) as Scale
}

function speedFigures(scales: readonly Scale[], pairsAt: number): Figure[] {
  const [smallest] = scales as [Scale]
  const compared = scales.find(({ size }) => size === pairsAt)!
  const growth = Math.log(compared.cpuMs / smallest.cpuMs) / Math.log(compared.size / smallest.size)
  const faster = compared.allPairs!.cpuMs / compared.cpuMs
  const kept = compared.ndcg! / compared.allPairs!.ndcg
  const name = (size: number) => `cycle, ${size.toLocaleString('en')}`
  return [
    ...scales.flatMap(({ size, cpuMs, wallMs, candidates, memoryMb, changeMs, arrivalMs }): Figure[] => [
      {
        name: name(size),
        metric: 'time',
        value: wallMs / 1000,
        unit: 's',
        ...(size === 15_000 && { target: 5, ok: wallMs <= 5000 }),
        ...(size === 100_000 && { target: 60, ok: wallMs <= 60_000 }),
      },
      { name: name(size), metric: 'processor time', value: cpuMs / 1000, unit: 's' },
      { name: name(size), metric: 'candidates per organisation', value: candidates, unit: '' },
      {
        name: name(size),
        metric: 'memory of the process',
        value: memoryMb,
        unit: 'MB',
        ...(size === 100_000 && { target: 1500, ok: memoryMb <= 1500 }),
      },
      { name: name(size), metric: 'one changed organisation', value: changeMs, unit: 'ms' },
      { name: name(size), metric: 'one new organisation', value: arrivalMs, unit: 'ms' },
    ]),
    {
      name: `${name(smallest.size)} to ${compared.size.toLocaleString('en')}`,
      metric: 'grows with n to the power of',
      value: growth,
      unit: '',
      target: 1.15,
      ok: growth <= 1.15,
    },
    {
      name: name(pairsAt),
      metric: 'faster',
      value: faster,
      unit: '×',
      ratioTo: 'all pairs',
      target: 10,
      ok: faster >= 10,
    },
    {
      name: name(pairsAt),
      metric: 'nDCG@10',
      value: kept,
      unit: '×',
      ratioTo: 'all pairs',
      target: 0.98,
      ok: kept >= 0.98,
    },
    ...(['changeMs', 'arrivalMs'] as const).map((key): Figure => {
      const value = compared[key] / compared.cpuMs
      return {
        name: name(pairsAt),
        metric: `one ${key === 'changeMs' ? 'changed' : 'new'} organisation`,
        value,
        unit: '×',
        ratioTo: 'a full cycle',
        target: 0.001,
        ok: value <= 0.001,
      }
    }),
  ]
}

async function drawPictures(exposure: Means['exposure'], scales: readonly Scale[]) {
  const shares: [number, string][] = [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${share * 100} %`])
  await writeFile(
    join(docs, 'matching-exposure.svg'),
    drawn({
      title: 'Who has how much of all attention: the closer to the diagonal, the more even',
      x: { label: 'organisations, those shown least first', ticks: shares },
      y: { label: 'share of attention', ticks: shares },
      curves: [
        {
          name: 'all the same',
          points: [
            [0, 0],
            [1, 1],
          ],
          dotted: true,
        },
        ...[...exposure]
          .map(([name, values]) => ({ name, points: lorenz(values) }))
          .filter(({ name }) => name !== 'newcomer lift'),
      ],
    }),
  )
  const most = Math.max(...scales.map(({ size }) => size))
  const slowest = Math.max(...scales.map(({ cpuMs }) => cpuMs))
  const [smallest] = scales as [Scale]
  const x = (size: number) => Math.log(size / smallest.size) / Math.log(most / smallest.size)
  const y = (ms: number) => Math.log(ms / smallest.cpuMs) / Math.log(slowest / smallest.cpuMs)
  const linear = (size: number) => Math.min(1, y((smallest.cpuMs * size) / smallest.size))
  await writeFile(
    join(docs, 'matching-time.svg'),
    drawn({
      title: 'Processor time of one cycle against the number of organisations, both scales logarithmic',
      x: {
        label: 'organisations',
        ticks: scales.map(({ size }): [number, string] => [x(size), size.toLocaleString('en')]),
      },
      y: {
        label: 'processor time',
        ticks: scales.map(({ cpuMs }): [number, string] => [y(cpuMs), `${(cpuMs / 1000).toPrecision(2)} s`]),
      },
      curves: [
        {
          name: 'in proportion',
          points: scales.map(({ size }): [number, number] => [x(size), linear(size)]),
          dotted: true,
        },
        { name: 'one cycle', points: scales.map(({ size, cpuMs }): [number, number] => [x(size), y(cpuMs)]) },
      ],
    }),
  )
}
