import type { AllOperations, Parsed } from '@augenhoehe/contracts'
import type { Doc } from './documents.ts'

export type Wanted = Parsed<AllOperations['search.find']>
export type Filters = Pick<Wanted, 'roomId' | 'questionId' | 'type' | 'municipality' | 'lang'>

/** Who may read a room finds what is published in it; the rest is public, as long as it is valid. */
export const mayFind = (doc: Doc, readable: ReadonlyMap<string, unknown>, now: number) =>
  (doc.roomId === null || readable.has(doc.roomId)) && (doc.until === null || doc.until > now)

/** Everything but the kind, which is counted separately. What a kind does not have does not fit. */
export const fits = (
  doc: Doc,
  { roomId, questionId, type, municipality, lang }: Filters,
  homeOf: (organisationId: string) => string | null,
) =>
  (roomId === undefined || doc.roomId === roomId) &&
  (questionId === undefined || doc.questionId === questionId) &&
  (type === undefined || doc.type === type) &&
  (lang === undefined || doc.lang === lang) &&
  (municipality === undefined ||
    (doc.municipality ?? (doc.organisationId === null ? null : homeOf(doc.organisationId))) === municipality)
