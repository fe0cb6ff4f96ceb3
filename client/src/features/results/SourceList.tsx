import type { ResultItem } from '@augenhoehe/contracts'
import { nameOrFormer } from '../../platform/former.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Link } from '../../ui/index.ts'
import { contributionHref } from './addresses.ts'
import styles from './Results.module.css'

interface SourceListProps {
  id?: string
  item: ResultItem
  place: { roomSlug: string; threadId: string }
}

/** What a statement rests on; each leads to where it was said. What was removed leaves a stub. */
export function SourceList({ id, item, place }: SourceListProps) {
  const { t } = useTranslation()
  return (
    <div id={id} className={styles.sources}>
      <ul>
        {item.sources.map((source) => (
          <li key={source.contributionId}>
            {source.state === 'removed' ? (
              <span className={styles.gone}>{t('results.source.removed')}</span>
            ) : (
              <Link href={contributionHref(place, source.contributionId)} quiet>
                <b>
                  <bdi>{nameOrFormer(source.by)}</bdi>
                </b>
                <span className={styles.excerpt} dir="auto">
                  {source.excerpt}
                </span>
              </Link>
            )}
          </li>
        ))}
      </ul>
      {item.spreadNote && item.spread && (
        <p className={styles.note}>
          {item.suggestedSpread && item.suggestedSpread !== item.spread
            ? t('results.spreadChanged', {
                suggested: t(`results.spread.${item.suggestedSpread}`),
                chosen: t(`results.spread.${item.spread}`),
              })
            : t('results.spreadNote')}{' '}
          <bdi>{item.spreadNote}</bdi>
        </p>
      )}
    </div>
  )
}
