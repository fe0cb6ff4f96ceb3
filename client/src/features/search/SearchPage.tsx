import { useEffect, useRef } from 'react'
import { useAddressFilters } from '../../platform/address-filters.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { SearchAsTyped } from '../../platform/SearchAsTyped.tsx'
import { Button, EmptyState, PageHeader, Rows, SkeletonLines } from '../../ui/index.ts'
import { names, type Filter } from './choices.ts'
import { HitRow } from './HitRow.tsx'
import styles from './SearchPage.module.css'
import { SearchSentence } from './SearchSentence.tsx'
import { useSearch } from './useSearch.ts'

const pause = 250
const filtersOnly = Object.keys(names).filter((name): name is Exclude<Filter, 'q'> => name !== 'q')
const noFilters = Object.fromEntries(filtersOnly.map((name) => [name, '']))

export function SearchPage() {
  const { t } = useTranslation()
  const { filters, change } = useAddressFilters(names)
  const found = useSearch(filters)
  const { data, error, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = found
  const frame = useRef<HTMLDivElement>(null)
  const asked = filters.q !== undefined
  const first = data?.pages[0]

  // Whoever comes to search begins to type; whoever comes back to hits, or to a link, begins to read.
  const arrivedToType = useRef(!asked)
  useEffect(() => {
    if (arrivedToType.current) frame.current?.querySelector('input')?.focus()
  }, [])

  const hits = data?.pages.flatMap((page) => page.hits) ?? []
  const filtered = filtersOnly.some((name) => filters[name] !== undefined)

  function results() {
    if (!asked)
      return (
        <EmptyState drawing="search" title={t('search.begin')}>
          {t('search.beginText')}
        </EmptyState>
      )
    if (error && !data) {
      const clear = () => change(filtered ? noFilters : { q: '' })
      return <LoadFailed error={error} onRetry={refetch} onClear={clear} />
    }
    if (!first) return <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />
    if (hits.length === 0) {
      const dropping = filtered && first.unfiltered > 0
      return (
        <EmptyState
          drawing="search"
          title={t('search.none')}
          action={
            dropping && (
              <Button look="line" onClick={() => change(noFilters)}>
                {t('search.withoutFilters', { count: first.unfiltered })}
              </Button>
            )
          }
        >
          {t('search.noneText')}
        </EmptyState>
      )
    }
    return (
      <div className={styles.found} data-stale={isPlaceholderData || undefined}>
        <Rows label={t('search.hits')}>
          {hits.map((hit) => (
            <HitRow key={hit.id} hit={hit} />
          ))}
        </Rows>
        {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
      </div>
    )
  }

  return (
    <Page title={filters.q ? t('search.titleFor', { words: filters.q }) : t('search.title')}>
      <div ref={frame} data-search="">
        <PageHeader title={t('search.title')} />
        <SearchAsTyped
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={filters.q ?? ''}
          maxLength={200}
          onChange={(q) => change({ q })}
          submitLabel={t('search.submit')}
          pause={pause}
          hint={<span className={styles.key}>{t('search.key')}</span>}
        />
        {asked && (
          <SearchSentence
            filters={filters}
            total={first?.total}
            counts={first?.counts}
            rooms={found.rooms}
            onChange={change}
          />
        )}
        {asked && first?.complete === false && (
          <output className={styles.building}>{t('search.building')}</output>
        )}
        {results()}
      </div>
    </Page>
  )
}
