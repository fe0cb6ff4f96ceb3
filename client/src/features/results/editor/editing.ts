import type {
  AllOperations,
  Contribution,
  Input,
  ItemKind,
  ItemOrigin,
  ResultItem,
  Source,
  Spread,
} from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { voiceOf } from '../../../platform/voice.ts'

/** A statement as somebody is writing it. */
export interface ItemTyped {
  questionId: string | null
  kind: ItemKind
  text: string
  spread: Spread | null
  spreadNote: string
  sources: Source[]
  /** What the draft took it over from; stays with it. */
  origin: ItemOrigin | null
  supplement: boolean
  /** Of an open question: an association, or words of one's own for whoever else looks into it. */
  ownerId: string | null
  ownerWords: string
  due: string
}

/** What is not stored yet, and what it was made from. */
export interface Kept {
  rev: number
  base: ItemTyped
  typed: ItemTyped
}

export interface Added {
  clientId: string
  typed: ItemTyped
}

export const kinds: readonly ItemKind[] = ['finding', 'need', 'idea', 'demand', 'open-question']

export const typedOf = (item: ResultItem): ItemTyped => ({
  questionId: item.questionId,
  kind: item.kind,
  text: item.text,
  spread: item.spread,
  spreadNote: item.spreadNote ?? '',
  sources: item.sources,
  origin: item.origin,
  supplement: item.supplement,
  ownerId: item.owner?.organisationId ?? null,
  ownerWords: item.owner?.words ?? '',
  due: item.due ?? '',
})

export const blank = (questionId: string | null, kind: ItemKind): ItemTyped => ({
  questionId,
  kind,
  text: '',
  spread: null,
  spreadNote: '',
  sources: [],
  origin: null,
  supplement: false,
  ownerId: null,
  ownerWords: '',
  due: '',
})

type Sent = Omit<Input<AllOperations['results.addItem']>, 'recordId' | 'clientId'>

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** What is sent; what a statement of this kind does not have is left out. */
export function sentOf(typed: ItemTyped): Sent {
  const isOpen = typed.kind === 'open-question'
  const note = oneLine(typed.spreadNote)
  const owner = oneLine(typed.ownerWords)
  return {
    questionId: typed.questionId,
    kind: typed.kind,
    text: typed.text.trim(),
    spread: isOpen ? null : typed.spread,
    spreadNote: isOpen || note === '' ? null : note,
    sources: typed.sources.map(({ contributionId }) => contributionId),
    supplement: typed.sources.length === 0 && typed.supplement,
    owner: isOpen && owner !== '' ? { organisationId: typed.ownerId, words: owner } : null,
    due: isOpen && typed.due !== '' ? typed.due : null,
  }
}

/** Whether both would be stored as the same. */
export const isSame = (a: ItemTyped, b: ItemTyped) => JSON.stringify(sentOf(a)) === JSON.stringify(sentOf(b))

/** A choice against what the data suggest is explained. */
export const needsNote = (typed: ItemTyped, suggested: Spread | null) =>
  typed.kind !== 'open-question' && typed.spread !== null && suggested !== null && typed.spread !== suggested

export type Field = 'text' | 'supplement' | 'spreadNote'

/** What is certainly missing, so that nothing need be sent. */
export function wrongIn(typed: ItemTyped, suggested: Spread | null): Field[] {
  const sent = sentOf(typed)
  return [
    ...(sent.text.length < 3 ? (['text'] as const) : []),
    ...(sent.sources.length === 0 && !typed.origin && !sent.supplement ? (['supplement'] as const) : []),
    ...(needsNote(typed, suggested) && sent.spreadNote === null ? (['spreadNote'] as const) : []),
  ]
}

/** How what is written here stands to what is stored. */
export function standingOf(kept: Kept | undefined, item: ResultItem): 'stored' | 'unsaved' | 'conflict' {
  const stored = typedOf(item)
  if (!kept || isSame(kept.typed, stored)) return 'stored'
  return kept.rev === item.rev || isSame(kept.base, stored) ? 'unsaved' : 'conflict'
}

/** After a change: what has to be kept; nothing when it is as it is stored. */
export function change(kept: Kept | undefined, item: ResultItem, part: Partial<ItemTyped>): Kept | undefined {
  const stored = typedOf(item)
  const isConflict = standingOf(kept, item) === 'conflict'
  const typed = { ...(kept?.typed ?? stored), ...part }
  if (isSame(typed, stored) && !isConflict) {
    // Spaces at the end are not worth storing, but must not vanish under the fingers.
    return typed.text === stored.text && typed.spreadNote === (item.spreadNote ?? '')
      ? undefined
      : { rev: item.rev, base: stored, typed }
  }
  return isConflict && kept ? { ...kept, typed } : { rev: item.rev, base: stored, typed }
}

/** What the sources suggest, as far as this page can tell; how people voted only the server knows. */
export function suggestedFor({ sources }: Pick<ItemTyped, 'sources'>, stored: Spread | null): Spread | null {
  if (stored === 'almost-all' || stored === 'consensus') return stored
  const voices = new Set(sources.map(({ by, contributionId }) => by ?? contributionId)).size
  return voices === 0 ? null : voices === 1 ? 'single-voice' : 'several'
}

/** Other sources; the spread follows them unless somebody has chosen another one. */
export function withSources(typed: ItemTyped, sources: Source[], stored: Spread | null): Partial<ItemTyped> {
  const follows = typed.spread === suggestedFor(typed, stored)
  return {
    sources,
    ...(sources.length > 0 && { supplement: false }),
    ...(follows && { spread: suggestedFor({ sources }, stored) }),
  }
}

/** A contribution as a source, before the server has seen it. */
export const sourceOf = (contribution: Contribution): Source => ({
  contributionId: contribution.id,
  seq: contribution.seq,
  state: contribution.state === 'published' ? 'readable' : 'removed',
  by: voiceOf(contribution).name,
  excerpt: beginning(contribution.text, 200),
})
