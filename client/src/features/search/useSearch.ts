import type { AllOperations, Input, Room } from '@augenhoehe/contracts'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useLocale } from '../../platform/i18n.ts'
import { kinds, types, type Filters } from './choices.ts'

type Query = Input<AllOperations['search.find']>

/** A room that one may not read or that does not exist: the same, and nothing stands in it. */
const nowhere = '0'.repeat(24)
const perPage = 20
/** How long until it is looked again whether the index is complete, in milliseconds. */
const again = 3000

const oneOf = <T extends string>(list: readonly T[], value: string | undefined) =>
  list.find((one) => one === value)

function queryOf(filters: Filters, rooms: readonly Room[], locale: Query['locale']): Query {
  const { q = '', room, question, municipality, language } = filters
  const kind = oneOf(kinds, filters.kind)
  const type = oneOf(types, filters.type)
  return {
    q,
    ...(locale && { locale }),
    limit: perPage,
    ...(kind && { kind }),
    ...(type && { type }),
    ...(room && { roomId: rooms.find(({ slug }) => slug === room)?.id ?? nowhere }),
    ...(room && question && { questionId: question }),
    ...(municipality && { municipality }),
    ...(language && { lang: language }),
  }
}

/** The hits for what stands in the address; answers to what was typed before are dropped. */
export function useSearch(filters: Filters) {
  const locale = useLocale()
  const { data: known, isPending: roomsPending } = useQuery({ ...read('rooms.list', {}), staleTime: 300_000 })
  const rooms = known?.rooms ?? []
  const query = queryOf(filters, rooms, locale)
  const found = useInfiniteQuery({
    queryKey: ['search.find', 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      call('search.find', { ...query, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled: query.q !== '' && !(filters.room && roomsPending),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.complete === false ? again : false),
  })
  return { ...found, rooms }
}
