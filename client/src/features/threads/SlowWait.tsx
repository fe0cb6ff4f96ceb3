import { useTranslation } from '../../platform/i18n.ts'
import { useNow } from '../../platform/useNow.ts'

const second = 1000

/** The room is slow: one's words go by themselves when it is their turn. */
export function SlowWait({ until }: { until: string }) {
  const { t } = useTranslation()
  const left = Math.max(0, Math.ceil((Date.parse(until) - useNow(second)) / second))
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return <span role="timer">{t('moderation.slowWait', { clock })}</span>
}
