import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onConnect, onEvent } from '../../platform/live.ts'

const batchMs = 400

/** Fetches anew what the server says has changed; how it appears is up to the page. */
export function useMatchingNews() {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        for (const name of ['matching.suggestions', 'matching.requests', 'needs.list', 'offers.list']) {
          void queries.invalidateQueries({ queryKey: [name] })
        }
      }, batchMs)
    }
    let first = true
    const stops = [
      onEvent('matching.changed', refresh),
      onConnect(() => {
        // What changed while there was no connection was not announced.
        if (!first) refresh()
        first = false
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [queries])
}
