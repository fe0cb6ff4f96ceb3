import type { AgreementLabel, ContributionType, ItemKind, ItemOrigin, Spread } from '@augenhoehe/contracts'
import type { Voice } from '../threads/index.ts'
import { groupOf, suggestedSpread } from './spread.ts'

/** A contribution that was marked as a result. */
export interface Marked {
  /** Of the mark: names what is made of it, so that nothing is made twice. */
  key: string
  contributionId: string
  seq: number
  text: string
  type: ContributionType | null
  questionId: string | null
  voice: Voice
}

/** A statement that was put to everybody. */
export interface Voted {
  id: string
  text: string
  questionId: string | null
  counts: Omit<Extract<ItemOrigin, { kind: 'vote' }>, 'kind'>
  labels: readonly AgreementLabel[]
}

export interface DraftedItem {
  key: string
  questionId: string | null
  kind: ItemKind
  text: string
  spread: Spread | null
  suggestedSpread: Spread | null
  sources: string[]
  origin: ItemOrigin | null
  supplement: boolean
  statementId: string | null
}

const kindOf: Partial<Record<ContributionType, ItemKind>> = {
  need: 'need',
  idea: 'idea',
  demand: 'demand',
  question: 'open-question',
}

const longest = 1000
const shortened = (text: string) => {
  const letters = Array.from(text)
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`
}

/** How people voted, as an item says it. */
export const originOf = ({ counts }: Pick<Voted, 'counts'>): ItemOrigin => ({ kind: 'vote', ...counts })

/**
 * What of an item follows the vote it was made of: its counts and what they suggest, and how many stand behind it as
 * long as no moderator has changed it. Nothing where all that is so already.
 */
export function renewed(
  item: Pick<DraftedItem, 'origin' | 'suggestedSpread' | 'spread'> & { rev: number },
  vote: Voted,
  groups: readonly string[],
) {
  const suggested = suggestedSpread(groups, vote.labels)
  const next = {
    origin: originOf(vote),
    suggestedSpread: suggested,
    spread: item.rev === 1 ? suggested : item.spread,
  }
  const { origin, suggestedSpread: before, spread } = item
  return JSON.stringify(next) === JSON.stringify({ origin, suggestedSpread: before, spread }) ? null : next
}

/** A question on the wall that nobody has answered. */
export interface Unanswered {
  id: string
  text: string
}

/**
 * What a record begins with, by guiding question in their order and then what stands apart: what was marked, in the
 * order in which it was said, then what people voted on; what was asked and not answered stays open. What rests on no
 * contribution says what it was taken over from.
 */
export function drafted(
  marked: readonly Marked[],
  voted: readonly Voted[],
  unanswered: readonly Unanswered[],
  questionIds: readonly string[],
): DraftedItem[] {
  const asked = (questionId: string | null) =>
    questionId !== null && questionIds.includes(questionId) ? questionId : null
  const said = marked
    .toSorted((a, b) => a.seq - b.seq)
    .map((one): DraftedItem => {
      const suggested = suggestedSpread([groupOf(one.voice)])
      return {
        key: one.key,
        questionId: asked(one.questionId),
        kind: (one.type && kindOf[one.type]) ?? 'finding',
        text: shortened(one.text),
        spread: suggested,
        suggestedSpread: suggested,
        sources: [one.contributionId],
        origin: null,
        supplement: false,
        statementId: null,
      }
    })
  const decided = voted
    .filter(({ counts: { agree, disagree, unsure } }) => agree + disagree + unsure > 0)
    .map((one): DraftedItem => {
      const suggested = suggestedSpread([], one.labels)
      return {
        key: one.id,
        questionId: asked(one.questionId),
        kind: 'finding',
        text: shortened(one.text),
        spread: suggested,
        suggestedSpread: suggested,
        sources: [],
        origin: originOf(one),
        supplement: false,
        statementId: one.id,
      }
    })
  const open = unanswered.map((one): DraftedItem => ({
    key: one.id,
    questionId: null,
    kind: 'open-question',
    text: shortened(one.text),
    spread: null,
    suggestedSpread: null,
    sources: [],
    origin: { kind: 'wall' },
    supplement: false,
    statementId: null,
  }))
  const items = [...said, ...decided, ...open]
  return [...questionIds, null].flatMap((question) =>
    items.filter(({ questionId }) => questionId === question),
  )
}
