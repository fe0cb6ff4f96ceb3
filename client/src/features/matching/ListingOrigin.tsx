import type { Listing } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { Link } from '../../ui/index.ts'

/** Back to the contribution an entry came of; only whoever may read that is told of it. */
export function ListingOrigin({ source }: { source: NonNullable<Listing['source']> }) {
  const { t } = useTranslation()
  return (
    <Link href={`/raeume/${source.roomSlug}/${source.threadId}?beitrag=${source.contributionId}`}>
      {t('matching.origin')}
    </Link>
  )
}
