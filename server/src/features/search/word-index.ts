import { createVocabulary, type Term } from '../../platform/vocabulary.ts'
import { qualities, termsOf, wantedTerms } from '../../platform/words.ts'

/** What can be found by its words. */
export interface Findable {
  id: string
  kind: string
  /** Who may read it is decided for the whole group, once per search. */
  group: string
  title: string
  text: string
  /** Words it is found by that stand nowhere in it, for example the names of its fields of activity. */
  more?: string
  /** For equal matches: newer before older. */
  at: number
  /** From when on nobody finds it any more; null for never. */
  until: number | null
}

/** Where a hit stands in the order of all hits. */
export interface Position {
  score: number
  at: number
  id: string
}

export interface Hit<D> extends Position {
  doc: D
}

export interface Found<D> {
  /** In order, as many as were asked for. */
  hits: Hit<D>[]
  /** Whether more come after them. */
  more: boolean
  /** How many there are in all that may be read, how many of each kind fit the filters, and how many of the wanted kind. */
  readable: number
  byKind: Map<string, number>
  total: number
}

export interface Question<D> {
  text: string
  forgiving: boolean
  mayRead: (group: string) => boolean
  now: number
  /** All filters but the kind; undefined where there is none. */
  fits?: ((doc: D) => boolean) | undefined
  kind?: string | undefined
  limit: number
  after?: Position | undefined
}

const inTitle = 1
const mostScore = 255

/** Better matches first, then newer ones; ids decide between equals, so that the order is total. */
export const isBefore = (a: Position, b: Position) =>
  a.score !== b.score ? a.score > b.score : a.at !== b.at ? a.at > b.at : a.id > b.id

/** Where a number belongs in an ascending list. */
function placeIn(list: readonly number[], value: number): number {
  if (list.length === 0 || list.at(-1)! < value) return list.length
  let [low, high] = [0, list.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers for a few names. */
function createNames() {
  const numbers = new Map<string, number>()
  const all: string[] = []
  return {
    all,
    numberOf(name: string): number {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, all.length)
      return all.push(name) - 1
    },
  }
}

/**
 * An inverted index in memory. It knows words and where they stand, and nothing of rights: whoever asks says which
 * groups count, and neither scores nor hits nor numbers depend on any other. That is why a word's rarity does not enter.
 */
export function createWordIndex<D extends Findable>() {
  const docs: (D | undefined)[] = []
  // What every candidate is asked, in columns: a hundred thousand objects are slow to visit.
  const groupOf: number[] = []
  const kindOf: number[] = []
  const ats: number[] = []
  const expires: boolean[] = []
  const [groups, kinds] = [createNames(), createNames()]
  const free: number[] = []
  const numbers = new Map<string, number>()
  const vocabulary = createVocabulary()

  /** Each term of a document once, and whether it stands in the title. */
  function placesOf(doc: D): Map<string, number> {
    const places = new Map<string, number>()
    for (const term of termsOf(doc.text)) places.set(term, 0)
    if (doc.more) for (const term of termsOf(doc.more)) places.set(term, 0)
    if (doc.title) for (const term of termsOf(doc.title)) places.set(term, inTitle)
    return places
  }

  function remove(id: string) {
    const number = numbers.get(id)
    if (number === undefined) return
    for (const [text, title] of placesOf(docs[number]!)) {
      const term = vocabulary.of(text)
      term.places.splice(placeIn(term.places, number * 2 + title), 1)
      if (term.places.length === 0) vocabulary.drop(term)
    }
    numbers.delete(id)
    docs[number] = undefined
    free.push(number)
  }

  function put(doc: D) {
    remove(doc.id)
    const number = free.pop() ?? docs.length
    docs[number] = doc
    groupOf[number] = groups.numberOf(doc.group)
    kindOf[number] = kinds.numberOf(doc.kind)
    ats[number] = doc.at
    expires[number] = doc.until !== null
    numbers.set(doc.id, number)
    for (const [text, title] of placesOf(doc)) {
      const term = vocabulary.of(text)
      const { places } = term
      const place = number * 2 + title
      const index = placeIn(places, place)
      // Most words are rare: a list that is made with its only entry reserves no room for more.
      if (places.length === 0) term.places = [place]
      else if (index === places.length) places.push(place)
      else places.splice(index, 0, place)
    }
  }

  function spread({ places }: Term, quality: number, best: Uint8Array) {
    for (let index = 0; index < places.length; index++) {
      const place = places[index]!
      const number = place >> 1
      const value = quality + (place & inTitle)
      if (value > best[number]!) best[number] = value
    }
  }

  /** The score of every document that has all words, by number; 0 for the others. */
  function scores(wanted: readonly string[], forgiving: boolean): Uint8Array {
    const score = new Uint8Array(docs.length)
    let passed: Uint8Array | undefined
    for (const word of wanted) {
      const best = new Uint8Array(docs.length)
      for (const [term, quality] of vocabulary.meeting(word)) spread(term, quality, best)
      if (forgiving) for (const term of vocabulary.similarTo(word)) spread(term, qualities.similar, best)
      for (let number = 0; number < best.length; number++) {
        if (passed && !passed[number]) best[number] = 0
        if (best[number]) score[number] = Math.min(mostScore, score[number]! + best[number]!)
        else score[number] = 0
      }
      passed = best
    }
    return score
  }

  return {
    put,
    remove,
    get: (id: string): D | undefined => docs[numbers.get(id) ?? -1],
    all: () => docs.filter((doc) => doc !== undefined),
    get size() {
      return numbers.size
    },
    get terms() {
      return vocabulary.size
    },

    /** Goes through everything that has all the words, and counts and returns what may be read. */
    find({ text, forgiving, mayRead, now, fits, kind, limit, after }: Question<D>): Found<D> {
      const wanted = wantedTerms(text)
      const wantedKind = kind === undefined ? -1 : kinds.numberOf(kind)
      const counts = kinds.all.map(() => 0)
      let [readable, total] = [0, 0]
      const hits: Hit<D>[] = []
      const all = wanted.length === 0 ? new Uint8Array() : scores(wanted, forgiving)
      const open = groups.all.map(mayRead)
      // Backwards: newer ones come first, and most of the others are then no better than what is found already.
      for (let number = all.length - 1; number >= 0; number--) {
        const score = all[number]!
        if (score === 0 || !open[groupOf[number]!]) continue
        if (expires[number] && docs[number]!.until! <= now) continue
        readable++
        if (fits && !fits(docs[number]!)) continue
        counts[kindOf[number]!]!++
        if (kind !== undefined && kindOf[number] !== wantedKind) continue
        total++
        const last = hits.length > limit ? hits[limit]! : undefined
        if (last && (score < last.score || (score === last.score && ats[number]! < last.at))) continue
        const doc = docs[number]!
        const hit = { score, at: doc.at, id: doc.id, doc }
        if (after && !isBefore(after, hit)) continue
        let place = hits.length
        while (place > 0 && isBefore(hit, hits[place - 1]!)) place--
        hits.splice(place, 0, hit)
        // One more than is asked for tells whether there is more.
        if (hits.length > limit + 1) hits.pop()
      }
      return {
        hits: hits.slice(0, limit),
        more: hits.length > limit,
        readable,
        byKind: new Map(kinds.all.map((name, index) => [name, counts[index]!])),
        total,
      }
    },
  }
}
export type WordIndex<D extends Findable> = ReturnType<typeof createWordIndex<D>>
