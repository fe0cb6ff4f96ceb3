import type { ItemOrigin } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'

/** What the draft took a statement over from; of a vote how it went. */
export function OriginWords({ origin }: { origin: ItemOrigin }) {
  const { t } = useTranslation()
  if (origin.kind === 'wall') return <span>{t('results.origin.wall')}</span>
  const { agree, disagree, unsure, organisations } = origin
  return (
    <span>
      {t('results.origin.vote')}: {t('results.origin.counts', { agree, disagree, unsure })} ·{' '}
      {t('results.origin.organisations', { count: organisations })}
    </span>
  )
}
