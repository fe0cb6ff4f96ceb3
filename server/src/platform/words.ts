import { foldedWord, wordsOf } from '@augenhoehe/reference-data'
import { isSimilar, typosIn } from '@augenhoehe/reference-data/edits'

/** How a word that was typed meets a word that was written; more is better, nothing is no meeting. */
export const qualities = { exact: 10, inflected: 8, prefix: 6, inside: 4, similar: 2 } as const

const longestWord = 64
const mostWords = 10
/** From this length on a word is also found inside longer ones: „Förderung“ in „Projektförderung“. */
export const insideFrom = 4
const shortestStem = 4

const remembered = new Map<string, string>()
const mostRemembered = 20_000

/** The form in which a word is kept and looked for. Folding is most of the work, and few words make most of a text. */
export function termOf(word: string): string {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const term = foldedWord(word).slice(0, longestWord)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(word, term)
  return term
}

/** The words of a text in that form, in order and with repetitions. */
export const termsOf = (text: string): string[] => wordsOf(text).map(termOf).filter(Boolean)

/**
 * What is looked for: each word once, so many at most. A single letter beside longer words is somebody still typing,
 * and would be found everywhere.
 */
export function wantedTerms(text: string): string[] {
  const terms = [...new Set(termsOf(text))]
  const long = terms.filter((term) => term.length > 1)
  return (long.length > 0 ? long : terms).slice(0, mostWords)
}

const ending = /(?:ern|en|er|es|em|e|n|s)$/

/** A word without the ending that German, and English for the most part, inflects it with. */
export function stemOf(term: string): string {
  const stem = term.replace(ending, '')
  return stem.length >= shortestStem ? stem : term
}

/** How a wanted term meets a written one, without looking for typing errors. */
function soundQuality(wanted: string, stem: string, written: string): number {
  if (written === wanted) return qualities.exact
  if (wanted.length === 1) return 0
  if (written.startsWith(stem)) {
    const other = stemOf(written)
    // „Vereine“ and „Verein“: the n of the second is no ending, which nobody sees from the letters.
    if (other === stem || other === wanted || written === stem) return qualities.inflected
  }
  if (written.startsWith(wanted)) return qualities.prefix
  return wanted.length >= insideFrom && written.includes(wanted) ? qualities.inside : 0
}

/** A comparison with one wanted term, made once and asked for many written ones. */
export function meeting(wanted: string, forgiving: boolean): (written: string) => number {
  const stem = stemOf(wanted)
  const typos = forgiving ? typosIn(wanted) : 0
  return (written) => {
    const quality = soundQuality(wanted, stem, written)
    if (quality > 0 || typos === 0) return quality
    // Nobody mistypes the first letter and does not see it.
    return wanted[0] === written[0] && isSimilar(wanted, written, typos) ? qualities.similar : 0
  }
}
