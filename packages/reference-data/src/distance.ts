/** A point on the earth in degrees, WGS84. */
export interface Place {
  lat: number
  lon: number
}

/** Mean earth radius R1 of the IUGG (Moritz, Geodetic Reference System 1980, J. Geod. 74, 2000). */
const earthRadiusKm = 6371.0088

/**
 * Great-circle distance in kilometres by the haversine formula, which stays exact for near neighbours
 * (R. W. Sinnott, Virtues of the Haversine, Sky & Telescope 68, 1984, p. 159).
 */
export function distanceKm(a: Place, b: Place): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const h = half(b.lat - a.lat) + cos(a.lat) * cos(b.lat) * half(b.lon - a.lon)
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, h)))
}
