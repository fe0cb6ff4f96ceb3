import type { AgendaItem, SessionBrief } from '@augenhoehe/contracts'
import { IconChevronRight } from '@tabler/icons-react'
import { useEffect } from 'react'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Link, LiveStrip } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import { isOn } from './pick.ts'
import styles from './Strip.module.css'

interface SessionStripProps {
  session: SessionBrief
  /** What is talked about at this moment. */
  item?: AgendaItem | undefined
  onShown?: (() => void) | undefined
}

/** The way to a session: in saffron while it is on, quietly before; afterwards to what came of it. */
export function SessionStrip({ session, item, onShown }: SessionStripProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatWeekday, formatTime } = useFormat()
  const { state, title, startsAt, recordId } = session
  useEffect(() => onShown?.(), [onShown])
  if (isOn(state)) {
    return (
      <LiveStrip
        href={liveHref(session)}
        title={t(state === 'ready' ? 'live.strip.soon' : 'live.strip.now', { title })}
        note={item ? <bdi>{localised(item.title, locale)}</bdi> : t('live.strip.join')}
      />
    )
  }
  const hasRecord = state === 'documented' && recordId !== null
  return (
    <Link href={hasRecord ? `/ergebnisse/${recordId}` : liveHref(session)} className={styles.planned}>
      <span>
        {hasRecord
          ? t('live.outcome.toRecord')
          : t('live.strip.planned', { day: formatWeekday(startsAt), time: formatTime(startsAt) })}
        {': '}
        <bdi>{title}</bdi>
      </span>
      <IconChevronRight data-flip aria-hidden="true" />
    </Link>
  )
}
