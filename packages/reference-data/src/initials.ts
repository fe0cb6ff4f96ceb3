import { beginning } from './signs.ts'

const small = new Set([
  'und',
  'der',
  'die',
  'das',
  'in',
  'für',
  'am',
  'im',
  'an',
  'e',
  'ev',
  'of',
  'and',
  'the',
  'for',
])

/** Two letters for the circle of an association or a person, each with the marks that belong to it. */
export function initials(name: string): string {
  const plain = name.replaceAll(/e\.\s?V\.?/g, ' ')
  const words = (plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*/gu) ?? []).filter(
    (word) => !small.has(word.toLowerCase()),
  )
  const [first = name.trim(), ...others] = words
  const last = others.at(-1)
  const letters = last ? beginning(first, 1) + beginning(last, 1) : beginning(first, 2)
  return letters.replaceAll(withCapitals, (letter) => letter.toUpperCase())
}

/** Georgian names are never written in capitals, and few fonts have them. */
const withCapitals = /[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Armn}]/gu
