import type { SessionBrief } from '@augenhoehe/contracts'
import { IconChevronRight } from '@tabler/icons-react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Link, LiveStrip } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import { isOn } from './pick.ts'
import styles from './Strip.module.css'

/** The way to a session: in saffron while it is on, quietly before. */
export function SessionStrip({ session }: { session: SessionBrief }) {
  const { t } = useTranslation()
  const { formatWeekday, formatTime } = useFormat()
  const { state, title, startsAt } = session
  if (isOn(state)) {
    return (
      <LiveStrip
        href={liveHref(session)}
        title={t(state === 'ready' ? 'live.strip.soon' : 'live.strip.now', { title })}
        note={t('live.strip.join')}
      />
    )
  }
  return (
    <Link href={liveHref(session)} className={styles.planned}>
      <span>
        {t('live.strip.planned', { day: formatWeekday(startsAt), time: formatTime(startsAt) })}
        {': '}
        <bdi>{title}</bdi>
      </span>
      <IconChevronRight data-flip aria-hidden="true" />
    </Link>
  )
}
