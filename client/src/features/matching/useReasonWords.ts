import type { Suggestion } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useTermName } from './vocabulary.ts'

type Reason = Suggestion['reasons'][number]

/** A reason comes as data; here it becomes a sentence in the reader's language. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation()
  const { formatList, formatDistance } = useFormat()
  const termName = useTermName()
  // What merely comes close is never called the thing itself.
  const complement = (direction: 'they-offer' | 'they-seek', terms: string, instead: string[]) =>
    instead.length === 0
      ? t(`matching.reason.complementarity.${direction}`, { terms })
      : t(`matching.reason.complementarity.${direction}-instead`, {
          terms,
          instead: formatList(instead.map(termName).filter(Boolean)),
        })
  return ({ kind, direction, terms, instead, km }) => {
    const names = formatList(terms.map(termName).filter(Boolean))
    switch (kind) {
      case 'complementarity':
        return complement(direction === 'they-seek' ? direction : 'they-offer', names, instead)
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
