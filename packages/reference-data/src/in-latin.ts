/** Letters after `fold`, as somebody who reads German would write what they say. */
const written: Readonly<Record<string, string>> = {
  ...paired(
    'а б в г ґ д е є ж з и і к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я ђ ј љ њ ћ џ',
    'a b w g g d e e sch s i i k l m n o p r s t u w f ch z tsch sch schtsch _ y _ e ju ja dj j lj nj c dsch',
  ),
  ...paired(
    'α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω',
    'a w g d e s i th i k l m n x o p r s t y f ch ps o',
  ),
  ...paired(
    'ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ء پ چ ژ گ ڤ',
    'a b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h w y _ p tsch zh g w',
  ),
}

function paired(letters: string, latin: string): Record<string, string> {
  const values = latin.split(' ')
  return Object.fromEntries(
    letters.split(' ').map((letter, index) => [letter, values[index]!.replace('_', '')]),
  )
}

const other = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u
const each = new RegExp(other.source, 'gu')

export const hasOtherLetters = (folded: string) => other.test(folded)

/**
 * A folded text with its Cyrillic, Greek and Arabic letters in Latin ones. A small table, because it is fetched by
 * whoever types a place; the server has all scripts.
 */
export const inLatin = (folded: string): string => folded.replace(each, (letter) => written[letter] ?? letter)
