import { IconMicrophone } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Link, Node } from '../../ui/index.ts'
import styles from './Live.module.css'
import { placeOf } from './news.ts'
import { useLive } from './SessionContext.ts'
import { useTimes, waitFor } from './times.ts'
import { useTick } from './useServerClock.ts'
import { useOwnReason } from './wording.ts'

const everyMs = 5_000

/** Whoever has just raised their hand sees their place, however far they had read: it stands at the top. */
function useComesIntoView(hand: number | undefined) {
  const last = useRef(hand)
  useEffect(() => {
    if (hand !== undefined && hand !== last.current) window.scrollTo({ top: 0 })
    last.current = hand
  }, [hand])
}

/** Where the reader stands and why, or that it is their turn. */
export function MyPlace() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view, clock, userId, threadHref } = useLive()
  const { inMinutes } = useTimes()
  const ownReason = useOwnReason()
  const now = useTick(clock, everyMs)
  const { session, ownTexts } = view
  const { stage, queue } = session
  const { turn } = stage
  const place = placeOf(session, userId)
  const hand = queue[place - 1]
  useComesIntoView(hand?.n)

  if (turn && userId !== null && turn.hand.party.userId === userId) {
    return (
      <section className={styles.mine} aria-label={t('live.mine.label')} data-now>
        <Node size={56} tone="own">
          <IconMicrophone aria-hidden="true" />
        </Node>
        <div>
          <b>{t('live.mine.now')}</b>
          <p>
            {turn.hand.written
              ? t('live.mine.nowWritten')
              : t('live.mine.nowText', { time: inMinutes(turn.allowedMs) })}
          </p>
        </div>
      </section>
    )
  }

  if (!hand) return null
  const text = hand.text ?? ownTexts.get(hand.n)
  const own = text !== undefined && (
    <details className={styles.ownText}>
      <summary>{t('live.mine.text')}</summary>
      <p dir="auto">{text}</p>
    </details>
  )
  // While things are written down nobody is called any more: there is nothing to wait for.
  if (stage.state === 'wrapping-up')
    return (
      <section className={styles.mine} aria-label={t('live.mine.label')}>
        <Node size={56} tone="own">
          <IconMicrophone aria-hidden="true" />
        </Node>
        <div>
          <b>{t('live.mine.unheard')}</b>
          <p>
            {t('live.mine.unheardText')} <Link href={threadHref}>{t('live.dock.toThread')}</Link>
          </p>
          {own}
        </div>
      </section>
    )
  return (
    <section className={styles.mine} aria-label={t('live.mine.label')}>
      <Node size={56} tone="own">
        {formatNumber(place)}
      </Node>
      <div>
        <b>{place === 1 ? t('live.mine.next') : t('live.mine.place', { place: formatNumber(place) })}</b>
        <p>
          {ownReason(hand)} {t('live.mine.wait', { time: inMinutes(waitFor(stage, place - 1, now)) })}
        </p>
        {own}
      </div>
    </section>
  )
}
