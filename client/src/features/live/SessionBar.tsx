import type { SessionStage } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { LiveBar } from '../../ui/index.ts'
import { LiveClock } from './LiveClock.tsx'
import { PartyStanding } from './PartyStanding.tsx'
import { isOn } from './pick.ts'
import { useLive } from './SessionContext.ts'
import { leftOf } from './times.ts'
import { useTick } from './useServerClock.ts'
import { useTurnNote } from './useTurnNote.ts'
import { nameOf, useItemTitle, usePartyName } from './wording.ts'

/** The saffron bar: what is talked about, who has the floor, and how long still. */
export function SessionBar({ tools }: { tools: ReactNode }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view, clock, room, connected } = useLive()
  const now = useTick(clock)
  const turnNote = useTurnNote()
  const partyName = usePartyName()
  const itemTitle = useItemTitle(room)
  const { stage } = view.session
  const { turn, item, agenda } = stage
  const present = item === null ? undefined : agenda[item - 1]
  const note =
    stage.state === 'running' && item !== null
      ? t('live.bar.item', { number: formatNumber(item), total: formatNumber(agenda.length) })
      : noteFor(stage)

  return (
    <LiveBar
      tone={isOn(stage.state) ? 'live' : 'calm'}
      word={t(`live.word.${stage.state}`)}
      note={connected ? note : t('live.lostShort')}
      title={
        present && stage.state === 'running' ? itemTitle(present) : <span dir="auto">{stage.title}</span>
      }
      tools={tools}
      speaker={
        turn
          ? {
              initials: initials(nameOf(turn.hand.party)),
              name: (
                <>
                  <bdi>{partyName(turn.hand.party)}</bdi> <PartyStanding party={turn.hand.party} />
                </>
              ),
              note: turnNote(turn, now),
            }
          : undefined
      }
      clock={turn ? <LiveClock turn={turn} now={now} /> : undefined}
      left={turn ? leftOf(turn, now) / turn.allowedMs : undefined}
    />
  )

  function noteFor({ state }: SessionStage) {
    if (state === 'ready') return t('live.bar.ready')
    return state === 'wrapping-up' ? t('live.bar.wrapping-up') : undefined
  }
}
