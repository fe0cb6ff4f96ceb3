import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Banner } from '../../ui/index.ts'
import styles from './Matching.module.css'
import type { useOutlook } from './useOutlook.ts'

interface OutlookNoteProps {
  outlook: ReturnType<typeof useOutlook>
}

/** Before one asks: whether the other side has room, and how many requests of the own one are open. */
export function OutlookNote({ outlook }: OutlookNoteProps) {
  const { t } = useTranslation()
  const { formatDate, formatNumber } = useFormat()
  if (!outlook) return null
  const { deliverAt, queueFull, open, openAtOnce } = outlook
  return (
    <>
      {(queueFull || deliverAt) && (
        <Banner tone="info" inset>
          {queueFull
            ? t('requests.queueFull')
            : t('requests.fullNotice', { date: formatDate(deliverAt ?? '') })}
        </Banner>
      )}
      {open > 0 && (
        <p className={styles.meta}>
          {t('requests.openCount', { open: formatNumber(open), most: formatNumber(openAtOnce) })}
        </p>
      )}
    </>
  )
}
