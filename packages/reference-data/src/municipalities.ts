import data from '../data/municipalities.json' with { type: 'json' }
import { byKey } from './by-key.ts'

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
