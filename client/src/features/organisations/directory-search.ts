import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** What the directory shows; kept in the address, so that it can be shared and gone back to. */
export interface DirectorySearch {
  search?: string
  municipality?: string
  field?: string
  language?: string
}

const names = { search: 'suche', municipality: 'ort', field: 'thema', language: 'sprache' } as const

export function useDirectorySearch() {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => {
    const found: DirectorySearch = {}
    for (const [key, name] of Object.entries(names) as [keyof DirectorySearch, string][]) {
      const value = params.get(name)
      if (value) found[key] = value.slice(0, 100)
    }
    return found
  }, [params])

  const change = useCallback(
    (changes: DirectorySearch) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const [key, value] of Object.entries(changes) as [keyof DirectorySearch, string][]) {
            if (value === '') after.delete(names[key])
            else after.set(names[key], value)
          }
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams])
  return { search, change, clear }
}
