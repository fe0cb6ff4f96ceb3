import type { SessionBrief } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'

/** "Live · 5 Vereine", with words that every page has. */
export function useNowWords() {
  const { t } = useTranslation()
  return ({ state, pulse }: Pick<SessionBrief, 'state' | 'pulse'>): string => {
    const word = t(`rooms.session.${state === 'ready' ? 'soon' : 'live'}`)
    return pulse && pulse.organisations > 0
      ? `${word} · ${t('rooms.session.organisations', { count: pulse.organisations })}`
      : word
  }
}
