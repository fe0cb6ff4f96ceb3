import { foldedForms, foldedWord, wordsOf } from './fold.ts'
import { createTermMatcher, type FindableTerm } from './term-matcher.ts'

interface SearchableTerm extends FindableTerm {
  explanation: Readonly<Record<string, string>>
}

/** "e. V." is typed as "e.V." too. */
const squeezed = (text: string) => text.replaceAll(/[\s.-]/gu, '')

/** How well a term fits what is sought: by the beginning of a name, by a name, by what is said of it; else not at all. */
function rankOf({ term, variants, explanation }: SearchableTerm, wanted: readonly string[], whole: string) {
  const names = [term, ...variants]
  const forms = names.flatMap((name) => [...foldedForms(name), foldedWord(name)])
  if (forms.some((form) => squeezed(form).startsWith(whole))) return 0
  if (wanted.every((word) => forms.some((form) => form.includes(word)))) return 1
  const said = Object.values(explanation).flatMap((text) => wordsOf(text).map(foldedWord))
  const found = [...said, ...forms]
  return wanted.every((word) => found.some((one) => one.startsWith(word))) ? 2 : 3
}

/**
 * The terms that fit typed words, best first: by name in any case or number, then by what is said of them, in whatever
 * language.
 */
export function searchTerms<T extends SearchableTerm>(terms: readonly T[], typed: string): T[] {
  const wanted = wordsOf(typed).map(foldedWord)
  if (wanted.length === 0) return [...terms]
  const whole = squeezed(foldedWord(typed))
  const find = createTermMatcher(terms)
  // In a search field nobody writes nouns large; the matcher takes some small ones for verbs.
  const asNouns = typed.replaceAll(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase())
  const named = new Set([typed, asNouns].flatMap((text) => find(text).map(({ id }) => id)))
  const ranked = terms.map((term) => ({ term, rank: named.has(term.id) ? 0 : rankOf(term, wanted, whole) }))
  // Sorting keeps the order of those that fit equally well.
  return ranked
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ term }) => term)
}
