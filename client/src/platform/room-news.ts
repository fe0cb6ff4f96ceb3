import type { QueryClient } from '@tanstack/react-query'
import { onConnect, onEvent } from './live.ts'

/** What says what holds in a room and what one may do there. */
const asked = ['rooms.get', 'rooms.list', 'threads.get'] as const

export const askRooms = (queries: QueryClient) => {
  for (const name of asked) void queries.invalidateQueries({ queryKey: [name] })
}

/** Asks anew when the room on the page is not what it was; returns how to stop. */
export function followRooms(queries: QueryClient): () => void {
  let first = true
  const stops = [
    onEvent('room.changed', () => askRooms(queries)),
    onConnect(() => {
      // What changed while there was no connection was not announced; nor was who may only read.
      if (!first) askRooms(queries)
      first = false
    }),
  ]
  return () => stops.forEach((stop) => stop())
}
