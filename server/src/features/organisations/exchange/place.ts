import { fold, foldedForms } from '@augenhoehe/reference-data'
import {
  currentAgs,
  municipalities,
  municipalityByAgs,
  type Municipality,
} from '@augenhoehe/reference-data/municipalities'
import { postalCodes } from '@augenhoehe/reference-data/postal-codes'

const spaced = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const named = municipalities.map((municipality) => ({
  municipality,
  names: [municipality.name, municipality.officialName].flatMap(foldedForms).map(spaced),
}))
const byCode = new Map(postalCodes.map(({ code, ags }) => [code, ags]))
const byRegionalKey = new Map(municipalities.map(({ ars, ags }) => [ars, ags]))

/** Those called exactly so; without any, those whose name begins so („Frankfurt“). */
function placesCalled(name: string): readonly Municipality[] {
  const forms = foldedForms(name.replace(/\([^)]*\)/g, ' ')).map(spaced)
  const meeting = (meets: (own: string, typed: string) => boolean) =>
    named.flatMap(({ municipality, names }) =>
      names.some((own) => forms.some((typed) => typed !== '' && meets(own, typed))) ? municipality : [],
    )
  const exact = meeting((own, typed) => own === typed)
  return exact.length > 0 ? exact : meeting((own, typed) => own.startsWith(`${typed} `))
}

export interface PlaceWords {
  key: string
  name: string
  code: string
}

export interface Place {
  municipality: string | null
  /** Which ones could be meant, where it is not clear. */
  candidates: string[]
  fault?: 'unknown-key' | 'unknown-place' | 'needed'
  note?: 'former-key' | 'place-differs'
}

/** At most so many are offered to choose from. */
const mostCandidates = 8

/** A key that lost its leading zero in a spreadsheet, and the longer regional key, are read too. */
function keyed(key: string): string | undefined {
  const digits = key.replaceAll(/\s/g, '')
  const ags = byRegionalKey.get(digits) ?? (/^\d{7}$/.test(digits) ? `0${digits}` : digits)
  return municipalityByAgs(currentAgs(ags)) ? ags : undefined
}

/** The municipality a row is about: by its key, else by name and postal code; where these leave several, one must choose. */
export function placeOf({ key, name, code }: PlaceWords): Place {
  const byName = placesCalled(name).map(({ ags }) => ags)
  if (key !== '') {
    const found = keyed(key)
    if (found === undefined)
      return { municipality: null, candidates: byName.slice(0, 8), fault: 'unknown-key' }
    const municipality = currentAgs(found)
    const differs = byName.length > 0 && !byName.includes(municipality)
    const note = municipality !== found ? 'former-key' : differs ? 'place-differs' : undefined
    return { municipality, candidates: [], ...(note && { note }) }
  }
  if (name === '' && code === '') return { municipality: null, candidates: [], fault: 'needed' }
  const there = byCode.get(code.replaceAll(/\s/g, '')) ?? []
  const both = byName.filter((ags) => there.includes(ags))
  // Postal codes are those of delivery: they decide between places of one name, and nothing else.
  const meant = both.length > 0 ? both : there.length === 0 ? byName : byName.length === 0 ? there : null
  if (meant?.length === 1) return { municipality: meant[0]!, candidates: [] }
  const candidates = [...new Set(meant ?? [...byName, ...there])].slice(0, mostCandidates)
  return {
    municipality: null,
    candidates,
    ...(candidates.length === 0 && { fault: 'unknown-place' as const }),
  }
}
