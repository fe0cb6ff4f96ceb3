import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, ClockLine } from '../../ui/index.ts'
import styles from './Desk.module.css'
import { LiveClock } from './LiveClock.tsx'
import { useLive } from './SessionContext.ts'
import { PartyStanding } from './PartyStanding.tsx'
import { leftOf } from './times.ts'
import type { DeskActs } from './useDeskActs.ts'
import { useTick } from './useServerClock.ts'
import { useTurnNote } from './useTurnNote.ts'
import { usePartyName } from './wording.ts'

const extensionSeconds = 30

/** The present turn: who, how long, and what can be done about it in one tap. */
export function DeskClock({ acts }: { acts: DeskActs }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view, clock } = useLive()
  const now = useTick(clock)
  const turnNote = useTurnNote()
  const partyName = usePartyName()
  const { turn, item } = view.session.stage
  if (!turn) return null
  const runs = turn.state === 'speaking'
  const press = (act: 'start' | 'pause' | 'extend' | 'end' | 'skip') => () =>
    void acts.act('live.turn', {
      turn: turn.number,
      act,
      ...(act === 'extend' && { seconds: extensionSeconds }),
    })
  return (
    <section className={styles.clock} aria-label={t('live.desk.time')}>
      <div className={styles.clockRow}>
        <p>
          <b>
            <bdi>{partyName(turn.hand.party)}</bdi> <PartyStanding party={turn.hand.party} />
          </b>
          <span>
            {turnNote(turn, now)}
            {item !== null && <> · {t('live.desk.question', { number: formatNumber(item) })}</>}
            {turn.byHand && <> · {t('live.desk.byHand')}</>}
          </span>
        </p>
        <LiveClock turn={turn} now={now} big />
      </div>
      {turn.hand.written && turn.hand.text !== null && (
        <blockquote dir="auto" className={styles.text}>
          {turn.hand.text}
        </blockquote>
      )}
      <div className={styles.clockButtons}>
        {/* The same two buttons with other words: whoever has pressed one keeps the focus. */}
        <Button
          look={runs ? 'ink-line' : 'ink'}
          icon={runs ? <IconPlayerPause aria-hidden="true" /> : <IconPlayerPlay aria-hidden="true" />}
          onClick={press(runs ? 'pause' : 'start')}
        >
          {t(runs ? 'live.desk.pause' : turn.state === 'paused' ? 'live.desk.goOn' : 'live.desk.start')}
        </Button>
        <Button look="ink-line" onClick={press(turn.state === 'called' ? 'skip' : 'extend')}>
          {t(turn.state === 'called' ? 'live.desk.skip' : 'live.desk.extend')}
        </Button>
        <Button look="ink-line" onClick={press('end')}>
          {t('live.desk.end')}
        </Button>
      </div>
      <ClockLine left={leftOf(turn, now) / turn.allowedMs} />
    </section>
  )
}
