/** Letters that are no base letter plus mark, so that decomposition leaves them alone. */
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
}

/**
 * The form in which texts are compared when people search: lower case, without marks (ö → o, é → e, ß → ss).
 * Only Latin, Greek, Cyrillic and Arabic marks go; in Indic scripts marks are vowels and words would fall together.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, '')
    .normalize('NFC')
    .replace(/[ßæœøđðłħıþ]/g, (letter) => undecomposed[letter] ?? letter)
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
