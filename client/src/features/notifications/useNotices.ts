import type { AllOperations, NoticeLine, Reply } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { useLocale } from '../../platform/i18n.ts'
import { useNews } from '../../platform/news.ts'

type List = Reply<AllOperations['notifications.list']>
type Shown = InfiniteData<List, string>

const newest = ['notifications.list'] as const

/**
 * What stands on the page, and how much has come since. News change lines where they stand; what would move them waits
 * until it is asked for. Coming back shows what was there, arriving anew what is there now.
 */
export function useNotices(onlyUnread: boolean) {
  const locale = useLocale()
  const queries = useQueryClient()
  const { key } = useLocation()
  const wanted = { locale, ...(onlyUnread && { unread: 'true' as const }) }
  const first = read('notifications.list', wanted)
  const shownKey = ['notifications.shown', key, locale, onlyUnread]
  useNews('notifications.changed', newest)

  const shown = useInfiniteQuery({
    queryKey: shownKey,
    queryFn: ({ pageParam, signal }): Promise<List> =>
      pageParam === ''
        ? queries.fetchQuery({ ...first, staleTime: 0 })
        : call('notifications.list', { ...wanted, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchOnReconnect: false,
  })
  const { data: latest } = useQuery({ ...first, enabled: shown.isSuccess })

  const lines = withoutRepeats(shown.data?.pages.flatMap((page) => page.lines) ?? [])
  const known = new Map(latest?.lines.map((line) => [line.object, line]))
  const atOf = new Map(lines.map(({ object, at }) => [object, at]))
  const isFresh = ({ object, at, unread }: NoticeLine) => unread && (atOf.get(object) ?? '') < at

  /** Says of lines on the page whether they were read. */
  const mark = (objects: ReadonlySet<string>, unread: boolean) => {
    const marked = (list: List): List => ({
      ...list,
      lines: list.lines.map((line) => (objects.has(line.object) ? { ...line, unread } : line)),
    })
    queries.setQueryData<Shown>(shownKey, (held) => held && { ...held, pages: held.pages.map(marked) })
    queries.setQueryData<List>(first.queryKey, (held) => held && marked(held))
  }

  return {
    lines: lines.map((line) => {
      const now = known.get(line.object)
      // Read on another device: said in its place.
      return now?.at === line.at ? now : line
    }),
    isPending: shown.isPending,
    error: shown.error,
    retry: () => void shown.refetch(),
    fresh: latest?.lines.filter(isFresh).length ?? 0,
    showFresh: () => {
      if (latest) queries.setQueryData<Shown>(shownKey, { pages: [latest], pageParams: [''] })
    },
    hasMore: shown.hasNextPage,
    isFetchingMore: shown.isFetchingNextPage,
    more: () => void shown.fetchNextPage(),
    mark,
  }
}

/** What came while one read further pushes a line onto the next page as well. */
function withoutRepeats(lines: readonly NoticeLine[]): NoticeLine[] {
  const seen = new Set<string>()
  return lines.filter(({ object }) => !seen.has(object) && seen.add(object))
}
