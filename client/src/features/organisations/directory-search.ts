import { useAddressFilters } from '../../platform/address-filters.ts'

/** What the directory shows. */
export interface DirectorySearch {
  search?: string
  municipality?: string
  field?: string
  language?: string
}

const names = { search: 'suche', municipality: 'ort', field: 'thema', language: 'sprache' } as const

export function useDirectorySearch() {
  const { filters, change, clear } = useAddressFilters<keyof DirectorySearch>(names)
  return { search: filters as DirectorySearch, change, clear }
}
