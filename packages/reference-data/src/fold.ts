/** Letters that are written differently and read the same, and that decomposition leaves alone. */
const undecomposed: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ٱ: 'ا',
}
const toUndecomposed = new RegExp(`[${Object.keys(undecomposed).join('')}]`, 'g')

/** Marks over and under letters; in Arabic also the stretching of a word, and signs that only steer the writing. */
const marks = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u06d6-\u06ed]|\p{Cf}/gu
// eslint-disable-next-line no-control-regex
const plainText = /^[\u0000-\u007f]*$/

/**
 * The form in which texts are compared when people search: lower case, without marks (ö → o, é → e, ß → ss, أ → ا).
 * Only Latin, Greek, Cyrillic and Arabic marks go; in Indic scripts marks are vowels and words would fall together.
 */
export function fold(text: string): string {
  if (plainText.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .normalize('NFKC')
    .replace(toUndecomposed, (letter) => undecomposed[letter] ?? letter)
}

const spelledOut: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/**
 * All folded forms under which a stored text should be found by a folded query: with umlauts as base letters and,
 * where it has some, spelled out, because without a German keyboard one writes both Rodermark and Roedermark.
 */
export function foldedForms(text: string): readonly string[] {
  const plain = fold(text)
  const lower = text.toLowerCase().normalize('NFC')
  const spelled = fold(lower.replace(/[äöü]/g, (letter) => spelledOut[letter] ?? letter))
  return plain === spelled ? [plain] : [plain, spelled]
}

const spelledOutE = /([aou])e/g

/** One form for every spelling of a word: Müller, Mueller and Muller are the same, and so are Straße and Strasse. */
export function foldedWord(word: string): string {
  const folded = fold(word)
  return folded.includes('e') ? folded.replace(spelledOutE, '$1') : folded
}

/** What stands between blanks and punctuation: letters, digits and their marks. */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu

/** The words of a text. */
export const wordsOf = (text: string): readonly string[] => text.match(word) ?? []

/** The words of a text and where they stand in it. */
export const wordsIn = (text: string): { word: string; start: number; end: number }[] =>
  Array.from(text.matchAll(word), (match) => ({
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
