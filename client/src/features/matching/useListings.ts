import type { Listing } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'

export type ListingKind = Listing['kind']
export const operationsOf = { need: 'needs', offer: 'offers' } as const

const newestFirst = (a: Listing, b: Listing) => (a.createdAt < b.createdAt ? 1 : -1)
const own = 100

/** Everything an organisation has said it needs or offers; its members also see what is paused or over. */
export function useOwnListings(organisationId: string) {
  const needs = useQuery(read('needs.list', { organisationId, limit: own }))
  const offers = useQuery(read('offers.list', { organisationId, limit: own }))
  return {
    listings:
      needs.data && offers.data
        ? [...needs.data.listings, ...offers.data.listings].sort(newestFirst)
        : undefined,
    error: needs.error ?? offers.error,
    retry: () => {
      void needs.refetch()
      void offers.refetch()
    },
  }
}

interface Search {
  category?: string
  municipality?: string
  km?: number
  where?: 'remote'
  from?: string
  until?: string
}

function usePages(kind: ListingKind, search: Search, enabled: boolean, limit: number) {
  const name = `${operationsOf[kind]}.list` as const
  return useInfiniteQuery({
    queryKey: [name, 'pages', search, limit],
    queryFn: ({ pageParam, signal }) =>
      call(name, { ...search, limit, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    enabled,
  })
}

/** Public needs and offers, newest first. Both kinds together end where the shorter list has more to load. */
export function usePublicListings(kinds: readonly ListingKind[], search: Search, limit: number) {
  const needs = usePages('need', search, kinds.includes('need'), limit)
  const offers = usePages('offer', search, kinds.includes('offer'), limit)
  const used = [needs, offers].filter((_, index) => kinds.includes(index === 0 ? 'need' : 'offer'))
  const lists = used.map(({ data }) => data?.pages.flatMap(({ listings }) => listings))
  const loaded = lists.every((list) => list !== undefined)

  const cut = used
    .filter(({ hasNextPage }) => hasNextPage)
    .map(({ data }) => data?.pages.at(-1)?.listings.at(-1)?.createdAt ?? '')
    .sort()
    .at(-1)
  const all = lists.flatMap((list) => list ?? []).sort(newestFirst)

  return {
    listings: loaded ? all.filter(({ createdAt }) => !cut || createdAt >= cut) : undefined,
    error: used.find(({ error }) => error)?.error ?? null,
    retry: () => used.forEach(({ refetch }) => void refetch()),
    more: used.some(({ hasNextPage }) => hasNextPage),
    loadingMore: used.some(({ isFetchingNextPage }) => isFetchingNextPage),
    loadMore: () => used.forEach(({ hasNextPage, fetchNextPage }) => hasNextPage && void fetchNextPage()),
  }
}
