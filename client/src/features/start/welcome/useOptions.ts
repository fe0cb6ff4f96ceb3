import { label, useLocale } from '../../../platform/i18n.ts'
import { useTaxonomy } from '../../../platform/reference.ts'

/** What associations ask for most stands first. */
const often = [
  'rooms',
  'bookkeeping',
  'fundraising',
  'application',
  'interpreting',
  'volunteers',
  'website',
  'contact-administration',
]

/** The words of the vocabulary that may be answered, in the reader's language. */
export function useOptions() {
  const taxonomy = useTaxonomy()
  const locale = useLocale()
  const rank = (id: string) => (often.includes(id) ? often.indexOf(id) : often.length)
  return {
    // Fields that never enter a score would be asked for nothing.
    fields: (taxonomy?.activityFields ?? [])
      .filter(({ id }) => taxonomy?.mayMatchOn(id))
      .map((field) => ({ id: field.id, label: label(field, locale) })),
    needs: (taxonomy?.needKinds ?? [])
      .map((kind) => ({ id: kind.id, label: label(kind, locale) }))
      .toSorted((a, b) => rank(a.id) - rank(b.id)),
  }
}
