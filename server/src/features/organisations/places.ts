import { distanceKm, type Municipality } from '@augenhoehe/reference-data'
import { currentAgs, municipalities, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { searchMunicipalities } from '@augenhoehe/reference-data/place-search'
import { agsByPostalCode } from '@augenhoehe/reference-data/postal-codes'

/** The district of a municipality, by its official key. */
export const districtOf = (ags: string) => currentAgs(ags).slice(0, 5)

/** The place that somebody means who types this: an official key, a postal code, a name, however it is spelled. */
export function placeNamed(text: string): Municipality | undefined {
  const typed = text.trim()
  if (/^\d{8}$/.test(typed)) return municipalityByAgs(currentAgs(typed))
  return searchMunicipalities(typed, 1, agsByPostalCode)[0]
}

/** How far it is from there to each municipality, in tenths of a kilometre. */
export const distancesFrom = (place: Municipality): ReadonlyMap<string, number> =>
  new Map(municipalities.map((other) => [other.ags, Math.round(distanceKm(place, other) * 10)]))
