import data from '../data/municipalities.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import { foldedForms, fold } from './fold.ts'

export type MunicipalityType = 'kreisfreie Stadt' | 'Stadt' | 'Gemeinde'

export interface Municipality {
  /** Amtlicher Gemeindeschlüssel, eight digits. */
  ags: string
  /** Amtlicher Regionalschlüssel, twelve digits. */
  ars: string
  name: string
  officialName: string
  type: MunicipalityType
  districtKey: string
  districtName: string
  regionKey: string
  lat: number
  lon: number
  /** End of `populationYear`, projected from the 2011 census; not comparable with the 2022 count. */
  population: number
  populationYear: number
  populationCensus2022: number
  areaKm2: number
  seatPostalCode: string
  previousAgs?: string
  previousDistrictKey?: string
  since?: string
  /** Sonderstatusstadt: a town with some tasks of a district. */
  specialStatus?: boolean
  note?: string
}

/** Gemeindefreies Gebiet: belongs to a district but has no municipality and nearly no inhabitants. */
export interface UnincorporatedArea {
  ags: string
  name: string
  districtKey: string
  lat: number
  lon: number
  areaKm2: number
}

export interface Successor {
  formerAgs: string
  ags: string
  since: string
}

export interface MunicipalityFile {
  schema: 1
  territorialStatus: string
  populationDate: string
  populationBasis: string
  censusDate: string
  coordinates: string
  source: string
  licence: string
  successors: readonly Successor[]
  municipalities: readonly Municipality[]
  unincorporatedAreas: readonly UnincorporatedArea[]
}

const file = data as MunicipalityFile

export const { municipalities, unincorporatedAreas } = file

export const municipalityByAgs: (ags: string) => Municipality | undefined = byKey(municipalities, 'ags')

const successorOf = byKey(file.successors, 'formerAgs')

/** The key under which a municipality is found today, for data older than the last change of territory. */
export const currentAgs = (ags: string): string => successorOf(ags)?.ags ?? ags

/** All AGS with a postal code that begins like this; `agsByPostalCode` of `./postal-codes` is one. */
export type PostalCodeLookup = (beginning: string) => readonly string[]

/**
 * Municipalities for a typed text, best first: same name, name begins so, a later word begins so, every word typed
 * begins a word of the name. Equals go by population, so that Frankfurt am Main comes before a village.
 * Digits are taken as the beginning of a postal code; without a look-up only the codes of the seats are known.
 */
export function searchMunicipalities(
  text: string,
  limit = 8,
  agsByPostalCode: PostalCodeLookup = agsBySeatPostalCode,
): Municipality[] {
  const query = spaced(fold(text))
  if (query === '') return []
  const found = /^\d+$/.test(query)
    ? agsByPostalCode(query).flatMap((ags) => municipalityByAgs(ags) ?? [])
    : bestNamed(query)
  return found.slice(0, limit)
}

function bestNamed(query: string): Municipality[] {
  return searchable()
    .map(({ municipality, names }) => ({
      municipality,
      rank: Math.min(...names.map((name) => rankOf(name, query))),
    }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank || byPopulation(a.municipality, b.municipality))
    .map(({ municipality }) => municipality)
}

const noMatch = 4

function rankOf(name: string, query: string): number {
  if (name === query) return 0
  if (name.startsWith(query)) return 1
  if (` ${name}`.includes(` ${query}`)) return 2
  const words = name.split(' ')
  return query.split(' ').every((typed) => words.some((word) => word.startsWith(typed))) ? 3 : noMatch
}

const spaced = (folded: string) => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

const byPopulation = (a: Municipality, b: Municipality) =>
  b.populationCensus2022 - a.populationCensus2022 || (a.ags < b.ags ? -1 : 1)

const agsBySeatPostalCode: PostalCodeLookup = (beginning) =>
  municipalities
    .filter(({ seatPostalCode }) => seatPostalCode.startsWith(beginning))
    .sort(byPopulation)
    .map(({ ags }) => ags)

let folded: readonly { municipality: Municipality; names: readonly string[] }[] | undefined

const searchable = () =>
  (folded ??= municipalities.map((municipality) => ({
    municipality,
    names: [...foldedForms(municipality.name), ...foldedForms(municipality.officialName)].map(spaced),
  })))
