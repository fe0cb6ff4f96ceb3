/** How many letters of a word may be wrong. */
export const typosIn = (term: string) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : 0)

/** Longer words are compared by their beginning. */
const mostSigns = 80
const line = () => new Uint8Array(mostSigns + 1)
let [older, old, row] = [line(), line(), line()]

/** Fills `old` with how many edits make each beginning of `b` from `a`; false as soon as all take more than `most`. */
function compare(a: string, b: string, most: number): boolean {
  for (let j = 0; j <= b.length; j++) old[j] = j
  for (let i = 1; i <= a.length; i++) {
    let least = (row[0] = i)
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let edits = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (same ? 0 : 1))
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) edits = Math.min(edits, older[j - 2]! + 1)
      row[j] = edits
      if (edits < least) least = edits
    }
    if (least > most) return false
    ;[older, old, row] = [old, row, older]
  }
  return true
}

/** Whether two terms are so many edits apart at most; neighbours that changed places are one edit. */
export function isSimilar(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  const [from, to] = [a.slice(0, mostSigns), b.slice(0, mostSigns)]
  return compare(from, to, most) && old[to.length]! <= most
}

/** How many edits make a word, or as much of it as has been typed, from what was typed; nothing where more than `most`. */
export function editsOf(word: string, typed: string, most: number, mayBegin: boolean): number | undefined {
  if (typed.length > mostSigns || typed.length - word.length > most) return undefined
  if (!mayBegin && word.length - typed.length > most) return undefined
  const part = word.slice(0, typed.length + most)
  if (!compare(typed, part, most)) return undefined
  let edits = old[part.length]!
  if (mayBegin) for (let end = 0; end < part.length; end++) if (old[end]! < edits) edits = old[end]!
  return edits <= most ? edits : undefined
}
