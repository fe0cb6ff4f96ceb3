import type { Listing } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'

/** When it holds, in a few words. */
export function useListingMeta(): (listing: Pick<Listing, 'from' | 'until'>) => string | undefined {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return ({ from, until }) => {
    if (from && until)
      return t('matching.period.fromUntil', { from: formatDate(from), until: formatDate(until) })
    if (from) return t('matching.period.from', { from: formatDate(from) })
    if (until) return t('matching.period.until', { until: formatDate(until) })
    return undefined
  }
}
