import type { Turn } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { leftOf, soonMs } from './times.ts'

/** What happens in a turn, in a few words: "Marek Nowak spricht", "Noch 30 Sekunden", "Pause". */
export function useTurnNote(): (turn: Turn, now: number) => string {
  const { t } = useTranslation()
  return (turn, now) => {
    const { hand, state } = turn
    const { organisation, name } = hand.party
    if (state === 'called') return t('live.turn.called', { name })
    if (state === 'paused') return t('live.turn.paused')
    const left = leftOf(turn, now)
    if (left <= 0) return t('live.turn.over')
    if (left <= soonMs) return t('live.turn.soon')
    if (hand.written) return t('live.turn.written', { name })
    return organisation === null ? t('live.turn.personally') : t('live.turn.speaks', { name })
  }
}
