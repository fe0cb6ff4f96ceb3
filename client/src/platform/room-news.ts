import type { QueryClient } from '@tanstack/react-query'
import { followNews } from './news.ts'

/** What says what holds in a room and what one may do there. */
const asked = ['rooms.get', 'rooms.list', 'threads.get'] as const

export const askRooms = (queries: QueryClient) => {
  for (const name of asked) void queries.invalidateQueries({ queryKey: [name] })
}

/** Asks anew when the room on the page is not what it was; returns how to stop. */
export const followRooms = (queries: QueryClient): (() => void) => followNews(queries, 'room.changed', asked)
