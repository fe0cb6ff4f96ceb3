import data from '../data/districts.json' with { type: 'json' }
import { byKey } from './by-key.ts'

/** Regierungsbezirk. */
export interface Region {
  key: string
  name: string
}

export type DistrictType = 'Landkreis' | 'kreisfreie Stadt'

/** Landkreis or kreisfreie Stadt: 27 since Hanau left its district on 2026-01-01. */
export interface District {
  /** Five digits, the beginning of the AGS of its municipalities. */
  key: string
  name: string
  type: DistrictType
  regionKey: string
  /** How many municipalities it has. */
  municipalities: number
  /** 2023-12-31, projected from the 2011 census; not comparable with the 2022 count. */
  population: number
  populationCensus2022: number
  /** Population-weighted mean of its municipalities. */
  lat: number
  lon: number
  since?: string
  splitFrom?: string
}

export interface DistrictFile {
  schema: 1
  territorialStatus: string
  source: string
  licence: string
  regions: readonly Region[]
  districts: readonly District[]
}

const file = data as DistrictFile

export const { regions, districts } = file

export const districtByKey: (key: string) => District | undefined = byKey(districts, 'key')
