import type { MarkedText } from '@augenhoehe/contracts'
import { wordsIn } from '@augenhoehe/reference-data'
import { meeting, termOf, wantedTerms } from '../../platform/words.ts'

const longest = 240
const before = 60
const more = '…'

interface Range {
  start: number
  end: number
}

/** The words of a text that a search meets, as they stand in it. */
function metIn(text: string, query: string, forgiving: boolean): Range[] {
  const meets = wantedTerms(query).map((wanted) => meeting(wanted, forgiving))
  return wordsIn(text).filter(({ word }) => {
    const term = termOf(word)
    return meets.some((quality) => quality(term) > 0)
  })
}

/** Never inside a letter and its marks, nor between the halves of a code point. */
const splits = (text: string, at: number) => /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(at, at + 2))

function edge(text: string, wanted: number, direction: 1 | -1): number {
  let at = Math.max(0, Math.min(text.length, wanted))
  for (let steps = 0; steps < 24 && at > 0 && at < text.length; steps++) {
    if (/\s/.test(text[at - 1]!)) return at
    at += direction
  }
  while (at > 0 && at < text.length && splits(text, at)) at += direction
  return at
}

function marked(text: string, ranges: readonly Range[]): MarkedText {
  const parts: MarkedText = []
  let from = 0
  for (const { start, end } of ranges) {
    if (start > from) parts.push({ text: text.slice(from, start), marked: false })
    parts.push({ text: text.slice(start, end), marked: true })
    from = end
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false })
  return parts
}

/** The whole text, with what was found marked. */
export const markedTitle = (title: string, query: string, forgiving: boolean): MarkedText =>
  marked(title, metIn(title, query, forgiving))

/** A few lines around the first word that was found, or the beginning, on one line. */
export function excerptOf(raw: string, query: string, forgiving: boolean): MarkedText {
  const text = raw.replace(/\s+/g, ' ').trim()
  const ranges = metIn(text, query, forgiving)
  if (text.length <= longest) return marked(text, ranges)
  const first = ranges[0]?.start ?? 0
  const start = first <= before ? 0 : edge(text, Math.min(first - before, text.length - longest), 1)
  const end = edge(text, start + longest, -1)
  const inside = ranges
    .filter((range) => range.start >= start && range.end <= end)
    .map((range) => ({ start: range.start - start, end: range.end - start }))
  const parts = marked(text.slice(start, end).trimEnd(), inside)
  return [
    ...(start > 0 ? [{ text: more, marked: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: more, marked: false }] : []),
  ]
}

/** Whether a search meets any word of a text. */
export const meetsIn = (text: string, query: string, forgiving: boolean) =>
  metIn(text, query, forgiving).length > 0

/** Of several wordings the one in which most words of a search are met; the first of equals. */
export function bestMet<W extends { text: string }>(
  wordings: readonly [W, ...W[]],
  query: string,
  forgiving: boolean,
): W {
  const met = ({ text }: W) =>
    wantedTerms(query).filter((wanted) => {
      const quality = meeting(wanted, forgiving)
      return wordsIn(text).some(({ word }) => quality(termOf(word)) > 0)
    }).length
  const [first, ...others] = wordings
  let best = { wording: first, met: others.length > 0 ? met(first) : 0 }
  for (const wording of others) {
    const count = met(wording)
    if (count > best.met) best = { wording, met: count }
  }
  return best.wording
}
