import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { read } from './api.ts'
import { onEvent } from './live.ts'
import { onReconnect } from './news.ts'

/** How many lines hold something that was not read. */
export const countQuery = read('notifications.count', {})

/** What the server answered or pushed, wherever the number stands. */
export const takeCount = (queries: QueryClient, unread: number) =>
  queries.setQueryData(countQuery.queryKey, { unread })

/** Keeps the number true for as long as it is shown. */
export function useCountNews() {
  const queries = useQueryClient()
  useEffect(() => {
    const stops = [
      onEvent('notifications.changed', ({ unread }) => takeCount(queries, unread)),
      onReconnect(() => void queries.invalidateQueries({ queryKey: countQuery.queryKey })),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [queries])
}
