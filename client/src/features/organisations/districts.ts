/** The official key of a municipality begins with that of its district. */
export const districtOf = (ags: string) => ags.slice(0, 5)

/** How many of these are in each district. */
export function countByDistrict(places: readonly { municipality: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { municipality } of places) {
    const key = districtOf(municipality)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
