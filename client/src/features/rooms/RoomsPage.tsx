import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { Failed } from '../../platform/Failed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { EmptyState, PageHeader, SkeletonLines } from '../../ui/index.ts'
import { RoomBlock } from './RoomBlock.tsx'
import styles from './Rooms.module.css'

export function RoomsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('rooms.list', {}))
  return (
    <Page title={t('rooms.title')}>
      <PageHeader title={t('rooms.title')} lead={t('rooms.lead')} />
      <div className={styles.rooms}>
        {error && !data && <Failed title={t('rooms.failed')} error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} node={false} />}
        {data?.rooms.length === 0 && <EmptyState drawing="threads" title={t('rooms.none')} />}
        {data?.rooms.map((room) => (
          <RoomBlock key={room.id} room={room} />
        ))}
      </div>
    </Page>
  )
}
