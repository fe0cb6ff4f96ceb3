import type { QueryClient } from '@tanstack/react-query'
import { onConnect, onEvent } from './live.ts'

const batchMs = 300

const asked = {
  queue: ['moderation.queue'],
  statements: ['moderation.statements', 'moderation.statement', 'moderation.ownReports'],
} as const

/** Asks anew for what the server says has changed, wherever on the page it stands; returns how to stop. */
export function followModeration(queries: QueryClient): () => void {
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
  let first = true
  const stops = [
    onEvent('moderation.changed', ({ what }) => refresh(asked[what])),
    onConnect(() => {
      // What changed while there was no connection was not announced.
      if (!first) refresh([...asked.queue, ...asked.statements])
      first = false
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
