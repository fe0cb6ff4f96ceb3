import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { SearchAsTyped } from '../../platform/SearchAsTyped.tsx'
import { useMe } from '../../platform/session.tsx'
import { Button, EmptyState, PageHeader, SkeletonLines } from '../../ui/index.ts'
import { useDirectorySearch } from './directory-search.ts'
import { DirectoryMap } from './DirectoryMap.tsx'
import styles from './DirectoryPage.module.css'
import { DirectorySentence } from './DirectorySentence.tsx'
import { OrganisationList } from './OrganisationList.tsx'

export function DirectoryPage() {
  const { t } = useTranslation()
  const { isSignedIn, memberships } = useMe()
  const { search, change, clear } = useDirectorySearch()
  // On phones the list is the page; the map would only cost their readers data.
  const roomy = useMediaQuery('(min-width: 62em)', false, { getInitialValueInEffect: false })
  const {
    data,
    error,
    isPending,
    isPlaceholderData,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
    refetch,
  } = useInfiniteQuery({
    queryKey: ['organisations.list', 'pages', search],
    queryFn: ({ pageParam, signal }) =>
      call('organisations.list', { ...search, ...(pageParam && { cursor: pageParam }), limit: 30 }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const organisations = data?.pages.flatMap((page) => page.organisations) ?? []
  const total = data?.pages[0]?.total

  return (
    <Page title={t('common.nav.organisations')} layout="wide">
      <div className={styles.directory}>
        <div className={styles.list}>
          <PageHeader
            title={t('common.nav.organisations')}
            actionsPlace="beside"
            actions={
              isSignedIn &&
              memberships.length === 0 && (
                <Button look="line" href="/mein-verein/neu">
                  {t('accounts.me.createOrganisation')}
                </Button>
              )
            }
          />
          <SearchAsTyped
            label={t('organisations.directory.search')}
            placeholder={t('organisations.directory.placeholder')}
            value={search.search ?? ''}
            onChange={(text) => change({ search: text })}
            submitLabel={t('organisations.directory.submit')}
          />
          <DirectorySentence search={search} total={total} onChange={change} />
          {error && !data ? (
            <LoadFailed error={error} onRetry={refetch} />
          ) : isPending ? (
            <SkeletonLines label={t('common.loading')} entries={5} lines={1} />
          ) : total === 0 ? (
            <EmptyState
              drawing="search"
              title={t('organisations.directory.none')}
              action={
                <Button look="line" onClick={clear}>
                  {t('organisations.directory.clear')}
                </Button>
              }
            >
              {t('organisations.directory.noneText')}
            </EmptyState>
          ) : (
            <div className={styles.found} data-stale={isPlaceholderData || undefined}>
              <OrganisationList organisations={organisations} />
              {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
            </div>
          )}
        </div>
        {roomy && <DirectoryMap search={search} />}
      </div>
    </Page>
  )
}
