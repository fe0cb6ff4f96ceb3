import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { firstAnswer, firstAnswerAt } from '../../platform/first-answer.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { FollowChosen } from '../../platform/FollowChosen.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { SearchAsTyped } from '../../platform/SearchAsTyped.tsx'
import { useMe } from '../../platform/session.tsx'
import { Button, PageHeader, SkeletonLines } from '../../ui/index.ts'
import { firstPage, useDirectorySearch, type DirectorySearch } from './directory-search.ts'
import { DirectoryFiles } from './DirectoryFiles.tsx'
import { DirectoryMap } from './DirectoryMap.tsx'
import styles from './DirectoryPage.module.css'
import { DirectorySentence } from './DirectorySentence.tsx'
import { NothingFound } from './NothingFound.tsx'
import { OrganisationList } from './OrganisationList.tsx'

function useDirectory(search: DirectorySearch) {
  const first = firstAnswer('organisations.list', firstPage(search))
  return useInfiniteQuery({
    queryKey: ['organisations.list', 'pages', search],
    queryFn: ({ pageParam, signal }) =>
      call('organisations.list', { ...firstPage(search), ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    ...(first && {
      initialData: { pages: [first], pageParams: [''] },
      initialDataUpdatedAt: firstAnswerAt(),
    }),
  })
}

const mapId = 'karte'

export function DirectoryPage() {
  const { t } = useTranslation()
  const { isSignedIn, memberships } = useMe()
  const { search, change, clear } = useDirectorySearch()
  // On phones the list is the page; the map comes when somebody asks for it.
  const roomy = useMediaQuery('(min-width: 62em)', false, { getInitialValueInEffect: false })
  const [mapWanted, setMapWanted] = useState(false)
  const { data, error, isPending, isPlaceholderData, hasNextPage, fetchNextPage, ...query } =
    useDirectory(search)
  const organisations = data?.pages.flatMap((page) => page.organisations) ?? []
  const first = data?.pages[0]
  const total = first?.total
  const map = (
    <DirectoryMap
      id={mapId}
      search={search}
      counts={first?.districts ?? {}}
      onChange={(changes) => {
        change(changes)
        setMapWanted(false)
      }}
    />
  )

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
            maxLength={100}
            onChange={(text) => change({ search: text })}
            submitLabel={t('organisations.directory.submit')}
          />
          <DirectorySentence search={search} total={total} onChange={change} />
          <FollowChosen municipality={search.municipality} categories={[search.field, search.offers]} />
          {first && search.near !== undefined && first.near === null && (
            <p>{t('organisations.directory.unknownPlace', { place: search.near })}</p>
          )}
          {!roomy && (
            <>
              <Button
                look="text"
                className={styles.mapButton}
                aria-expanded={mapWanted}
                aria-controls={mapId}
                onClick={() => setMapWanted(!mapWanted)}
              >
                {t(mapWanted ? 'organisations.map.hide' : 'organisations.map.show')}
              </Button>
              {mapWanted && map}
            </>
          )}
          <div className={styles.answer}>
            {error && !data ? (
              <LoadFailed error={error} onRetry={query.refetch} onClear={clear} />
            ) : isPending ? (
              <SkeletonLines label={t('common.loading')} entries={5} lines={1} />
            ) : total === 0 ? (
              <NothingFound search={search} onChange={change} onClear={clear} />
            ) : (
              <div className={styles.found} data-stale={isPlaceholderData || undefined}>
                <OrganisationList organisations={organisations} />
                {hasNextPage && (
                  <MoreButton onClick={() => void fetchNextPage()} busy={query.isFetchingNextPage} />
                )}
                <DirectoryFiles search={search} />
              </div>
            )}
          </div>
        </div>
        {roomy && map}
      </div>
    </Page>
  )
}
