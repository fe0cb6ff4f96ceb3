import type { SessionBrief } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, Link, LiveCard } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import { isOn } from './pick.ts'
import styles from './Strip.module.css'
import { useNowWords } from './useNowWords.ts'

/** Beside a room: what is on, with the way in, and below it what comes. */
export function LiveCards({ sessions }: { sessions: readonly SessionBrief[] }) {
  const { t } = useTranslation()
  const nowWords = useNowWords()
  const { formatWeekday, formatTime } = useFormat()
  const on = sessions.filter(({ state }) => isOn(state))
  const coming = sessions.filter(({ state }) => !isOn(state))
  return (
    <>
      {on.length > 0 && (
        <section>
          <h2>{t('live.dates.now')}</h2>
          {on.map((session) => (
            <LiveCard
              key={session.id}
              level={3}
              title={<bdi>{session.title}</bdi>}
              note={nowWords(session)}
              action={
                <Button
                  look="ink"
                  href={liveHref(session)}
                  aria-label={`${t('live.strip.join')}: ${session.title}`}
                >
                  {t('live.strip.join')}
                </Button>
              }
            />
          ))}
        </section>
      )}
      {coming.length > 0 && (
        <section>
          <h2>{t('live.dates.coming')}</h2>
          <ul className={styles.coming}>
            {coming.map((session) => (
              <li key={session.id}>
                <Link href={liveHref(session)} quiet>
                  <bdi>{session.title}</bdi>
                </Link>
                <p>
                  {t('live.facts.dayAndTime', {
                    day: formatWeekday(session.startsAt),
                    time: formatTime(session.startsAt),
                  })}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
