import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/**
 * What a list shows, kept in the address, so that it can be shared and gone back to.
 * `names` says which filter has which word there; it must be the same object at every call.
 */
export function useAddressFilters<K extends string>(names: Readonly<Record<K, string>>) {
  const [params, setParams] = useSearchParams()
  const filters = useMemo(() => {
    const found: Partial<Record<K, string>> = {}
    for (const [key, name] of Object.entries(names) as [K, string][]) {
      const value = params.get(name)
      if (value) found[key] = value.slice(0, 200)
    }
    return found
  }, [names, params])

  const change = useCallback(
    (changes: Partial<Record<K, string>>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const [key, value] of Object.entries(changes) as [K, string][]) {
            if (value === '') after.delete(names[key])
            else after.set(names[key], value)
          }
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [names, setParams],
  )
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams])
  return { filters, change, clear }
}
