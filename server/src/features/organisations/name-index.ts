import anyAscii from 'any-ascii'
import { foldedWord, wordsOf } from '@augenhoehe/reference-data'
import { createVocabulary } from '../../platform/vocabulary.ts'
import { qualities, termOf, wantedTerms } from '../../platform/words.ts'

/** What an organisation is found by. */
export interface Findable {
  name: string
  /** Its place and its fields of activity, in all their spellings and languages. */
  rest: string
  /** For postal codes. */
  municipality: string
}

/** On top where a word stands in the name: those come first, even where the word is only the beginning of it. */
const inName = 5
/** Two words of a name, written as one. */
const joined = 7
/** The same sounds in another script; far from certain. */
const sounding = 2
/** The whole name, or its beginning, is what was typed. */
const named = 20
/** With fewer sound hits than this, words with typing errors and other scripts are looked for too. */
const fewHits = 10

const latin = /^[\p{Script=Latin}\p{N}\p{M}]+$/u
const alike: readonly (readonly [RegExp, string])[] = [
  [/schtsch|shch|dsch|tsch|tch|sch|sh|zh|ts|tz|[sxz]/g, 's'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph/g, 'f'],
  [/p/g, 'b'],
  [/gh|kh|ch|ck|[cghq]/g, 'k'],
  [/^w/g, 'v'],
  // Written Arabic leaves short vowels out, and has one letter for u and w, one for i and y.
  [/[^a-z]|[aeiouywj]|(?<!^)v/g, ''],
  [/(.)\1+/g, '$1'],
  // The ending of feminine nouns, which some write and some do not.
  [/(?<=..)k$/g, ''],
]

/**
 * The consonants of a word, those that sound alike as one: the same for „Свобода“, „Svoboda“ and „Swoboda“,
 * for „محمد“, „Muhammad“ and „Mohamed“. Only words of different scripts are compared by it.
 */
export function soundOf(word: string): string {
  const withoutArticle = word.replace(/^ال(?=.{3})/, '')
  return alike.reduce(
    (sound, [pattern, by]) => sound.replaceAll(pattern, by),
    anyAscii(withoutArticle).toLowerCase(),
  )
}

/** Sounds shorter than this are those of too many words. */
const shortestSound = 2

/** Where the sounds of words stand. */
function createSounds() {
  const places = new Map<string, Set<number>>()
  return {
    add(sound: string, number: number) {
      const same = places.get(sound)
      if (same) same.add(number)
      else places.set(sound, new Set([number]))
    },
    drop(sound: string, number: number) {
      const same = places.get(sound)
      same?.delete(number)
      if (same?.size === 0) places.delete(sound)
    },
    of: (sound: string): Iterable<number> => places.get(sound) ?? [],
  }
}

type Scores = Uint8Array

/**
 * An index of names in memory, over the same vocabulary as search. What is not in it cannot be found, and moves
 * nothing: neither a score nor whether typing errors are looked for depends on anything else.
 */
