import type { SessionBrief } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { AllDates } from './AllDates.tsx'
import { SessionStrip } from './SessionStrip.tsx'
import styles from './Strip.module.css'

interface SessionStripsProps {
  sessions: readonly SessionBrief[]
}

/** What is on or comes next, and the way to all dates. */
export function SessionStrips({ sessions }: SessionStripsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.several}>
      <div className={styles.inRoom}>
        {sessions.map((session) => (
          <SessionStrip key={session.id} session={session} />
        ))}
      </div>
      <AllDates>{t('live.dates.all')}</AllDates>
    </div>
  )
}
