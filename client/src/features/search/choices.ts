import type { ContributionType, SearchKind } from '@augenhoehe/contracts'

export const kinds = [
  'contribution',
  'thread',
  'room',
  'organisation',
  'need',
  'offer',
  'result',
] as const satisfies readonly SearchKind[]

export const types = [
  'experience',
  'need',
  'challenge',
  'idea',
  'question',
  'demand',
  'offer',
] as const satisfies readonly ContributionType[]

/** Filters and their words in the address. */
export const names = {
  q: 'q',
  kind: 'art',
  room: 'raum',
  question: 'frage',
  type: 'beitragsart',
  municipality: 'ort',
  language: 'sprache',
} as const
export type Filter = keyof typeof names
export type Filters = Partial<Record<Filter, string>>
