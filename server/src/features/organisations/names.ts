import { fold } from '@augenhoehe/reference-data'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import {
  activityFieldById,
  languageById,
  legalFormById,
  memberBandById,
  organisationKindById,
  staffBandById,
} from '@augenhoehe/reference-data/taxonomy'
import { refuse } from '../../platform/errors.ts'
import { asItLooks } from './lookalikes.ts'

const spaced = (folded: string) => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/**
 * The form in which names are compared: „Gießener Kultur e. V.“ and „giessener kultur e v“ are the same, and so is
 * what only looks the same in another script.
 */
export const nameKey = (name: string) => spaced(fold(asItLooks(name))) || name

interface Vocabulary {
  municipality?: string | undefined
  fields?: readonly string[] | undefined
  languages?: readonly string[] | undefined
  kind?: string | null | undefined
  legalForm?: string | null | undefined
  memberBand?: string | null | undefined
  staffBand?: string | null | undefined
}

/** The fields that hold one word of the vocabulary, and where it stands. */
const oneWord = {
  kind: organisationKindById,
  legalForm: legalFormById,
  memberBand: memberBandById,
  staffBand: staffBandById,
} as const

/** Refuses words that do not exist; municipalities that were merged get their present key. */
export function inVocabulary<D extends Vocabulary>(draft: D): D {
  const faults: Record<string, string[]> = {}
  const check = (field: string, words: readonly string[], exists: (word: string) => boolean) => {
    const unknown = words.filter((word) => !exists(word))
    if (unknown.length > 0) faults[field] = unknown.map((word) => `unknown: ${word}`)
  }
  const known = { ...draft }
  if (draft.municipality !== undefined) {
    known.municipality = currentAgs(draft.municipality)
    check('municipality', [known.municipality], (ags) => municipalityByAgs(ags) !== undefined)
  }
  if (draft.fields) {
    known.fields = [...new Set(draft.fields)]
    check('fields', known.fields, (word) => activityFieldById(word) !== undefined)
  }
  if (draft.languages) {
    known.languages = [...new Set(draft.languages)]
    check('languages', known.languages, (word) => languageById(word) !== undefined)
  }
  for (const [field, byId] of Object.entries(oneWord)) {
    const word = draft[field as keyof typeof oneWord]
    if (word) check(field, [word], (one) => byId(one) !== undefined)
  }
  if (Object.keys(faults).length > 0) throw refuse('request.invalid', { fields: faults })
  return known
}
