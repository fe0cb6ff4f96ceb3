import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { label, localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useTaxonomy } from '../../platform/reference.ts'
import { EmptyState, Link, Row, Rows, SkeletonLines } from '../../ui/index.ts'
import { fittingRooms } from './fitting-rooms.ts'

/** Rooms for somebody new, each with the reason why. */
export function FittingRooms({ needs }: { needs: readonly string[] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatList } = useFormat()
  const taxonomy = useTaxonomy()
  const { data, error, refetch } = useQuery(read('rooms.list', {}))
  const { data: topics } = useQuery({
    queryKey: ['reference', 'topics'],
    queryFn: () => import('@augenhoehe/reference-data/topics'),
    staleTime: Infinity,
  })
  if (error && !data) return <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />
  if (!data || !topics) return <SkeletonLines label={t('common.loading')} entries={2} node={false} />
  const fitting = fittingRooms(data.rooms, needs, topics)
  if (fitting.length === 0)
    return <EmptyState drawing="threads" size="small" level={3} title={t('rooms.none')} />
  const name = (id: string) => {
    const kind = taxonomy?.needKindById(id)
    return kind ? label(kind, locale) : ''
  }
  return (
    <Rows label={t('welcome.rooms.title')}>
      {fitting.map(({ room, needs: about }) => {
        const title = localised(room.title, locale)
        const href = `/raeume/${room.slug}`
        return (
          <Row
            key={room.id}
            level={3}
            title={<bdi>{title}</bdi>}
            href={href}
            meta={
              <>
                {about.length > 0
                  ? t('welcome.rooms.about', { terms: formatList(about.map(name).filter(Boolean)) })
                  : localised(room.description, locale)}{' '}
                {t('rooms.threads', { count: room.threadCount })}
              </>
            }
            actions={
              <Link href={href} aria-label={t('welcome.rooms.readNamed', { room: title })}>
                {t('welcome.rooms.read')}
              </Link>
            }
          />
        )
      })}
    </Rows>
  )
}
