import type { Turn } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { Clock } from '../../ui/index.ts'
import { leftOf, soonMs, useTimes } from './times.ts'

interface LiveClockProps {
  turn: Turn
  now: number
  big?: boolean
}

/** What is left of a turn, by the server's clock; once it is over, how much it is over. */
export function LiveClock({ turn, now, big = false }: LiveClockProps) {
  const { t } = useTranslation()
  const { clock, spelled } = useTimes()
  const left = leftOf(turn, now)
  return (
    <Clock
      text={clock(left)}
      label={
        left >= 0
          ? t('live.clock.left', { time: spelled(left) })
          : t('live.clock.over', { time: spelled(left) })
      }
      tone={left < 0 ? 'over' : left <= soonMs ? 'soon' : 'calm'}
      size={big ? 'big' : 'normal'}
    />
  )
}
