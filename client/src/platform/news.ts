import type { EventName, ServerToClient } from '@augenhoehe/contracts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onConnect, onEvent } from './live.ts'

const batchMs = 300

/** Runs whenever the connection has come back: what changed while there was none was not announced. */
export function onReconnect(listener: () => void): () => void {
  let first = true
  return onConnect(() => {
    if (!first) listener()
    first = false
  })
}

/**
 * Asks anew for what the server says has changed, wherever on the page it stands; what is said at once is asked once.
 * `asked` names operations; `of` says which of them a piece of news is about, if not all. Returns how to stop.
 */
export function followNews<K extends EventName>(
  queries: QueryClient,
  event: K,
  asked: readonly string[],
  of: (news: Parameters<ServerToClient[K]>[0]) => readonly string[] = () => asked,
): () => void {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = (names: readonly string[]) => {
    for (const name of names) waiting.add(name)
    clearTimeout(timer)
    timer = setTimeout(() => {
      for (const name of waiting) void queries.invalidateQueries({ queryKey: [name] })
      waiting.clear()
    }, batchMs)
  }
  const hear = ((news: Parameters<ServerToClient[K]>[0]) => refresh(of(news))) as ServerToClient[K]
  const stops = [onEvent(event, hear), onReconnect(() => refresh(asked))]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** The same for as long as a page is shown; `asked` must be a constant. */
export function useNews(event: EventName, asked: readonly string[]) {
  const queries = useQueryClient()
  useEffect(() => followNews(queries, event, asked), [queries, event, asked])
}
