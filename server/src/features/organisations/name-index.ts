import anyAscii from 'any-ascii'
import { foldedWord, wordsOf } from '@augenhoehe/reference-data'
import { consonantsOf } from '@augenhoehe/reference-data/consonants'
import { createVocabulary, type Term } from '../../platform/vocabulary.ts'
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
/**
 * A word with a typing error, or one that sounds the same in another script: less than any word that was typed right
 * (the least is one inside another), so that such hits come after those, unless the other words speak for them.
 */
const near = { inName: 3, sounding: 2, elsewhere: 1 } as const
/** What it is worth more where another word stands in the name as typed: then as much as a beginning in the name. */
const support = qualities.prefix + inName - near.inName
/** The whole name, or its beginning, is what was typed. */
const named = 20
/** With fewer sound hits than this, places and topics with typing errors are looked for too. */
const fewHits = 10

const latin = /^[\p{Script=Latin}\p{N}\p{M}]+$/u
/**
 * The consonants of a word, those that sound alike as one: the same for „Свобода“, „Svoboda“ and „Swoboda“,
 * for „محمد“, „Muhammad“ and „Mohamed“. Only words of different scripts are compared by it.
 */
export const soundOf = (word: string): string => consonantsOf(anyAscii(word.replace(/^ال(?=.{3})/, '')))

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

interface Met {
  scores: Scores
  /** 1 where a word was met only nearly. */
  unsure: Uint8Array
}

/** What a text finds. */
export interface Meeting {
  /** 0 where not at all; more is better. */
  scoreOf: (id: string) => number
  /** Whether a word may have been meant otherwise than it was typed. */
  isUnsure: (id: string) => boolean
}

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

  /** How well each organisation has this word: as typed, or nearly so in its name. */
  function scoresOf(wanted: string, similar: readonly Term[]): Scores {
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
    for (const { places } of similar)
      for (const place of places) if (place & 1) raise(best, place >> 1, near.inName)
    const sound = soundOf(wanted)
    if (sound.length >= shortestSound)
      for (const number of sounds[scriptOf(wanted) === 'latin' ? 'other' : 'latin'].of(sound))
        raise(best, number, near.sounding)
    return best
  }

  /** All words together: what each organisation scores, 0 where it misses one, and whether all were typed right. */
  function together(wanted: readonly string[], each: readonly Scores[]): Met {
    const scores = new Uint8Array(found.length)
    const unsure = new Uint8Array(found.length)
    // Articles and legal forms count where they stand, and nobody misses what has none.
    const needsAll = wanted.every((word) => word.length <= 2)
    const missing = new Uint8Array(found.length)
    each.forEach((best, index) => {
      const needed = needsAll || wanted[index]!.length > 2
      for (let number = 0; number < best.length; number++) {
        const one = best[number]!
        scores[number]! += one
        if (one === 0 ? needed : one <= near.inName) (one === 0 ? missing : unsure)[number] = 1
      }
    })
    for (let number = 0; number < scores.length; number++) {
      if (missing[number]) scores[number] = 0
      else if (unsure[number] && each.some((best) => best[number]! >= qualities.inflected + inName))
        scores[number]! += support
    }
    return { scores, unsure }
  }

  function isFew({ scores, unsure }: Met): boolean {
    let count = 0
    for (let number = 0; number < scores.length; number++)
      if (scores[number]! > 0 && !unsure[number] && ++count >= fewHits) return false
    return true
  }

  function meetingOf(wanted: readonly string[]): Met {
    const similar = wanted.map((word) => vocabulary.similarInAnyLetter(word))
    const each = wanted.map((word, index) => scoresOf(word, similar[index]!))
    const met = together(wanted, each)
    if (!isFew(met)) return met
    // Everybody has a place and topics: where enough was found, a slip in those would find half of the directory.
    similar.forEach((terms, index) => {
      for (const { places } of terms)
        for (const place of places) raise(each[index]!, place >> 1, near.elsewhere)
    })
    return together(wanted, each)
  }

  return {
    put,
    remove,
    get size() {
      return numbers.size
    },

    /** How well each organisation meets these words; nothing where no word is said. */
    meeting(text: string): Meeting | undefined {
      const wanted = wantedTerms(text)
      if (wanted.length === 0) return undefined
      const { scores, unsure } = meetingOf(wanted)
      const start = foldedWord(text).trim()
      for (let number = 0; number < scores.length; number++)
        if (scores[number]! > 0 && folded[number]!.startsWith(start)) scores[number]! += named
      return {
        scoreOf: (id) => scores[numbers.get(id) ?? -1] ?? 0,
        isUnsure: (id) => unsure[numbers.get(id) ?? -1] === 1,
      }
    },
  }
}
export type NameIndex = ReturnType<typeof createNameIndex>
