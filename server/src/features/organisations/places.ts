import { distanceKm, fold, type Municipality } from '@augenhoehe/reference-data'
import {
  currentAgs,
  municipalities,
  municipalityByAgs,
  searchMunicipalities,
} from '@augenhoehe/reference-data/municipalities'
import { agsByPostalCode } from '@augenhoehe/reference-data/postal-codes'
import { isSimilar, typosIn } from '../../platform/words.ts'

/** The district of a municipality, by its official key. */
export const districtOf = (ags: string) => currentAgs(ags).slice(0, 5)

/** The place that somebody means who types this: an official key, a postal code, a name, one with a typing error. */
export function placeNamed(text: string): Municipality | undefined {
  const typed = text.trim()
  if (/^\d{8}$/.test(typed)) return municipalityByAgs(currentAgs(typed))
  const [named] = searchMunicipalities(typed, 1, agsByPostalCode)
  if (named) return named
  const folded = fold(typed)
  return municipalities
    .filter(({ name }) => isSimilar(folded, fold(name), typosIn(folded)))
    .toSorted((a, b) => b.populationCensus2022 - a.populationCensus2022)[0]
}

/** How far it is from there to each municipality, in tenths of a kilometre. */
export const distancesFrom = (place: Municipality): ReadonlyMap<string, number> =>
  new Map(municipalities.map((other) => [other.ags, Math.round(distanceKm(place, other) * 10)]))
