let segmenter: Intl.Segmenter | undefined

/** Letters with their marks, and families, flags and skin tones, are one sign each (UAX #29). */
function signsOf(piece: string): string[] {
  if (typeof Intl.Segmenter === 'undefined') return Array.from(piece)
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(piece), ({ segment }) => segment)
}

/** No sign anybody needs is longer: the family of four is 11, a flag of a region 14. */
const longest = 16

/** The first so many signs as people count them, never half of one; only as much is read as can be needed. */
export function beginning(text: string, count: number): string {
  // Most texts are shorter, and no sign is shorter than one unit.
  if (text.length <= count) return text
  const piece = text.slice(0, count * longest)
  const signs = signsOf(piece)
  // Where the piece ends in the middle of a sign, half of it would remain.
  if (piece.length < text.length && signs.length <= count) signs.pop()
  // One sign longer than all of the piece is no writing but a tower of marks; it is cut where it may be.
  return signs.length === 0
    ? Array.from(piece.slice(0, -1)).slice(0, count).join('')
    : signs.slice(0, count).join('')
}
