import type { GlossaryEntry, GlossaryTerm } from '@augenhoehe/contracts'
import { sent, tooShort, typed, type Typed } from '../../../platform/in-languages.ts'

/** A term as it stands in a form. */
export interface TermTyped extends Record<string, unknown> {
  term: string
  /** With commas between. */
  variants: string
  category: string
  explanation: Typed
}

type Said = Pick<GlossaryEntry, 'term' | 'variants' | 'category' | 'explanation'>

export const typedOf = ({ term, variants, category, explanation }: Said): TermTyped => ({
  term,
  variants: variants.join(', '),
  category,
  explanation: typed(explanation),
})

export const nothing: TermTyped = { term: '', variants: '', category: 'association', explanation: typed() }

const namesIn = (variants: string) => [
  ...new Set(
    variants
      .split(/[,\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]

/** What is sent of it. */
export const wordsOf = ({ term, variants, category, explanation }: TermTyped) => ({
  term: term.trim(),
  variants: namesIn(variants),
  category,
  explanation: sent(explanation),
})

/** As others will see it, while it is being typed. */
export const previewOf = (values: TermTyped): Omit<GlossaryTerm, 'id'> => {
  const { explanation, ...rest } = wordsOf(values)
  return { ...rest, explanation: { ...explanation } }
}

/** What is certainly wrong. */
export function wrongIn(values: TermTyped): ('term' | 'variants' | 'explanation')[] {
  const names = namesIn(values.variants)
  return [
    ...(values.term.trim().length < 2 ? (['term'] as const) : []),
    ...(names.length > 12 || names.some((name) => name.length < 2 || name.length > 60)
      ? (['variants'] as const)
      : []),
    ...(tooShort(values.explanation) ? (['explanation'] as const) : []),
  ]
}
