import { consonantsOf } from './consonants.ts'
import { districts, type District } from './districts.ts'
import { editsOf, typosIn } from './edits.ts'
import { fold, foldedForms } from './fold.ts'
import { hasOtherLetters, inLatin } from './in-latin.ts'
import { municipalities, municipalityByAgs, type Municipality } from './municipalities.ts'

/** All AGS with a postal code that begins like this; `agsByPostalCode` of `./postal-codes` is one. */
export type PostalCodeLookup = (beginning: string) => readonly string[]

/**
 * Municipalities for a typed text, best first: same name, name begins so, a later word begins so, every word typed
 * begins a word of the name, and after those the ones that may have been meant: with typing errors, or in another
 * script. Equals go by population, so that Frankfurt am Main comes before a village.
 * Digits are taken as the beginning of a postal code; without a look-up only the codes of the seats are known.
 */
export function searchMunicipalities(
  text: string,
  limit = 8,
  agsByPostalCode: PostalCodeLookup = agsBySeatPostalCode,
): Municipality[] {
  const typed = text.trim()
  if (/^\d+$/.test(typed))
    return agsByPostalCode(typed)
      .flatMap((ags) => municipalityByAgs(ags) ?? [])
      .slice(0, limit)
  // „35390 Gießen“, as it stands on letters.
  return best(searchable(), typed.replace(/^\d{5}\s+/, ''), limit)
}

/** Landkreise in the same way, with „Kreis“ in front or without. */
export const searchDistricts = (text: string, limit = 3): District[] => best(rural(), text, limit)

/** Both together; of equals the municipality comes first. */
export function searchPlaces(
  text: string,
  limit = 8,
  agsByPostalCode?: PostalCodeLookup,
): (Municipality | District)[] {
  if (/^\s*\d/.test(text)) return searchMunicipalities(text, limit, agsByPostalCode)
  return best<Municipality | District>([...searchable(), ...rural()], text, limit)
}

interface Named<T> {
  place: T
  names: readonly string[]
  /** With „Wissenschaftsstadt“ and the like, which nobody means by what looks like it. */
  officialNames?: readonly string[]
}

interface Placed {
  populationCensus2022: number
}

function best<T extends Placed>(all: readonly Named<T>[], text: string, limit: number): T[] {
  const folded = fold(text)
  const isForeign = hasOtherLetters(folded)
  const query = spaced(inLatin(folded))
  if (query === '') return []
  const rank = ({ names, officialNames = [] }: Named<T>) => {
    const exact = Math.min(...[...names, ...officialNames].map((name) => exactRankOf(name, query)))
    return exact < ranks.none ? exact : Math.min(...names.map((name) => nearRankOf(name, query, isForeign)))
  }
  return all
    .map((one) => ({ place: one.place, rank: rank(one) }))
    .filter(({ rank }) => rank < ranks.none)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number('municipalities' in a.place) - Number('municipalities' in b.place) ||
        b.place.populationCensus2022 - a.place.populationCensus2022,
    )
    .slice(0, limit)
    .map(({ place }) => place)
}

/** Less is better; errors are added to `similar`. */
const ranks = { same: 0, begins: 1, within: 2, words: 3, similar: 4, sounds: 8, none: 9 } as const
/** From this length on somebody who is still typing may have mistyped already. */
const shortestBeginning = 5
/** Fewer consonants than these are those of too many places. */
const shortestSound = 3

function exactRankOf(name: string, query: string): number {
  if (name === query) return ranks.same
  if (name.startsWith(query)) return ranks.begins
  if (` ${name}`.includes(` ${query}`)) return ranks.within
  const words = name.split(' ')
  if (query.split(' ').every((typed) => words.some((word) => begins(word, typed)))) return ranks.words
  const joined = words.join('')
  return query.length > 2 && joined.startsWith(query.replaceAll(' ', '')) ? ranks.words : ranks.none
}

function nearRankOf(name: string, query: string, isForeign: boolean): number {
  const words = name.split(' ')
  const all = query.split(' ')
  // „Франкфурт-на-Майні“: the small words of other languages are none of the name's.
  const long = isForeign ? all.filter((word) => word.length > 2) : []
  const typed = long.length > 0 ? long : all
  const whole = typed.join('')
  const errors = Math.min(errorsInAll(words, typed), errorsIn(words.join(''), whole))
  if (errors < unlike) return ranks.similar + Math.min(errors, ranks.sounds - ranks.similar - 1)
  return isForeign && soundsLike(words, typed) ? ranks.sounds : ranks.none
}

/** What people write where the name has one letter („v. d. Höhe“). */
const writtenOut: Readonly<Record<string, readonly string[]>> = { v: ['vor'], d: ['der'], a: ['an', 'am'] }

const begins = (word: string, typed: string) =>
  word.startsWith(typed) || writtenOut[word]?.includes(typed) === true

/** More than any word may have. */
const unlike = 100

/** How many letters are wrong in a word, or in as much of it as has been typed. */
const errorsIn = (word: string, typed: string) =>
  begins(word, typed)
    ? 0
    : (editsOf(word, typed, typosIn(typed), typed.length >= shortestBeginning) ?? unlike)

function errorsInAll(words: readonly string[], typed: readonly string[]): number {
  let sum = 0
  for (const one of typed) {
    let least = unlike
    for (const word of words) least = Math.min(least, errorsIn(word, one))
    if (least === unlike) return unlike
    sum += least
  }
  return sum
}

/** Arabic has one letter for f and v, and leaves vowels out. */
const soundOf = (words: readonly string[]) => consonantsOf(words.join('')).replace(/^v/, 'f')

function soundsLike(words: readonly string[], typed: readonly string[]): boolean {
  const sound = soundOf(typed)
  if (sound.length < shortestSound) return false
  // Not „(Hessen)“, which says where others of that name are not.
  const from = words[0] === 'bad' && words.length > typed.length ? 1 : 0
  return soundOf(words.slice(from, from + typed.length)) === sound
}

const spaced = (folded: string) => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
const formsOf = (name: string) => foldedForms(name).map(spaced)

const byPopulation = (a: Municipality, b: Municipality) =>
  b.populationCensus2022 - a.populationCensus2022 || (a.ags < b.ags ? -1 : 1)

const agsBySeatPostalCode: PostalCodeLookup = (beginning) =>
  municipalities
    .filter(({ seatPostalCode }) => seatPostalCode.startsWith(beginning))
    .sort(byPopulation)
    .map(({ ags }) => ags)

const shortened = / i\. Odw\.$/

let places: readonly Named<Municipality>[] | undefined
const searchable = () =>
  (places ??= municipalities.map((place) => ({
    place,
    names: [place.name, place.name.replace(shortened, ' im Odenwald')].flatMap(formsOf),
    officialNames: formsOf(place.officialName),
  })))

let ruralDistricts: readonly Named<District>[] | undefined
const rural = () =>
  (ruralDistricts ??= districts
    .filter(({ type }) => type === 'Landkreis')
    .map((place) => {
      const bare = place.name.replace(/^(?:Landkreis|Kreis) /, '')
      return { place, names: [place.name, bare, `Kreis ${bare}`, `Landkreis ${bare}`].flatMap(formsOf) }
    }))
