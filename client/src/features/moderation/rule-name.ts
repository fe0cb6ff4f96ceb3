import type { Statement } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'

/** A rule in words, also the one that machines apply. */
export function useRuleName(): (rule: Statement['rule']) => string {
  const { t } = useTranslation()
  return (rule) =>
    rule === 'first-contribution' ? t('moderating.firstContribution') : t(`threads.rule.${rule}`)
}
