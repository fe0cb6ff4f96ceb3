import type { AllOperations, Parsed } from '@augenhoehe/contracts'
import { everybody, type Doc } from './documents.ts'

export type Wanted = Parsed<AllOperations['search.find']>
export type Filters = Pick<Wanted, 'roomId' | 'questionId' | 'type' | 'municipality' | 'lang'>

/** Who may read a room finds what is published in it; the rest is public. */
export const mayFind = (group: string, readable: ReadonlyMap<string, unknown>) =>
  group === everybody || readable.has(group)

export const hasFilter = ({ roomId, questionId, type, municipality, lang }: Filters) =>
  [roomId, questionId, type, municipality, lang].some((filter) => filter !== undefined)

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
