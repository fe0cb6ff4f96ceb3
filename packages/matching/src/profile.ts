/** A need or an offer. Times are milliseconds since 1970. */
export interface Listing {
  id: string
  category: string
  parentCategory?: string
  /** Can be met, or given, without being in one place. */
  remote: boolean
  /** Open where not given. Before it begins a listing counts as announced, after its end not at all. */
  activeFrom?: number
  activeUntil?: number
  lastConfirmedAt: number
}

/**
 * What the matchmaking may know of an organisation. Leaving out is the caller's job: fields of activity not meant for
 * matching (religion, heritage language) must not be among `topics`, and `languages` holds stated working languages,
 * never ones inferred from origin.
 */
export interface Profile {
  id: string
  needs: readonly Listing[]
  offers: readonly Listing[]
  topics: readonly string[]
  /** Guiding questions on which the organisation was active. */
  questions?: readonly string[]
  /** BCP 47. */
  languages: readonly string[]
  hasInterpreter?: boolean
  municipality: string
  district: string
  lat: number
  lon: number
  /** Scores do not read it; lists that make room for newcomers do. */
  joinedAt: number
  lastConfirmedAt: number
  /** From 0, just founded, to 1, long experienced; unknown where not given. */
  experience?: number
}

// By code unit, not by locale: the same on every machine.
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byId = (a: { id: string }, b: { id: string }): number => compareText(a.id, b.id)

/** FNV-1a, 32 bit: an order without chance that differs from text to text. */
export function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let position = 0; position < text.length; position++)
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193)
  return hash >>> 0
}
