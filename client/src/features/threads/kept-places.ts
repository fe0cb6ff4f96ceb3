import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/** Where somebody was in a list: what they read, and how far below the top of the window it stood. */
export interface KeptPlace {
  id: string
  top: number
}

/** They go with everything else that is remembered of one person. */
const kept = new WeakMap<QueryClient, Map<string, KeptPlace>>()
const mostPlaces = 100

const keyOfBrowser = () => (window.history.state as { key?: string } | null)?.key ?? 'default'

/** For each entry of the browser's history, so that the way back leads to where one was and not near it. */
export function useKeptPlaces(threadId: string) {
  const queries = useQueryClient()
  const { key, search, hash } = useLocation()
  const how = useNavigationType()
  // Another contribution named by the address is another place to be.
  const entry = `${threadId} ${key} ${search}${hash}`
  const places = kept.get(queries) ?? new Map<string, KeptPlace>()
  kept.set(queries, places)
  return {
    entry,
    /** Where one was here, for whom the way back led here. */
    comingBack: how === NavigationType.Pop ? (places.get(entry) ?? null) : null,
    keep: (place: KeptPlace) => {
      // A page that is being left may still be drawn, at a height of its own.
      if (keyOfBrowser() !== key) return
      places.delete(entry)
      places.set(entry, place)
      if (places.size > mostPlaces) places.delete(places.keys().next().value!)
    },
  }
}
