import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { SkeletonLines } from '../../ui/index.ts'
import { OrganisationList } from './OrganisationList.tsx'

/** Who joined last. */
export function NewestOrganisations({ limit = 3 }: { limit?: number }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('organisations.list', { order: 'newest', limit }))
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} size="small" />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={limit} lines={1} />
  if (data.organisations.length === 0) return <p>{t('organisations.directory.nobodyYet')}</p>
  return <OrganisationList organisations={data.organisations} level={3} />
}
