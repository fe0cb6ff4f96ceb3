import type { PlaceReason, QueueRule } from '@augenhoehe/contracts'

/** Somebody who waits to speak. */
export interface Waiting {
  /** Names the hand within the session: it never changes. */
  n: number
  /** Since when it counts: its number, or a later one after it was skipped. */
  arrival: number
  /** Who speaks. */
  person: string
  /** For whom their time counts: the association the hand was raised for; whoever has none counts singly. */
  group: string
  skipped: boolean
}

/** What has been spoken so far. */
export interface Tallies {
  /** Turns of each person. */
  people: Readonly<Record<string, number>>
  /** Milliseconds of each association, or of each person who speaks for none. */
  groups: Readonly<Record<string, number>>
}

/** The present turn as far as time goes; times are milliseconds of the server's clock. */
export interface TurnClock {
  allowedMs: number
  usedMs: number
  /** None while it does not run. */
  runningSince: number | null
}

const nothingSpoken: Tallies = { people: {}, groups: {} }

/**
 * Who comes before whom: less of what the rule counts first, then whoever has waited longer.
 * Tallies change at the end of a turn and the rule between turns, so that nobody's order changes while somebody speaks;
 * a new hand takes the place the rule gives it at once.
 */
export function arranged<H extends Waiting>(
  hands: readonly H[],
  rule: QueueRule,
  tallies: Tallies = nothingSpoken,
): H[] {
  const weight = (hand: Waiting) => {
    switch (rule) {
      case 'first-come':
        return 0
      case 'first-time':
        return turnsOf(tallies, hand) > 0 ? 1 : 0
      case 'least-time':
        return spokenBy(tallies, hand)
    }
  }
  return hands.toSorted((a, b) => weight(a) - weight(b) || a.arrival - b.arrival)
}

/** Why a hand stands where it stands; true of it alone, so that it changes only when its own tally does. */
export function reasonFor(hand: Waiting, rule: QueueRule, tallies: Tallies): PlaceReason {
  const spokenMs = spokenBy(tallies, hand)
  const kind = () => {
    if (hand.skipped) return 'skipped'
    if (rule === 'first-come') return 'order-of-arrival'
    if (rule === 'least-time') return 'time-so-far'
    return turnsOf(tallies, hand) > 0 ? 'has-spoken' : 'speaks-first-time'
  }
  return { kind: kind(), spokenMs }
}

/** What is counted once a turn has ended. */
export function counted(tallies: Tallies, { person, group }: Waiting, usedMs: number): Tallies {
  return {
    people: { ...tallies.people, [person]: (tallies.people[person] ?? 0) + 1 },
    groups: { ...tallies.groups, [group]: (tallies.groups[group] ?? 0) + usedMs },
  }
}

/** How much of a turn has been used by a moment. */
export const usedAt = ({ usedMs, runningSince }: TurnClock, now: number): number =>
  usedMs + (runningSince === null ? 0 : Math.max(0, now - runningSince))

export const paused = (clock: TurnClock, now: number): TurnClock => ({
  ...clock,
  usedMs: usedAt(clock, now),
  runningSince: null,
})

const turnsOf = ({ people }: Tallies, { person }: Waiting) => people[person] ?? 0
const spokenBy = ({ groups }: Tallies, { group }: Waiting) => groups[group] ?? 0
