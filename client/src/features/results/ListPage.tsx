import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Trans } from 'react-i18next'
import { useAddressFilters } from '../../platform/address-filters.ts'
import { call, read } from '../../platform/api.ts'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { SearchAsTyped } from '../../platform/SearchAsTyped.tsx'
import { useIsStaff } from '../../platform/StaffOnly.tsx'
import {
  Button,
  EmptyState,
  Link,
  PageHeader,
  Rows,
  SkeletonLines,
  WordFilter,
  WordSentence,
} from '../../ui/index.ts'
import { BriefRow } from './BriefRow.tsx'
import styles from './Results.module.css'
import { useResultNews } from './useRecord.ts'

const names = { q: 'suche', room: 'raum' } as const

/** A room that one may not read or that does not exist: the same, and nothing stands in it. */
const nowhere = '0'.repeat(24)

export function ListPage() {
  const { t } = useTranslation()
  const locale = useLocale()
  const isStaff = useIsStaff()
  useResultNews()
  const { filters, change, clear } = useAddressFilters(names)
  const { data: known, isPending: roomsPending } = useQuery({ ...read('rooms.list', {}), staleTime: 300_000 })
  const rooms = known?.rooms ?? []
  const wanted = {
    ...(filters.q && { query: filters.q }),
    ...(filters.room && { roomId: rooms.find(({ slug }) => slug === filters.room)?.id ?? nowhere }),
  }
  const { data, error, refetch, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['results.list', 'pages', wanted],
      queryFn: ({ pageParam, signal }) =>
        call('results.list', { ...wanted, ...(pageParam && { cursor: pageParam }) }, signal),
      initialPageParam: '',
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
      enabled: !(filters.room && roomsPending),
    })
  const found = data?.pages.flatMap(({ records }) => records)
  const filtered = filters.q !== undefined || filters.room !== undefined

  return (
    <Page title={t('results.list.title')}>
      <PageHeader
        title={t('results.list.title')}
        lead={t('results.list.lead')}
        actions={
          isStaff && (
            <Button look="line" href="/verwaltung/dokumentationen">
              {t('results.list.toDocumentations')}
            </Button>
          )
        }
      />
      <div className={styles.search}>
        <SearchAsTyped
          label={t('results.list.label')}
          placeholder={t('results.list.placeholder')}
          value={filters.q ?? ''}
          onChange={(q) => change({ q })}
          submitLabel={t('search.submit')}
        />
        <WordSentence>
          <Trans
            i18nKey="results.list.sentence"
            components={{
              room: (
                <WordFilter
                  label={t('search.filter.room')}
                  value={filters.room ?? ''}
                  options={[
                    { value: '', label: t('results.list.allRooms') },
                    ...rooms.map(({ slug, shortTitle }) => ({
                      value: slug,
                      label: localised(shortTitle, locale),
                    })),
                  ]}
                  onChange={(room) => change({ room })}
                  closeLabel={t('common.close')}
                />
              ),
            }}
          />
        </WordSentence>
      </div>
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!found && !error && <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />}
      {found?.length === 0 && (
        <EmptyState
          drawing={filtered ? 'search' : 'threads'}
          title={t(filtered ? 'results.list.noneFound' : 'results.list.none')}
          action={
            filtered ? (
              <Button look="line" onClick={clear}>
                {t('results.list.showAll')}
              </Button>
            ) : (
              <Button look="line" href="/raeume">
                {t('results.list.toRooms')}
              </Button>
            )
          }
        >
          {t(filtered ? 'results.list.noneFoundText' : 'results.list.noneText')}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <div className={styles.found} data-stale={isPlaceholderData || undefined}>
          <Rows label={t('results.list.title')}>
            {found.map((brief) => (
              <BriefRow key={brief.id} brief={brief} />
            ))}
          </Rows>
          {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
        </div>
      )}
      <p className={styles.further}>
        <Link href="/presse">{t('press.list.title')}</Link>
      </p>
    </Page>
  )
}
