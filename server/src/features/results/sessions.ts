import type { LiveService, SessionOutcome } from '../live/index.ts'
import type { Voice } from '../threads/index.ts'
import type { Voted } from './drafting.ts'
import type { Participants } from './model.ts'

/** Live sessions, as far as records ask and tell them. */
export type Live = Pick<LiveService, 'mustRead' | 'sessionOf' | 'documented' | 'moderatesOn'>

/** The parts of a record: guiding questions of the agenda, and items with words of their own. */
export const questionsOf = ({ agenda }: Pick<SessionOutcome, 'agenda'>) =>
  agenda.map(({ questionId, title }, index) => ({ id: questionId ?? `item-${index + 1}`, text: title }))

/** Associations and offices once each; people only where they speak for none. */
export function participantsIn(voices: readonly Voice[], organisationIds: readonly string[]): Participants {
  const all = <T>(of: (voice: Voice) => T | null) => voices.flatMap((voice) => of(voice) ?? [])
  const keyOf = ({ userId, name }: Voice) => userId ?? name
  const named = new Set(
    voices.filter((one) => one.organisationId ?? one.institution).map((voice) => keyOf(voice)),
  )
  return {
    organisations: [...new Set([...organisationIds, ...all((one) => one.organisationId)])].toSorted(),
    offices: [...new Set(all((one) => one.institution))].toSorted(),
    people: [...new Set(all(keyOf))].filter((key) => !named.has(key)).toSorted(),
  }
}

/** In these states a record may be begun. */
export const isDocumentable = ({ state }: Pick<SessionOutcome, 'state'>) =>
  state === 'running' || state === 'wrapping-up' || state === 'documented'

export const votedIn = ({ statements }: Pick<SessionOutcome, 'statements'>): Voted[] =>
  statements.map(({ id, text, questionId, agree, disagree, unsure, organisations, labels }) => ({
    id,
    text,
    questionId,
    counts: { agree, disagree, unsure, organisations },
    labels,
  }))
