const small = new Set([
  'und',
  'der',
  'die',
  'das',
  'in',
  'für',
  'am',
  'im',
  'an',
  'e',
  'ev',
  'of',
  'and',
  'the',
  'for',
])

/** Two letters for the circle of an association or a person. */
export function initials(name: string): string {
  const words = name
    .replaceAll(/e\.\s?V\.?/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !small.has(word.toLowerCase()))
  const [first = '', ...others] = words
  const last = others.at(-1)
  const letters = last ? firstLetter(first) + firstLetter(last) : Array.from(first).slice(0, 2).join('')
  return letters.toUpperCase()
}

const firstLetter = (word: string) => Array.from(word)[0] ?? ''
