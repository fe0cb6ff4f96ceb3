import type { Listing } from '@augenhoehe/contracts'
import { label, useLocale } from '../../platform/i18n.ts'
import { useFieldName, useLanguageName, useTaxonomy } from '../../platform/reference.ts'

/** Kinds of needs and offers in the reader's language. */
export function useCategoryName(): (id: string) => string {
  const taxonomy = useTaxonomy()
  const locale = useLocale()
  return (id) => {
    const kind = taxonomy?.needKindById(id)
    return kind ? label(kind, locale) : ''
  }
}

/** What an entry is about, also where the vocabulary has lost the word since. */
export function useListingCategory(): (listing: Pick<Listing, 'category' | 'formerCategory'>) => string {
  const categoryName = useCategoryName()
  const locale = useLocale()
  return ({ category, formerCategory }) =>
    categoryName(category) || (formerCategory?.labels[locale] ?? formerCategory?.labels['de'] ?? '')
}

/** Categories under their groups, for a choice. */
export function useCategoryGroups() {
  const taxonomy = useTaxonomy()
  const locale = useLocale()
  return (taxonomy?.needGroups ?? []).map((group) => ({
    group: label(group, locale),
    items: (taxonomy?.needKindsInGroup(group.id) ?? []).map((kind) => ({
      value: kind.id,
      label: label(kind, locale),
    })),
  }))
}

/** Any word of the vocabulary that a reason may carry. */
export function useTermName(): (id: string) => string {
  const categoryName = useCategoryName()
  const fieldName = useFieldName()
  const languageName = useLanguageName()
  return (id) => categoryName(id) || fieldName(id) || languageName(id)
}
