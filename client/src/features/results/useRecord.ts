import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { read } from '../../platform/api.ts'
import { onConnect, onEvent } from '../../platform/live.ts'

const batchMs = 300
const asked = ['results.get', 'results.list', 'results.diff', 'results.marks'] as const

/** Asks anew for what the server says has changed, while something of it is shown. */
export function useResultNews() {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        for (const name of asked) void queries.invalidateQueries({ queryKey: [name] })
      }, batchMs)
    }
    let first = true
    const stops = [
      onEvent('results.changed', refresh),
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

export const recordQuery = (recordId: string, version?: number) =>
  // The number goes into the address, where everything is text.
  read('results.get', { recordId, ...(version !== undefined && { version: String(version) }) })

/** One record as it stands, and as it changes. */
export function useRecord(recordId: string, version?: number) {
  useResultNews()
  return useQuery(recordQuery(recordId, version))
}