export function createNameIndex(agsByPostalCode: (code: string) => readonly string[]) {
  const found: (Findable | undefined)[] = []
  /** Whole names as they are compared; folding fifteen thousand at every search would be most of its cost. */
  const folded: string[] = []
  const numbers = new Map<string, number>()
  const free: number[] = []
  const vocabulary = createVocabulary()
  const compounds = createSounds()
  const sounds = { latin: createSounds(), other: createSounds() }

  const scriptOf = (term: string) => (latin.test(term) ? 'latin' : 'other')

  /** Each term once, and whether it stands in the name. */
  function termsIn({ name, rest }: Findable): Map<string, number> {
    const terms = new Map<string, number>()
    for (const word of wordsOf(rest)) terms.set(termOf(word), 0)
    for (const word of wordsOf(name)) terms.set(termOf(word), 1)
    terms.delete('')
    return terms
  }

  /** „Frauen Treff“ is also found as „Frauentreff“. */
  const compoundsIn = ({ name }: Findable) => {
    const terms = wordsOf(name).map(termOf)
    return terms.slice(1).map((term, index) => `${terms[index]}${term}`)
  }

  const soundsIn = ({ name }: Findable) =>
    wordsOf(name)
      .map(termOf)
      .flatMap((term) => {
        const sound = soundOf(term)
        return sound.length >= shortestSound ? [[scriptOf(term), sound] as const] : []
      })

  function remove(id: string) {
    const number = numbers.get(id)
    if (number === undefined) return
    const one = found[number]!
    for (const [text, inIt] of termsIn(one)) {
      const term = vocabulary.of(text)
      term.places.splice(term.places.indexOf(number * 2 + inIt), 1)
      if (term.places.length === 0) vocabulary.drop(term)
    }
    for (const compound of compoundsIn(one)) compounds.drop(compound, number)
    for (const [script, sound] of soundsIn(one)) sounds[script].drop(sound, number)
    numbers.delete(id)
    found[number] = undefined
    free.push(number)
  }

  function put(id: string, one: Findable) {
    remove(id)
    const number = free.pop() ?? found.length
    found[number] = one
    folded[number] = foldedWord(one.name)
    numbers.set(id, number)
    for (const [text, inIt] of termsIn(one)) vocabulary.of(text).places.push(number * 2 + inIt)
    for (const compound of compoundsIn(one)) compounds.add(compound, number)
    for (const [script, sound] of soundsIn(one)) sounds[script].add(sound, number)
  }

  const raise = (best: Scores, number: number, value: number) => {
    if (value > best[number]!) best[number] = value
  }
  const raiseAll = (best: Scores, places: readonly number[], quality: number) => {
    for (const place of places) raise(best, place >> 1, place & 1 ? quality + inName : quality)
  }

  /** How well each organisation has this word. */
  function scoresOf(wanted: string, forgiving: boolean): Scores {
    const best = new Uint8Array(found.length)
    for (const [term, quality] of vocabulary.meeting(wanted)) raiseAll(best, term.places, quality)
    for (const number of compounds.of(wanted)) raise(best, number, joined + inName)
    if (/^\d{5}$/.test(wanted)) {
      const there = new Set(agsByPostalCode(wanted))
      if (there.size > 0)
        found.forEach((one, number) => {
          if (one && there.has(one.municipality)) raise(best, number, qualities.exact)
        })
    }
    if (forgiving) {
      for (const term of vocabulary.similarInAnyLetter(wanted)) raiseAll(best, term.places, qualities.similar)
      const sound = soundOf(wanted)
      if (sound.length >= shortestSound)
        for (const number of sounds[scriptOf(wanted) === 'latin' ? 'other' : 'latin'].of(sound))
          raise(best, number, sounding + inName)
    }
    return best
  }

  function scoresOfAll(wanted: readonly string[], forgiving: boolean): Scores {
    const scores = new Uint8Array(found.length)
    // Articles and legal forms count where they stand, and nobody misses what has none.
    const long = wanted.filter((word) => word.length > 2)
    const missing = new Uint8Array(found.length)
    for (const word of wanted) {
      const best = scoresOf(word, forgiving)
      const needed = long.length === 0 || word.length > 2
      for (let number = 0; number < best.length; number++) {
        if (best[number]) scores[number]! += best[number]!
        else if (needed) missing[number] = 1
      }
    }
    for (let number = 0; number < scores.length; number++) if (missing[number]) scores[number] = 0
    return scores
  }

  const some = (scores: Scores, atLeast: number) => {
    let count = 0
    for (const score of scores) if (score > 0 && ++count >= atLeast) return true
    return false
  }

  return {
    put,
    remove,
    get size() {
      return numbers.size
    },

    /** How well each organisation meets these words, 0 where not at all; nothing where no word is said. */
    meeting(text: string): ((id: string) => number) | undefined {
      const wanted = wantedTerms(text)
      if (wanted.length === 0) return undefined
      const sound = scoresOfAll(wanted, false)
      const scores = some(sound, fewHits) ? sound : scoresOfAll(wanted, true)
      const start = foldedWord(text).trim()
      for (let number = 0; number < scores.length; number++)
        if (scores[number]! > 0 && folded[number]!.startsWith(start)) scores[number]! += named
      return (id) => scores[numbers.get(id) ?? -1] ?? 0
    },
  }
}
export type NameIndex = ReturnType<typeof createNameIndex>
