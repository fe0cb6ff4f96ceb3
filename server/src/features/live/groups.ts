import type { VoteValue } from '@augenhoehe/contracts'

/** What one person voted, by statement. */
export interface Voter {
  person: string
  votes: ReadonlyMap<string, VoteValue>
}

export interface Camp {
  people: string[]
}

/** Below this many voters a group would point at people. */
export const fewestVoters = 30
const smallestGroup = 3
const mostGroups = 4
/** Kaufman and Rousseeuw call a structure below a quarter "no substantial" one. */
const clearEnough = 0.25

/**
 * Groups of people who voted alike, largest first; none where there are too few voters or no clear groups.
 * The distance of two people is the share of disagreement on the statements both voted on (unsure is half way);
 * groups are k-medoids (BUILD and SWAP of PAM, Kaufman and Rousseeuw 1990) for two to four groups, of which the
 * clearest by mean silhouette counts. Nothing is left to chance: ties go to whoever comes first by identity.
 */
export function opinionGroups(voters: readonly Voter[]): Camp[] {
  if (voters.length < fewestVoters) return []
  const people = voters.toSorted((a, b) => (a.person < b.person ? -1 : 1))
  const distances = people.map((one) => people.map((other) => distance(one, other)))
  let best: { clearness: number; groups: number[][] } | undefined
  for (let count = 2; count <= mostGroups; count++) {
    const groups = around(medoids(distances, count), distances)
    if (groups.some(({ length }) => length < smallestGroup)) continue
    const clearness = silhouette(groups, distances)
    if (clearness >= clearEnough && clearness > (best?.clearness ?? 0)) best = { clearness, groups }
  }
  const groups = (best?.groups ?? []).map((members) => members.map((i) => people[i]!.person))
  return groups
    .toSorted((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1))
    .map((members) => ({ people: members }))
}

const position: Record<VoteValue, number> = { disagree: 0, unsure: 0.5, agree: 1 }

/** From 0, always the same, to 1, always the opposite; half way where they never met on a statement. */
function distance(one: Voter, other: Voter): number {
  let met = 0
  let apart = 0
  for (const [statement, value] of one.votes) {
    const against = other.votes.get(statement)
    if (against === undefined) continue
    met++
    apart += Math.abs(position[value] - position[against])
  }
  return met === 0 ? 0.5 : apart / met
}

type Distances = readonly (readonly number[])[]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const nearest = (chosen: readonly number[], from: readonly number[]) =>
  Math.min(...chosen.map((medoid) => from[medoid]!))
const costOf = (chosen: readonly number[], distances: Distances) =>
  sum(distances.map((from) => nearest(chosen, from)))

/** The people whose sum of distances to everybody's nearest one is least, as far as swapping one at a time leads. */
function medoids(distances: Distances, count: number): number[] {
  let chosen: number[] = []
  while (chosen.length < count) chosen = [...chosen, cheapest(distances, (i) => [...chosen, i])]
  let cost = costOf(chosen, distances)
  for (let improved = true; improved;) {
    improved = false
    for (let place = 0; place < count; place++) {
      const without = chosen.filter((_, other) => other !== place)
      const swapped = [...without, cheapest(distances, (i) => [...without, i])]
      const lower = costOf(swapped, distances)
      if (lower >= cost - 1e-9) continue
      chosen = swapped
      cost = lower
      improved = true
    }
  }
  return chosen
}

function cheapest(distances: Distances, chosenWith: (candidate: number) => number[]): number {
  let best = 0
  let least = Infinity
  for (let i = 0; i < distances.length; i++) {
    const cost = costOf(chosenWith(i), distances)
    if (cost >= least - 1e-9) continue
    best = i
    least = cost
  }
  return best
}

/** Everybody with the nearest of the chosen. */
function around(chosen: readonly number[], distances: Distances): number[][] {
  const groups = chosen.map((): number[] => [])
  distances.forEach((from, i) => {
    const place = chosen.findIndex((medoid) => from[medoid] === nearest(chosen, from))
    groups[place]!.push(i)
  })
  return groups
}

/** How much nearer people are to their own group than to the next: the mean, from -1 to 1 (Rousseeuw 1987). */
function silhouette(groups: readonly (readonly number[])[], distances: Distances): number {
  const widths = groups.flatMap((own) =>
    own.map((i) => {
      const mean = (group: readonly number[]) => sum(group.map((j) => distances[i]![j]!)) / group.length
      const within = own.length === 1 ? 0 : (mean(own) * own.length) / (own.length - 1)
      const beyond = Math.min(...groups.filter((group) => group !== own).map(mean))
      const most = Math.max(within, beyond)
      return most === 0 ? 0 : (beyond - within) / most
    }),
  )
  return sum(widths) / widths.length
}
