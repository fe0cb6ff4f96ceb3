import data from '../data/glossary.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import type { Labelled, Texts } from './label.ts'

export interface GlossaryCategory extends Labelled {
  id: string
}

/** A word of German association and funding life. The word itself stays German in every language. */
export interface GlossaryTerm {
  id: string
  term: string
  variants: readonly string[]
  category: string
  /** Plain German and English; orientation, not legal advice. */
  explanation: Texts
}

export interface GlossaryFile {
  schema: 1
  note: string
  amountsAsOf: string
  categories: readonly GlossaryCategory[]
  terms: readonly GlossaryTerm[]
}

const file = data as GlossaryFile

export const glossaryCategories: readonly GlossaryCategory[] = file.categories
export const glossaryTerms: readonly GlossaryTerm[] = file.terms

/** The year for which sums of money in the explanations hold. */
export const glossaryAmountsAsOf: string = file.amountsAsOf

export const glossaryTermById: (id: string) => GlossaryTerm | undefined = byKey(glossaryTerms, 'id')
