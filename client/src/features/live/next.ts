import type { Hand, SessionStage } from '@augenhoehe/contracts'
import { leftOf } from './times.ts'

const groupOf = ({ party }: Hand) =>
  party.organisationSlug ?? party.organisation ?? party.userId ?? party.name
const isSamePerson = (a: Hand, b: Hand) => a.party.userId !== null && a.party.userId === b.party.userId

/**
 * Who is called next: whoever comes first once the turn that runs has been counted. The server decides;
 * this is what the button says beforehand.
 */
export function nextToCall(stage: Pick<SessionStage, 'rule' | 'turn'>, queue: readonly Hand[], now: number) {
  const { rule, turn } = stage
  if (!turn || rule === 'first-come') return queue[0]
  const used = turn.allowedMs - leftOf(turn, now)
  const weight = (hand: Hand) => {
    if (rule === 'first-time')
      return hand.reason.kind === 'has-spoken' || isSamePerson(hand, turn.hand) ? 1 : 0
    return hand.reason.spokenMs + (groupOf(hand) === groupOf(turn.hand) ? used : 0)
  }
  // Sorting keeps the order of equals, and that is the order of arrival.
  return queue.toSorted((a, b) => weight(a) - weight(b))[0]
}
