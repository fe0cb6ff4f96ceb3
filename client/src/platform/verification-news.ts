import type { Me } from '@augenhoehe/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { read } from './api.ts'
import { onDisconnect, onEvent } from './live.ts'

/** What was said about associations since this connection began: newer than anything that was read before. */
const told = new Map<string, boolean>()
const watchers = new Set<() => void>()
const tell = () => {
  for (const watcher of watchers) watcher()
}
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}

/** Hears which associations were verified, or are no longer; returns how to stop. */
export function followVerification(queries: QueryClient): () => void {
  const stops = [
    onEvent('organisation.verified', ({ slug, verified }) => {
      told.set(slug, verified)
      tell()
      const me = queries.getQueryData<Me>(read('accounts.me', {}).queryKey)
      // What its own people may do stands in nearly every answer.
      if (me?.memberships.some((own) => own.slug === slug)) void queries.invalidateQueries()
    }),
    // From here on something may be missing.
    onDisconnect(() => {
      told.clear()
      tell()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** Whether an association is verified at this moment, as far as can be known here. */
export const useVerified = ({ slug, verified }: { slug: string; verified: boolean }): boolean =>
  useSyncExternalStore(
    watch,
    () => told.get(slug),
    () => undefined,
  ) ?? verified
