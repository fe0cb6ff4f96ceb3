import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Name, nameFaultOf, type NameFault } from './names.ts'

const isName = (raw: string) => Name(120, 1).safeParse(raw).success

describe('names of people and organisations', () => {
  it.each([
    ['a German association', 'Haus & Hof e. V.'],
    ['with a number first', '3. Welt Laden'],
    ['with slashes and brackets', 'Frauen* helfen Frauen (FHF) / Gießen 2.0'],
    ['with signs of a company', 'Brücke gGmbH + Co. – „Zusammen“'],
    ['an abbreviation', 'DIDF'],
    ['one letter', 'Ö'],
    ['a mononym', 'Suharto'],
    ['Turkish', 'Işık Gençlik Derneği'],
    ['Polish, in decomposed form', 'Żółty Dom'.normalize('NFD')],
    ['Vietnamese with stacked marks', 'Hội Người Việt tại Đức – Nguyễn Thị Ánh Tuyết'],
    ['Vietnamese, decomposed', 'Nguyễn Thị Ánh Tuyết'.normalize('NFD')],
    ['Yoruba', 'Ẹgbẹ́ Ọmọ Odùduwà'],
    ['Hawaiian with its own apostrophe', 'Hawaiʻi Ohana'],
    ['Irish', "O’Brien & D'Angelo"],
    ['Arabic', 'جمعية النور الثقافية'],
    ['Arabic with vowels and doubling', 'مُحَمَّدٌ الرَّحْمٰن'],
    ['Arabic with a direction mark that came along', '\u200fجمعية النور\u200f'],
    ['Persian with a non-joiner', 'انجمن خانه\u200cهای ایرانیان'],
    ['Kurdish in Arabic letters', 'کۆمەڵەی کوردستان'],
    ['Urdu', 'انجمنِ ترقیٔ اردو'],
    ['Pashto', 'د افغانانو ټولنه'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Syriac', 'ܥܡܐ ܣܘܪܝܝܐ'],
    ['Tigrinya', 'ማሕበር ኤርትራውያን'],
    ['Amharic', 'የኢትዮጵያ ማኅበረሰብ'],
    ['Ukrainian with an apostrophe', "Мар’яна та Об'єднання"],
    ['Ukrainian with the letter apostrophe', 'Марʼяна'],
    ['Russian', 'Дом дружбы'],
    ['Serbian', 'Удружење Љиљан'],
    ['Greek', 'Ελληνική Κοινότητα Φρανκφούρτης'],
    ['Armenian', 'Հայ համայնք'],
    ['Georgian', 'ქართული სათვისტომო'],
    ['Hindi with a joiner', 'क्\u200dष भारतीय संघ'],
    ['Hindi with a non-joiner', 'क्\u200cष'],
    ['Tamil', 'தமிழ்ச் சங்கம்'],
    ['Tamil with a non-joiner', 'க்\u200cஷ'],
    ['Sinhala with a joiner', 'ශ්\u200dරී ලංකා'],
    ['Bengali with a joiner before the virama', 'র\u200d্যাব'],
    ['Malayalam with a joiner at the end', 'അവന്\u200d'],
    ['Punjabi', 'ਪੰਜਾਬੀ ਸਭਾ'],
    ['Burmese', 'မြန်မာ့ ရွှေကျောင်း'],
    ['Khmer', 'សមាគមខ្មែរ'],
    ['Thai', 'ผู้หญิงไทยในเยอรมนี'],
    ['Tibetan', 'བོད་ཀྱི་སྒྲིག་འཛུགས'],
    ['Chinese', '黑森州华人协会'],
    ['Japanese with Latin', 'フランクフルトJapan会'],
    ['Korean', '프랑크푸르트 한인회'],
    ['Tamazight', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'],
    ['Nʼko', 'ߒߞߏ'],
    ['two scripts in two words', 'Дом Дружбы – Haus der Freundschaft'],
    ['two scripts, joined by a hyphen', 'Iran-فارسی'],
    ['two rows of digits in two words', 'نادي ٢٠١٥ – Klub 2015'],
  ])('%s is accepted: %s', (_, name) => {
    expect(nameFaultOf(name)).toBeUndefined()
    expect(isName(name)).toBe(true)
  })

  it.each<[string, NameFault, string]>([
    ['Cyrillic а in a Latin word', 'mixed-scripts', 'Br\u0430unfels'],
    ['Cyrillic В at the beginning', 'mixed-scripts', '\u0412rücke'],
    ['Greek ο in a Latin word', 'mixed-scripts', 'Br\u03bft für alle'],
    ['Latin o in a Cyrillic word', 'mixed-scripts', 'Д\u006fм'],
    ['Cyrillic о in a Greek word', 'mixed-scripts', 'Κ\u043eινότητα'],
    ['Armenian օ in a Latin word', 'mixed-scripts', 'B\u0585ot'],
    ['Cherokee in a Latin word', 'mixed-scripts', '\u13aaerein'],
    ['hidden behind an apostrophe', 'mixed-scripts', 'O’Br\u0456en'],
    ['two rows of digits in one number', 'mixed-scripts', 'Klub 2\u0660\u0661\u0665'],
    ['an override to the left', 'direction', 'Verein \u202eefil'],
    ['an embedding', 'direction', '\u202bنادي\u202c'],
    ['an isolate', 'direction', '\u2067Verein\u2069'],
    ['a lone end of an isolate', 'direction', 'Verein\u2069'],
    ['towers of marks', 'marks', 'Z\u0351\u0343\u0366\u0346a\u0303\u0342\u0357l\u0317\u0318\u0319go'],
    ['the same mark twice', 'marks', 'e\u0323\u0323'],
    ['five marks of Arabic', 'marks', 'م\u064e\u0651\u0670\u0653\u0650'],
    ['a circle around a letter', 'marks', 'A\u20dd'],
    ['a mark over nothing', 'marks', 'Verein \u0301'],
    ['a space of no width', 'invisible', 'Ver\u200bein'],
    ['a Hangul filler', 'invisible', '\u3164'],
    ['a braille blank', 'invisible', 'Verein\u2800'],
    ['a word joiner', 'invisible', 'Ver\u2060ein'],
    ['a joiner between Latin letters', 'invisible', 'Ver\u200dein'],
    ['a non-joiner between Cyrillic letters', 'invisible', 'Д\u200cом'],
    ['a joiner at the end of an Arabic word', 'invisible', 'نادي\u200d'],
    ['two joiners in a row', 'invisible', 'خانه\u200c\u200cها'],
    ['a tag', 'invisible', 'Verein\u{e0041}'],
    ['a variation selector', 'invisible', 'Verein\ufe0f'],
    ['a private sign', 'invisible', 'Verein \ue000'],
    ['letters of mathematics', 'styled', '\u{1d400}\u{1d401} Verein'],
    ['letters in circles', 'styled', 'Ⓥerein'],
    ['letters in full width', 'styled', 'Ｖｅｒｅｉｎ'],
    ['a picture', 'styled', 'Verein 🎉'],
    ['a flag', 'styled', 'Verein 🇩🇪'],
  ])('%s is refused as %s', (_, fault, name) => {
    expect(nameFaultOf(name)).toBe(fault)
    const parsed = Name(120, 1).safeParse(name)
    expect(parsed.error?.issues.map(({ message }) => message)).toContain(fault)
  })

  it.each([
    ['a\u0000b'],
    ['a\u001b[2J'],
    ['a\nb'],
    ['lone \ud800'],
    [''],
    ['  '],
    ['\u200f'],
    ['x'.repeat(500)],
  ])('%j is no name', (raw) => {
    expect(isName(raw)).toBe(false)
  })

  it('keeps a name as its people write it, but for what nobody sees', () => {
    expect(Name(80).parse(' \u200fجمعية\u00ad  النور\ufeff ')).toBe('جمعية النور')
    expect(Name(80).parse('خانه\u200cها')).toBe('خانه\u200cها')
  })

  it('takes what it returned once more, unchanged', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 30 }), (raw) => {
        const once = Name(80).safeParse(raw)
        return !once.success || Name(80).parse(once.data) === once.data
      }),
    )
  })

  it('refuses one sign that steers or hides wherever it stands', () => {
    const letters = array(constantFrom('a', 'ß', 'д', 'ن', 'ሀ', 'क', '漢'), { minLength: 1, maxLength: 8 })
    const sign = constantFrom('\u202e', '\u2066', '\u200b', '\u3164', '\u2800', '\u{e0020}', '\u0000')
    assert(
      property(tuple(letters, sign, integer({ min: 0, max: 8 })), ([some, hidden, at]) => {
        return !isName([...some.slice(0, at), hidden, ...some.slice(at)].join(''))
      }),
    )
  })

  it('refuses one foreign letter in any word of two letters or more', () => {
    const latin = array(constantFrom(...Array.from('abcdefäöüßéş')), { minLength: 1, maxLength: 8 })
    const foreign = constantFrom(...Array.from('аеорсухіѕαονρικ'))
    assert(
      property(tuple(latin, foreign, integer({ min: 0, max: 8 })), ([some, one, at]) => {
        return nameFaultOf([...some.slice(0, at), one, ...some.slice(at)].join('')) === 'mixed-scripts'
      }),
    )
  })
})
