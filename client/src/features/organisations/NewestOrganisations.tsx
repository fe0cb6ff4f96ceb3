import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { SkeletonLines } from '../../ui/index.ts'
import { OrganisationList } from './OrganisationList.tsx'

/** Who joined last. The directory is ordered by name, so the newest are picked out of one long page. */
export function NewestOrganisations({ limit = 3 }: { limit?: number }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.list', { limit: 100 }))
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} size="small" />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={limit} lines={1} />
  if (data.organisations.length === 0) return <p>{t('organisations.directory.nobodyYet')}</p>
  const newest = data.organisations.toSorted((a, b) => (a.joinedAt < b.joinedAt ? 1 : -1)).slice(0, limit)
  return <OrganisationList organisations={newest} level={3} />
}
