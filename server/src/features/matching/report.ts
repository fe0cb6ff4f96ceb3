import type { Cycle } from '@augenhoehe/matching'
import type { ReportDoc } from './list-model.ts'

type Figures = Omit<ReportDoc, 'number' | 'run' | 'madeAt' | 'weightsVersion' | 'ms'>

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)
const meanOf = (numbers: readonly number[]) => (numbers.length === 0 ? 0 : sumOf(numbers) / numbers.length)

/** How unequal shares are: 0 when all are the same, towards 1 when one has everything. */
export function giniOf(shares: readonly number[]): number {
  const total = sumOf(shares)
  if (total <= 0) return 0
  const sorted = shares.toSorted((a, b) => a - b)
  const weighted = sorted.reduce((sum, share, at) => sum + (at + 1) * share, 0)
  return Math.max(0, (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length)
}

/** How a cycle came out, over everybody. */
export function reportOf({ exposure, scored }: Cycle, isNew: (id: string) => boolean): Figures {
  const all = [...exposure.values()]
  const shown = all.map((one) => one.shown).sort((a, b) => a - b)
  const at = (share: number) => shown[Math.floor(share * (shown.length - 1))] ?? 0
  const attention = all.map(({ weighted }) => weighted)
  const ofNewcomers = [...exposure].flatMap(([id, { weighted }]) => (isNew(id) ? [weighted] : []))
  const usual = meanOf(attention)
  const lines = sumOf(shown)
  return {
    organisations: all.length,
    coverage: all.length === 0 ? 1 : shown.filter((times) => times > 0).length / all.length,
    shown: { fewest: at(0), tenth: at(0.1), mean: meanOf(shown), ninetieth: at(0.9), most: at(1) },
    gini: giniOf(attention),
    newcomers: ofNewcomers.length === 0 || usual === 0 ? null : meanOf(ofNewcomers) / usual,
    guaranteed: lines === 0 ? 0 : sumOf(all.map(({ guaranteed }) => guaranteed)) / lines,
    candidates: all.length === 0 ? 0 : scored / all.length,
  }
}
