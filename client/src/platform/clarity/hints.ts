import {
  abbreviation,
  apart,
  be,
  become,
  isInfixed,
  isParticiple,
  isStrongParticiple,
  longForm,
  mayEnd,
  modal,
  noDuty,
  noEnd,
  otherZu,
} from './german.ts'

export type HintKind = 'sentence' | 'passive' | 'duty' | 'compound' | 'abbreviation' | 'term'

/** What the glossary knows; hints work without it. */
export interface Glossary {
  find: (text: string) => readonly { id: string; start: number; end: number }[]
  /** A term in plain German; none for words that need no other ones. */
  say: (id: string) => string | undefined
}

/** A place in a text that could be clearer. */
export interface Hint {
  kind: HintKind
  /** The place, as a textarea counts. */
  from: number
  to: number
  /** How many words a long sentence has. */
  words?: number
  /** What could stand there instead, what a term means, or before which word a sentence could be parted. */
  better?: string
}

interface Word {
  text: string
  from: number
  to: number
}

interface Place {
  from: number
  to: number
}

/** More words than these in a sentence are hard to read. */
export const longestSentence = 15
/** More letters than these are hard to read if several words are joined in them. */
const longestWord = 14
/** Longer still, it is hard to read whatever it consists of. */
const muchTooLong = 20
/** No language has longer words; whoever holds a key down needs no advice. */
const noWord = 60

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐’'][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu
/** Addresses of pages and mails; their parts are no words of anybody. */
const addressPattern = /(?:https?:\/\/|www\.|\S{1,80}@)\S+|[^\s.]{2,80}\.(?:de|org|com|net|eu|info)\b\S*/giu

const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(wordPattern), ({ 0: word, index }) => ({
    text: word,
    from: index,
    to: index + word.length,
  }))

/** All places of `inner` by the place of `outer` that holds them; both in the order of the text. */
function within<T extends Place>(outer: readonly Place[], inner: readonly T[]): T[][] {
  let at = 0
  return outer.map(({ from, to }) => {
    const held: T[] = []
    while (at < inner.length && inner[at]!.from < from) at += 1
    while (at < inner.length && inner[at]!.from < to) held.push(inner[at++]!)
    return held
  })
}

function trimmed(text: string, from: number, to: number): Place | null {
  let [start, end] = [from, to]
  while (start < end && /\s/.test(text[start]!)) start += 1
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1
  return start < end ? { from: start, to: end } : null
}

