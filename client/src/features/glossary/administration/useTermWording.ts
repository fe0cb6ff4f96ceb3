import { useTranslation } from '../../../platform/i18n.ts'

/** What to write at a field that is not right yet, and for what only the server knows. */
export function useTermWording() {
  const { t } = useTranslation()
  return {
    wording: {
      term: t('glossary.admin.errors.term'),
      variants: t('glossary.admin.errors.variants'),
      explanation: t('glossary.admin.errors.explanation'),
    },
    reasons: { 'another term has this name': t('glossary.admin.errors.taken') },
  }
}
