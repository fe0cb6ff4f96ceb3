import type { SessionBrief } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { AllDates } from './AllDates.tsx'
import { SessionStrip } from './SessionStrip.tsx'
import styles from './Strip.module.css'

interface SessionStripsProps {
  sessions: readonly SessionBrief[]
  /** With the way to all dates. */
  withAll?: boolean
}

/** What is on or comes next. */
export function SessionStrips({ sessions, withAll = false }: SessionStripsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.several}>
      <div className={styles.inRoom}>
        {sessions.map((session) => (
          <SessionStrip key={session.id} session={session} />
        ))}
      </div>
      {withAll && <AllDates>{t('live.dates.all')}</AllDates>}
    </div>
  )
}
