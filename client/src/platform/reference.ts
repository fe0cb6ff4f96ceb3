import { isWordedIn, type Municipality } from '@augenhoehe/reference-data'
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { label, useLocale } from './i18n.ts'

/** Facts that never change while a page is open, each fetched when first needed. */
const taxonomyQuery = queryOptions({
  queryKey: ['reference', 'taxonomy'],
  queryFn: () => import('@augenhoehe/reference-data/taxonomy'),
  staleTime: Infinity,
  gcTime: Infinity,
})
const municipalityQuery = queryOptions({
  queryKey: ['reference', 'municipalities'],
  queryFn: () => import('@augenhoehe/reference-data/municipalities'),
  staleTime: Infinity,
  gcTime: Infinity,
})

/** Fetches the named ones before a page is drawn that needs them at once; a failure is not the end of it. */
export const fetchReference = (queries: QueryClient, names: readonly unknown[]) =>
  Promise.all([
    names.includes('taxonomy') ? queries.prefetchQuery(taxonomyQuery) : undefined,
    names.includes('municipalities') ? queries.prefetchQuery(municipalityQuery) : undefined,
  ])

/** Fields of activity, languages, kinds of needs; undefined until fetched. */
export const useTaxonomy = () => useQuery(taxonomyQuery).data

/** All municipalities of Hesse; undefined until fetched. */
export const useMunicipalities = () => useQuery(municipalityQuery).data

/** The search over places, and the districts it finds; fetched where somebody types one, undefined until then. */
export const usePlaceSearch = () =>
  useQuery({
    queryKey: ['reference', 'place-search'],
    queryFn: async () => ({
      ...(await import('@augenhoehe/reference-data/place-search')),
      ...(await import('@augenhoehe/reference-data/districts')),
    }),
    staleTime: Infinity,
    gcTime: Infinity,
  }).data

/** Which municipalities a postal code belongs to; fetched once somebody types one, undefined until then. */
export const usePostalCodes = (wanted: boolean) =>
  useQuery({
    queryKey: ['reference', 'postal-codes'],
    queryFn: () => import('@augenhoehe/reference-data/postal-codes'),
    staleTime: Infinity,
    gcTime: Infinity,
    enabled: wanted,
  }).data?.agsByPostalCode

/** The name of a place by its key; empty until fetched. */
export function usePlaceName(): (ags: string) => string {
  const municipalities = useMunicipalities()
  return (ags) => municipalities?.municipalityByAgs(municipalities.currentAgs(ags))?.name ?? ''
}

/** "Gießen, Landkreis Gießen": the district tells places of one name apart. */
export const placeWithDistrict = ({ name, districtName, type }: Municipality) =>
  type === 'kreisfreie Stadt' ? name : `${name}, ${districtName}`

/** Names of fields of activity in the reader's language. */
export function useFieldName(): (id: string) => string {
  const taxonomy = useTaxonomy()
  const locale = useLocale()
  return (id) => {
    const entry = taxonomy?.activityFieldById(id)
    return entry ? label(entry, locale) : ''
  }
}

/** Names of languages in the reader's language; the vocabulary has German and English, the browser the rest. */
export function useLanguageName(): (id: string) => string {
  const taxonomy = useTaxonomy()
  const locale = useLocale()
  return (id) => {
    const entry = taxonomy?.languageById(id)
    if (!entry) return ''
    if (isWordedIn(entry, locale)) return label(entry, locale)
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(id) ?? entry.endonym
  }
}
