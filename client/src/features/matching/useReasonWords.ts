import type { Suggestion } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useTermName } from './vocabulary.ts'

type Reason = Suggestion['reasons'][number]

/** A reason comes as data; here it becomes a sentence in the reader's language. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation()
  const { formatList, formatDistance } = useFormat()
  const termName = useTermName()
  return ({ kind, direction, terms, km }) => {
    const names = formatList(terms.map(termName).filter(Boolean))
    switch (kind) {
      case 'complementarity':
        return t(`matching.reason.complementarity.${direction}`, { terms: names })
      case 'maturity':
        return t(`matching.reason.maturity.${direction}`)
      case 'peer':
      case 'topic':
      case 'language':
        return t(`matching.reason.${kind}`, { terms: names })
      case 'distance':
        return km !== null && km < 1
          ? t('matching.reason.samePlace')
          : t('matching.reason.distance', { distance: formatDistance(km ?? 0) })
      case 'freshness':
        break
    }
    return t('matching.reason.freshness')
  }
}
