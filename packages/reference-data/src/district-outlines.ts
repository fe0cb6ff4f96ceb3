import data from '../data/district-outlines.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import type { DistrictType } from './districts.ts'

/** Longitude first, as in RFC 7946. */
export type Position = [lon: number, lat: number]
export type Ring = readonly Position[]

export interface DistrictOutline {
  type: 'Feature'
  /** The district key. */
  id: string
  properties: {
    ags: string
    name: string
    type: DistrictType
    regionKey: string
    /** A point inside the shape, good for a caption. */
    labelLon: number
    labelLat: number
    since?: string
    splitFrom?: string
  }
  geometry:
    | { type: 'Polygon'; coordinates: readonly Ring[] }
    | { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] }
}

export interface DistrictOutlines {
  type: 'FeatureCollection'
  name: string
  attribution: string
  features: readonly DistrictOutline[]
}

/** GeoJSON (RFC 7946) for overview maps; borders are true to a few hundred metres only. */
export const districtOutlines = data as unknown as DistrictOutlines

export const districtOutlineByKey: (key: string) => DistrictOutline | undefined = byKey(
  districtOutlines.features,
  'id',
)

/** To be shown beside every map that draws the outlines. */
export const mapAttribution: string = districtOutlines.attribution
