import {
  districtOutlines,
  mapAttribution,
  type DistrictOutline,
} from '@augenhoehe/reference-data/district-outlines'

export interface Shape {
  key: string
  name: string
  /** For an SVG path. */
  path: string
  /** A point inside, for a number. */
  x: number
  y: number
}

const unitsPerDegree = 200
/** In the middle of Hesse a degree of longitude is this much of one of latitude. */
const narrowing = Math.cos((50.6 * Math.PI) / 180)

const ringsOf = ({ geometry }: DistrictOutline) =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

const corners = districtOutlines.features.flatMap((district) => ringsOf(district).flat())
const west = Math.min(...corners.map(([lon]) => lon))
const east = Math.max(...corners.map(([lon]) => lon))
const north = Math.max(...corners.map(([, lat]) => lat))
const south = Math.min(...corners.map(([, lat]) => lat))

const round = (value: number) => Math.round(value * 10) / 10
const xOf = (lon: number) => round((lon - west) * narrowing * unitsPerDegree)
const yOf = (lat: number) => round((north - lat) * unitsPerDegree)

const margin = 6
const size = { width: xOf(east), height: yOf(south) }
/** All of Hesse, with room for what stands out at its edges. */
export const viewBox = [-margin, -margin, size.width + 2 * margin, size.height + 2 * margin].join(' ')
export { mapAttribution }

export const shapes: readonly Shape[] = districtOutlines.features.map((district) => ({
  key: district.id,
  name: district.properties.name,
  path: ringsOf(district)
    .map((ring) => `M${ring.map(([lon, lat]) => `${xOf(lon)} ${yOf(lat)}`).join('L')}Z`)
    .join(''),
  x: xOf(district.properties.labelLon),
  y: yOf(district.properties.labelLat),
}))
