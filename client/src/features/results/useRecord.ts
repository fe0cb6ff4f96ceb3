import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useNews } from '../../platform/news.ts'

const asked = ['results.get', 'results.list', 'results.diff', 'results.marks'] as const

/** Asks anew for what the server says has changed, while something of it is shown. */
export const useResultNews = () => useNews('results.changed', asked)

export const recordQuery = (recordId: string, version?: number) =>
  // The number goes into the address, where everything is text.
  read('results.get', { recordId, ...(version !== undefined && { version: String(version) }) })

/** One record as it stands, and as it changes. */
export function useRecord(recordId: string, version?: number) {
  useResultNews()
  return useQuery(recordQuery(recordId, version))
}