/** A line ends a sentence, and so does a point unless it belongs to a short form or a number. */
function germanSentences(text: string): Place[] {
  const sentences: Place[] = []
  let from = 0
  const end = (to: number) => {
    const place = trimmed(text, from, to)
    if (place) sentences.push(place)
    from = to
  }
  for (const { index, 0: sign } of text.matchAll(/\n|[.!?…:]{1,20}["“”»«)]{0,2}(?=\s)/gu)) {
    const to = index + sign.length
    if (sign === '\n' || !sign.startsWith('.') || sign.length > 2 || endsHere(text, from, index)) end(to)
  }
  end(text.length)
  return sentences
}

/** Whether the point at `index` ends a sentence; in doubt it does, so that fewer sentences look long. */
function endsHere(text: string, start: number, index: number): boolean {
  const next = /^\s*(\S)/u.exec(text.slice(index + 1, index + 20))?.[1] ?? ''
  if (/\p{Ll}/u.test(next)) return false
  const before = text.slice(Math.max(start, index - 24), index)
  const last = /[\p{L}\p{N}]+$/u.exec(before)?.[0] ?? ''
  if (/^\p{N}{1,2}$/u.test(last)) return false
  const short = /(?:\p{L}+\.\s?){0,3}\p{L}+$/u.exec(before)?.[0].replaceAll(/\s/g, '').toLowerCase() ?? ''
  const parts = short.split('.')
  // The short form may stand behind the last word of another sentence.
  for (let at = 0; at < parts.length; at += 1) {
    const form = `${parts.slice(at).join('.')}.`
    if (mayEnd.has(form)) return /\p{Lu}/u.test(next)
    if (longForm(form)) return false
  }
  return !noEnd.has(last.toLowerCase()) && !/^\p{L}$/u.test(last)
}

/** Segmenters copy all of a text for every step; of a window they copy little. */
const windowLength = 2_000
/** Runs of signs without a space that are this long may be several words, as in Chinese or Thai. */
const severalWords = 30

/** Sentences as the language itself parts them; lines part them too. */
function sentencesIn(text: string, language: string | undefined): Place[] {
  const segmenter = segmenterOf(language, 'sentence')
  const found: Place[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    const end = lineStart + line.length
    for (let from = lineStart; from < end;) {
      const to = Math.min(end, from + windowLength)
      const starts = Array.from(segmenter.segment(text.slice(from, to)), ({ index }) => from + index)
      const last = starts.at(-1) ?? from
      // The last one may go on behind the window; then the next window begins with it.
      const next = to < end && last > from ? last : to
      starts.forEach((start, at) => {
        const place = start < next ? trimmed(text, start, Math.min(starts[at + 1] ?? to, next)) : null
        if (place) found.push(place)
      })
      from = next
    }
    lineStart = end + 1
  }
  return found
}

function countWords(text: string, segmenter: Intl.Segmenter): number {
  let count = 0
  for (const run of text.split(/\s+/)) {
    if (run.length <= severalWords) count += /[\p{L}\p{N}]/u.test(run) ? 1 : 0
    else
      for (let from = 0; from < run.length; from += windowLength)
        for (const { isWordLike } of segmenter.segment(run.slice(from, from + windowLength)))
          if (isWordLike) count += 1
  }
  return count
}

function longIn(text: string, language: string | undefined): Hint[] {
  if (typeof Intl.Segmenter === 'undefined') return []
  const segmenter = segmenterOf(language, 'word')
  return sentencesIn(text, language).flatMap((place) => {
    const words = countWords(text.slice(place.from, place.to), segmenter)
    return words > longestSentence ? [{ kind: 'sentence', ...place, words }] : []
  })
}

function segmenterOf(language: string | undefined, granularity: 'sentence' | 'word') {
  try {
    return new Intl.Segmenter(language, { granularity })
  } catch {
    return new Intl.Segmenter(undefined, { granularity })
  }
}

const joining = new Set(
  'und aber oder sondern denn weil dass damit obwohl wenn während nachdem bevor sodass indem falls'.split(
    ' ',
  ),
)

/** The word nearest to the middle before which a sentence can be parted. */
function partedBefore(words: readonly Word[]): string | undefined {
  const fewest = 4
  let best: { text: string; off: number } | undefined
  for (let at = fewest; at <= words.length - fewest; at += 1) {
    const { text } = words[at]!
    const off = Math.abs(at - words.length / 2)
    if (joining.has(text) && (!best || off < best.off)) best = { text, off }
  }
  return best?.text
}

const ofClause = /[,;:()–—„“"!?]/u
const and = new Set(['und', 'oder'])

/** The words of a sentence, clause by clause. */
function clauses(text: string, words: readonly Word[]): Word[][] {
  const found: Word[][] = []
  let clause: Word[] = []
  words.forEach((word, at) => {
    const before = words[at - 1]
    if (before && ofClause.test(text.slice(before.to, word.from))) {
      found.push(clause)
      clause = []
    }
    clause.push(word)
  })
  return [...found, clause]
}

const endsClause = (clause: readonly Word[], at: number) =>
  at === clause.length - 1 || and.has(clause[at + 1]!.text)

/** "wurde … beschlossen", "beschlossen wird", "beschlossen worden", "um gefördert zu werden". */
function passives(clause: readonly Word[]): Hint[] {
  const found: Hint[] = []
  const taken = new Set<number>()
  clause.forEach((word, at) => {
    if (!become.has(word.text.toLowerCase()) || taken.has(at)) return
    const add = (first: number, last: number) => {
      for (let one = first; one <= last; one += 1) taken.add(one)
      found.push({ kind: 'passive', from: clause[first]!.from, to: clause[last]!.to })
    }
    const before = clause[at - 1]
    const beforeZu = before?.text === 'zu' ? at - 2 : at - 1
    const participle = clause[beforeZu]
    const isFinal =
      endsClause(clause, at) || modal.has(clause[at + 1]!.text) || be.has(clause[at + 1]!.text.toLowerCase())
    if (participle && isFinal && isParticiple(participle.text)) return add(beforeZu, at)
    if (word.text === 'worden') return
    // "wird" as the second word that counts: what it belongs to stands at the end.
    for (let later = at + 1; later < Math.min(clause.length, at + 20); later += 1) {
      const { text } = clause[later]!
      if (become.has(text.toLowerCase())) return
      const fits = isStrongParticiple(text) || (endsClause(clause, later) && isParticiple(text))
      if (fits && (endsClause(clause, later) || later === at + 1)) return add(at, later)
    }
  })
  return found
}

/** "ist bis Montag einzureichen", "sind zu beachten". */
function duties(clause: readonly Word[]): Hint[] {
  const start = clause.findIndex(({ text }) => be.has(text.toLowerCase()))
  if (start < 0) return []
  for (let at = start + 1; at < Math.min(clause.length, start + 20); at += 1) {
    const { text, to } = clause[at]!
    const place = { kind: 'duty' as const, from: clause[start]!.from, to }
    const before = clause.slice(Math.max(0, start - 8), at).map((word) => word.text.toLowerCase())
    if (before.some((word) => otherZu.has(word))) return []
    if (endsClause(clause, at) && isInfixed(text)) return [place]
    const verb = clause[at + 1]
    if (text !== 'zu' || !verb || !endsClause(clause, at + 1)) continue
    if (/^\p{Ll}{2,}(?:en|ern|eln)$/u.test(verb.text) && !noDuty.has(verb.text))
      return [{ ...place, to: verb.to }]
    return []
  }
  return []
}

function compounds(words: readonly Word[]): Hint[] {
  return words.flatMap(({ text, from, to }) => {
    if (text.length <= longestWord || text.length > noWord || !/^\p{L}\p{Ll}+$/u.test(text)) return []
    const isNoun = /^\p{Lu}/u.test(text)
    const better = isNoun ? apart(text) : null
    if (better) return [{ kind: 'compound', from, to, better }]
    return Array.from(text).length > muchTooLong ? [{ kind: 'compound', from, to }] : []
  })
}

const abbreviations = (text: string): Hint[] =>
  Array.from(text.matchAll(abbreviation), ({ 0: short, index }) => {
    const better = longForm(short)
    return { kind: 'abbreviation', from: index, to: index + short.length, ...(better && { better }) }
  })

const termsIn = (text: string, { find, say }: Glossary): Hint[] =>
  find(text).flatMap(({ id, start, end }) => {
    const better = say(id)
    return better === undefined ? [] : { kind: 'term', from: start, to: end, better }
  })

function germanHints(text: string, glossary: Glossary | undefined): Hint[] {
  const addresses = Array.from(text.matchAll(addressPattern), ({ 0: address, index }) => ({
    from: index,
    to: index + address.length,
  }))
  const outside = <T extends Place>(places: T[], of: readonly Place[] = addresses) => {
    const inside = new Set(within(of, places).flat())
    return places.filter((place) => !inside.has(place))
  }
  const words = outside(wordsOf(text))
  const terms = glossary ? termsIn(text, glossary) : []
  const sentences = germanSentences(text)
  // What a term means helps more than where to part it.
  const hints = [
    ...terms,
    ...outside(compounds(words), terms),
    ...outside(outside(abbreviations(text)), terms),
  ]
  within(sentences, words).forEach((own, at) => {
    if (own.length > longestSentence) {
      const better = partedBefore(own)
      hints.push({ kind: 'sentence', ...sentences[at]!, words: own.length, ...(better && { better }) })
    }
    for (const clause of clauses(text, own)) hints.push(...passives(clause), ...duties(clause))
  })
  return hints
}

export const isGerman = (language: string | null | undefined) => /^de(?:-|$)/i.test(language ?? '')

/** Where a text could be clearer, in its order. German is known well; of other languages only how long sentences are. */
export function hintsFor(text: string, language: string | null | undefined, glossary?: Glossary): Hint[] {
  const hints = isGerman(language) ? germanHints(text, glossary) : longIn(text, language ?? undefined)
  return hints.toSorted((a, b) => a.from - b.from || b.to - a.to)
}
