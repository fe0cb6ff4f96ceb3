import type { AllOperations, Input } from '@augenhoehe/contracts'
import { useAddressFilters } from '../../platform/address-filters.ts'

/** What the directory shows; a radius is kept as it stands in the address. */
export interface DirectorySearch {
  search?: string
  municipality?: string
  district?: string
  near?: string
  radiusKm?: string
  field?: string
  language?: string
  offers?: string
}

/** The same words as in the form that the server sends for those without scripts. */
const names = {
  search: 'suche',
  municipality: 'ort',
  district: 'kreis',
  near: 'naehe',
  radiusKm: 'umkreis',
  field: 'thema',
  language: 'sprache',
  offers: 'bietet',
} as const

/** How far from a place one looks, in kilometres. */
export const radii = ['10', '25', '50'] as const

/** Another place instead of whatever was chosen before. */
export const nowhereElse = { municipality: '', district: '', near: '', radiusKm: '' } as const

export const firstPage = (search: DirectorySearch): Input<AllOperations['organisations.list']> => ({
  ...search,
  limit: 30,
})

export function useDirectorySearch() {
  const { filters, change, clear } = useAddressFilters<keyof DirectorySearch>(names)
  return { search: filters as DirectorySearch, change, clear }
}
