import type { LiveService, SessionOutcome } from '../live/index.ts'
import type { Voted } from './drafting.ts'

/** Live sessions, as far as records ask and tell them. */
export type Live = Pick<LiveService, 'mustRead' | 'sessionOf' | 'documented' | 'moderatesOn'>

/** The parts of a record: guiding questions of the agenda, and items with words of their own. */
export const questionsOf = ({ agenda }: Pick<SessionOutcome, 'agenda'>) =>
  agenda.map(({ questionId, title }, index) => ({ id: questionId ?? `item-${index + 1}`, text: title }))

/** In these states a record may be begun. */
export const isDocumentable = ({ state }: Pick<SessionOutcome, 'state'>) =>
  state === 'running' || state === 'wrapping-up' || state === 'documented'

export const votedIn = ({ statements }: Pick<SessionOutcome, 'statements'>): Voted[] =>
  statements.map(({ id, text, questionId, agree, disagree, unsure, labels }) => ({
    id,
    text,
    questionId,
    voters: agree + disagree + unsure,
    labels,
  }))
