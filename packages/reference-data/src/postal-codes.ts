import data from '../data/postal-codes.json' with { type: 'json' }

export interface PostalCode {
  code: string
  /** Usually one; shared codes are probably under-counted. */
  ags: readonly string[]
}

export interface PostalCodeFile {
  schema: 1
  source: string
  licence: string
  postalCodes: readonly PostalCode[]
}

const file = data as PostalCodeFile

/** Delivery areas only: good to suggest a municipality, never to decide one. */
export const { postalCodes } = file

/** The municipalities whose postal code is, or begins with, the given digits; those with most such codes first. */
export function agsByPostalCode(beginning: string): readonly string[] {
  if (beginning === '') return []
  const hits = new Map<string, number>()
  for (const { code, ags } of postalCodes) {
    if (!code.startsWith(beginning)) continue
    for (const key of ags) hits.set(key, (hits.get(key) ?? 0) + 1)
  }
  return [...hits].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([ags]) => ags)
}
