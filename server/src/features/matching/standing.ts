import { type Adjustment, type FactorKind, type Member } from '@augenhoehe/matching'
import type { Organisations } from '../organisations/index.ts'

/** One organisation that is not to be shown another. */
export interface Hiding {
  to: string
  hidden: string
}

/** Asked for some organisations, or for all; ids may be those of entries that became part of others. */
type Ask<T> = (of?: readonly string[]) => Promise<T>

/** What other parts know that lists must heed. A new reason not to show somebody is one more function here. */
export interface StandingSources {
  hidings: readonly Ask<readonly Hiding[]>[]
  /** Several for one organisation multiply; together they stay within ±50 %. */
  adjustments: readonly Ask<ReadonlyMap<string, Adjustment>>[]
  /** Who has more requests than they can answer. */
  full: readonly Ask<readonly string[]>[]
}

/** How an organisation stands in the market besides its profile. */
export type Standing = Pick<Member, 'hidden' | 'adjustment' | 'full'>

const both = (a: Adjustment, b: Adjustment): Adjustment => {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<FactorKind | 'language'>
  return Object.fromEntries([...kinds].map((kind) => [kind, (a[kind] ?? 1) * (b[kind] ?? 1)]))
}

export function createStandings(
  { hidings, adjustments, full }: StandingSources,
  organisations: Pick<Organisations, 'currentId' | 'everOf'>,
) {
  /** What was said of any of those that became one holds for the whole. */
  async function read(of?: readonly string[]): Promise<Map<string, Standing>> {
    const [hidden, adjusted, unable] = await Promise.all([
      Promise.all(hidings.map((ask) => ask(of))),
      Promise.all(adjustments.map((ask) => ask(of))),
      Promise.all(full.map((ask) => ask(of))),
    ])
    const found = new Map<string, { hidden: Set<string>; adjustment?: Adjustment; full: boolean }>()
    const standingOf = async (id: string) => {
      const current = await organisations.currentId(id)
      const known = found.get(current) ?? { hidden: new Set<string>(), full: false }
      found.set(current, known)
      return known
    }
    for (const { to, hidden: other } of hidden.flat())
      (await standingOf(to)).hidden.add(await organisations.currentId(other))
    for (const [id, adjustment] of adjusted.flatMap((some) => [...some])) {
      const standing = await standingOf(id)
      standing.adjustment = both(standing.adjustment ?? {}, adjustment)
    }
    for (const id of unable.flat()) (await standingOf(id)).full = true
    return new Map([...found].map(([id, standing]) => [id, { ...standing, hidden: [...standing.hidden] }]))
  }

  const of = async (id: string): Promise<Standing> =>
    (await read(await organisations.everOf(id))).get(id) ?? {}

  return {
    of,
    /** Of everybody of whom anything is known. */
    all: () => read(),
    /** Whom an organisation is not to be shown. */
    leftOut: async (id: string): Promise<ReadonlySet<string>> => new Set((await of(id)).hidden),
  }
}
export type Standings = ReturnType<typeof createStandings>
