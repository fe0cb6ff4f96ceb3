import type { AllOperations, LogEntry, Reply, Room } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { z } from 'zod'
import { call, read } from '../../platform/api.ts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { UnderPage } from '../../platform/UnderPage.tsx'
import { Button, EmptyState, Row, Rows, SkeletonLines } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { useRuleName } from './rule-name.ts'

type Entry = z.infer<typeof LogEntry>

export function LogPage() {
  return (
    <SignInFirst>
      <RoomLog />
    </SignInFirst>
  )
}

function RoomLog() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { room: slug = '' } = useParams()
  const { data: room, error, refetch } = useQuery(read('rooms.get', { slug }))
  if (isNowhere(error)) return <NotFoundPage />
  const title = t('moderating.log.title')
  return (
    <UnderPage
      title={title}
      up={{
        href: `/raeume/${slug}`,
        label: room ? localised(room.shortTitle, locale) : t('moderating.log.back'),
      }}
      lead={t('moderating.log.lead')}
    >
      {error && !room && <LoadFailed error={error} onRetry={refetch} />}
      {!room && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
      {room && <Entries room={room} />}
    </UnderPage>
  )
}

function Entries({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['moderation.log', room.id],
    queryFn: ({ pageParam, signal }) =>
      call('moderation.log', { roomId: room.id, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: Reply<AllOperations['moderation.log']>) => nextCursor,
  })
  if (error && !data) return <LoadFailed error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={3} node={false} />
  const entries = data.pages.flatMap((page) => page.entries)
  if (entries.length === 0) {
    return (
      <EmptyState drawing="quiet" title={t('moderating.log.empty')}>
        {t('moderating.log.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <Rows label={t('moderating.log.title')}>
        {entries.map((entry, index) => (
          // Entries have no name of their own, and only older ones are added.
          // oxlint-disable-next-line react/no-array-index-key
          <LogRow key={index} entry={entry} />
        ))}
      </Rows>
      {hasNextPage && (
        <p className={styles.footLink}>
          <Button look="line" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('moderating.log.earlier')}
          </Button>
        </p>
      )}
    </>
  )
}

function LogRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const ruleName = useRuleName()
  const { kind, measure, rule, at, office, until, state } = entry
  const what =
    kind === 'measure'
      ? t('moderating.log.what.measure', { name: t(`moderating.measureName.${measure ?? 'read-only'}`) })
      : t(`moderating.log.what.${kind}`)
  return (
    <Row
      title={what}
      level={2}
      meta={
        <>
          {ruleName(rule)} · {t(`moderating.log.office.${office}`)}
          {until && ` · ${t('moderating.statement.untilDay', { day: formatDate(until) })}`}
          {state !== 'in-force' && ` · ${t(`moderating.state.${state}`)}`}
        </>
      }
      trailing={<time dateTime={at}>{formatDate(at)}</time>}
    />
  )
}
