import { fold, foldedForms } from '@augenhoehe/reference-data'
import anyAscii from 'any-ascii'
import { asItLooks } from '../lookalikes.ts'

/** What says how an association is registered, not which one it is. */
const legalForms = /(?<![\p{L}\p{N}])(?:e\s?v|i\s?g|g?gmbh|g?ug|e\s?g|registered|verein)(?![\p{L}\p{N}])/gu
const small = new Set([
  'der',
  'die',
  'das',
  'den',
  'des',
  'dem',
  'und',
  'fur',
  'fuer',
  'in',
  'im',
  'am',
  'e',
  'the',
  'of',
  'for',
  'and',
])

const spaced = (folded: string) => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** The words by which one knows an association, without its legal form and the place where it is anyway. */
export function coresOf(name: string, place: string): string[][] {
  const there = new Set(foldedForms(place).flatMap((form) => spaced(form).split(' ')))
  const wordsOf = (text: string) => {
    const words = spaced(text).split(' ').filter(Boolean)
    const core = spaced(spaced(text).replaceAll(legalForms, ' '))
      .split(' ')
      .filter((word) => word !== '' && !small.has(word) && !there.has(word))
    return core.length > 0 ? core : words
  }
  const forms = [...foldedForms(name), fold(asItLooks(name)), anyAscii(name).toLowerCase()]
  return [...new Map(forms.map((form) => [form, wordsOf(form)])).values()]
}

/** How many letters must be changed, added, left out or swapped with their neighbour; more than `most` is not counted. */
export function editsBetween(a: string, b: string, most: number): number {
  const from = Array.from(a)
  const to = Array.from(b)
  if (Math.abs(from.length - to.length) > most) return most + 1
  let before: number[] = []
  let last = to.map((_, index) => index)
  last.push(to.length)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return Math.min(last[to.length]!, most + 1)
}

/** One slip of the finger in a word; short words differ by a letter and are others. */
const sameWord = (a: string, b: string) =>
  a === b || (Math.min(a.length, b.length) >= 5 && editsBetween(a, b, 1) <= 1)

const length = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0)

/** What a word with a slip counts. */
const slipped = 0.9

/** 1 for the same words in any order, less the more letters stand in one name only. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const [whole, others] = [a.join(''), b.join('')]
  if (whole === others) return 1
  if (sameWord(whole, others)) return slipped
  const rest = [...b]
  let shared = 0
  for (const word of a) {
    const place = rest.findIndex((other) => sameWord(word, other))
    if (place < 0) continue
    const [other] = rest.splice(place, 1)
    shared += (word.length + other!.length) * (word === other ? 1 : slipped)
  }
  return shared / (length(a) + length(b))
}

/** From here on people should look whether it is theirs. */
export const alike = 0.72

type Cores = readonly (readonly string[])[]
/** How like two names are in the spellings in which they are likest. */
export const likenessOf = (own: Cores, theirs: Cores) =>
  Math.max(...own.flatMap((a) => theirs.map((b) => likeness(a, b))))

/** Those among others at the same place whose names one could mistake for this one, the likest first. */
export function similarNames<T extends { name: string }>(
  name: string,
  place: string,
  others: readonly T[],
): T[] {
  const own = coresOf(name, place)
  return others
    .map((other) => {
      const theirs = coresOf(other.name, place)
      return { other, likeness: likenessOf(own, theirs) }
    })
    .filter((one) => one.likeness >= alike)
    .toSorted((a, b) => b.likeness - a.likeness)
    .map(({ other }) => other)
}
