import { IconCalendar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Button, EmptyState, PageHeader, Row, Rows, SectionHead, SkeletonLines } from '../../ui/index.ts'
import { RoomBlock } from './RoomBlock.tsx'
import styles from './Rooms.module.css'

export function RoomsPage() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data, error, refetch } = useQuery(read('rooms.list', {}))
  const archive = data?.rooms.filter(({ archived }) => archived) ?? []
  return (
    <Page title={t('rooms.title')}>
      <PageHeader
        title={t('rooms.title')}
        lead={t('rooms.lead')}
        actions={
          // On phones there is no room for it among the tabs.
          <Button look="line" href="/termine" icon={<IconCalendar aria-hidden="true" />}>
            {t('common.nav.dates')}
          </Button>
        }
      />
      <div className={styles.rooms}>
        {error && !data && <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} node={false} />}
        {data?.rooms.length === 0 && <EmptyState drawing="threads" title={t('rooms.none')} />}
        {data?.rooms
          .filter(({ archived }) => !archived)
          .map((room) => (
            <RoomBlock key={room.id} room={room} />
          ))}
        {archive.length > 0 && (
          <section aria-labelledby="rooms-archive">
            <SectionHead id="rooms-archive">{t('rooms.archive')}</SectionHead>
            <Rows>
              {archive.map(({ id, slug, title, threadCount }) => (
                <Row
                  key={id}
                  level={3}
                  title={<bdi>{localised(title, locale)}</bdi>}
                  href={`/raeume/${slug}`}
                  meta={t('rooms.threads', { count: threadCount })}
                />
              ))}
            </Rows>
          </section>
        )}
      </div>
    </Page>
  )
}
