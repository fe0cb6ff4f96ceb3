import { useSyncExternalStore } from 'react'
import { loadLater } from './i18n.ts'
import type * as OfflineModule from './offline/index.ts'

type Offline = typeof OfflineModule

let loading: Promise<Offline> | undefined
let there: Offline | null = null
const watchers = new Set<() => void>()

async function load(): Promise<Offline> {
  // Without its words it still keeps and sends.
  const [module] = await Promise.all([import('./offline/index.ts'), loadLater().catch(() => undefined)])
  there = module
  for (const tell of watchers) tell()
  return module
}

/** What keeps words and answers on this device: fetched when it is needed, and before anybody can write. */
export const offline = (): Promise<Offline> =>
  (loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  }))

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}

/** The same as soon as it is there; nothing waits for it. */
export const useOffline = (): Offline | null =>
  useSyncExternalStore(
    watch,
    () => there,
    () => null,
  )
