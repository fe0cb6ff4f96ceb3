import { useTranslation } from '../../../platform/i18n.ts'

/** What to write at a field that is not right yet. */
export function useWording() {
  const { t } = useTranslation()
  return {
    title: t('administration.errors.title'),
    shortTitle: t('administration.errors.shortTitle'),
    description: t('administration.errors.description'),
    questions: t('administration.errors.questions'),
  }
}
