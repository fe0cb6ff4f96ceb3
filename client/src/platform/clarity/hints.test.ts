import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { createTermMatcher } from '@augenhoehe/reference-data/term-matcher'
import { describe, expect, it } from 'vitest'
import { hintsFor, type Hint, type HintKind } from './hints.ts'

const words = (count: number) => Array.from({ length: count }, (_, at) => `Wort${at}`).join(' ')
/** What is found, as kind and place. */
const found = (text: string, only?: HintKind, language = 'de') =>
  hintsFor(text, language)
    .filter(({ kind }) => !only || kind === only)
    .map(({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`)

describe('sentences', () => {
  it('are long with more than 15 words', () => {
    expect(hintsFor(`${words(15)}.`, 'de')).toEqual([])
    expect(hintsFor(`${words(3)}. ${words(16)}! ${words(3)}`, 'de')).toEqual([
      { kind: 'sentence', from: 19, to: 19 + words(16).length + 1, words: 16 },
    ])
  })

  it.each([
    ['lines and colons part them', `${words(10)}\n${words(10)}: ${words(10)}`],
    ['questions and calls too', `${words(10)}? ${words(10)}! ${words(10)} … ${words(10)}`],
    ['numbers, times and dates are words', 'Am 1.5.2026 um 10.30 Uhr treffen wir uns in der Brunnenstube.'],
    ['in doubt a short form ends one', `${words(10)} usw. ${words(10)}`],
    ['nothing at all', ' \n \t '],
  ])('%s', (_, text) => expect(found(text, 'sentence')).toEqual([]))

  it.each([
    `${words(8)} z. B. Vereine ${words(8)}`,
    `${words(8)} am 12. Mai ${words(8)}`,
    `${words(8)} bei Dr. Amira ${words(8)}`,
    `${words(8)} i. d. R. Vereine ${words(8)}`,
    `${words(8)} usw. und ${words(8)}`,
    `${words(8)} am 3. Tag ${words(8)}`,
  ])('go on after a point that ends none: %s', (text) => expect(found(text, 'sentence')).toHaveLength(1))

  it('say before which word they can be parted', () => {
    const text =
      'Wir brauchen einen Raum für dreißig Personen am Samstag, weil unser Saal im Winter nicht geheizt ist.'
    expect(hintsFor(text, 'de')[0]).toMatchObject({ kind: 'sentence', words: 17, better: 'weil' })
  })

  it('have their length in every language', () => {
    const arabic = 'نحن جمعية صغيرة في غيسن '.repeat(4)
    expect(found(`${arabic}.`, 'sentence', 'ar')).toHaveLength(1)
    expect(found('نحن جمعية صغيرة. نعمل في غيسن؟ نعم.', 'sentence', 'ar')).toEqual([])
    const ukrainian = 'ми шукаємо приміщення для нашої групи '.repeat(3)
    expect(hintsFor(ukrainian, 'uk')).toMatchObject([{ kind: 'sentence', words: 18 }])
    expect(hintsFor(`${'one two three '.repeat(6)}\nfour`, 'en')).toHaveLength(1)
    expect(
      found(
        '我们是吉森的一个小协会，正在为星期六的阅读之夜寻找一个能容纳三十人的房间，最好有厨房。',
        'sentence',
        'zh',
      ),
    ).toHaveLength(1)
    expect(found('A short one. '.repeat(1000), 'sentence', 'en')).toEqual([])
    expect(found(`${'A short one. '.repeat(500)}${words(16)}. A short one.`, 'sentence', 'en')).toEqual([
      `sentence: ${words(16)}.`,
    ])
  })
})

describe('passive voice', () => {
  it.each([
    ['Der Antrag wurde gestern beschlossen.', 'wurde gestern beschlossen'],
    ['Der Antrag wird von der Stadt bis Montag bearbeitet.', 'wird von der Stadt bis Montag bearbeitet'],
    ['Wir hoffen, dass der Verein gefördert wird.', 'gefördert wird'],
    ['Das Geld ist überwiesen worden.', 'überwiesen worden'],
    ['Der Saal kann nicht gemietet werden.', 'gemietet werden'],
    ['Es ist schwer, um gehört zu werden.', null],
    ['Wir kommen, um eingeladen zu werden.', 'eingeladen zu werden'],
    ['Die Anträge werden geprüft und danach verschickt.', 'werden geprüft'],
    ['Das muss finanziert werden, sonst geht nichts.', 'finanziert werden'],
    ['Darüber wurde gesprochen mit allen Vereinen.', 'wurde gesprochen'],
    ['Wenn das Projekt abgelehnt werden sollte, klagen wir.', 'abgelehnt werden'],
    ['Das würde dann von allen mitgetragen.', 'würde dann von allen mitgetragen'],
  ])('%s', (text, place) =>
    expect(found(text, 'passive')).toEqual(place === null ? [] : [`passive: ${place}`]),
  )

  it.each([
    'Wir werden morgen kommen.',
    'Sie wird Lehrerin und ihr Bruder wird Arzt.',
    'Das Wetter wird gut, es wird Zeit.',
    'Der Verein wird immer bekannter und ist sehr beliebt.',
    'Unser Treffen wird bestimmt sehr schön.',
    'Sie wird gesund, er wird überhaupt nicht müde.',
    'Das Gebiet wird größer.',
    'Es wird besser, wer besteht, der bekommt Geld.',
    'Wir haben das gestern beschlossen.',
    'Der Saal ist gut geeignet.',
    'Wir werden ab Mai alle Vereine besuchen und fragen.',
    'Danach wird der Verein Räume mieten.',
    'Ich würde mich sehr freuen.',
    'Sie wird verantwortungsbewusst.',
    'Das Fest wird am Samstag gegen Abend beginnen.',
  ])('not in: %s', (text) => expect(found(text, 'passive')).toEqual([]))
})

describe('"ist … zu"', () => {
  it.each([
    ['Der Antrag ist bis Montag einzureichen.', 'ist bis Montag einzureichen'],
    ['Die Regeln sind zu beachten.', 'sind zu beachten'],
    ['Der Nachweis ist der Stadt vorzulegen und aufzubewahren.', 'ist der Stadt vorzulegen'],
  ])('%s', (text, place) => expect(found(text)).toEqual([`duty: ${place}`]))

  it.each([
    'Es ist schön, Sie zu sehen.',
    'Unser Ziel ist es, Menschen zu helfen.',
    'Es ist Zeit zu gehen.',
    'Der Text ist schwer zu lesen.',
    'Der Schlüssel ist nicht zu finden.',
    'Es ist noch viel zu tun.',
    'Der Saal ist zu klein, das Wetter ist zu trocken.',
    'Wir sind zusammen gekommen, um zu lernen.',
    'Der Raum ist zu vermuten groß.',
  ])('not in: %s', (text) => expect(found(text, 'duty')).toEqual([]))
})

describe('compounds', () => {
  it.each([
    ['Verwendungsnachweis', 'Verwendungs-Nachweis'],
    ['Zuwendungsbescheid', 'Zuwendungs-Bescheid'],
    ['Mitgliederversammlung', 'Mitglieder-Versammlung'],
    ['Migrantenorganisationen', 'Migranten-Organisationen'],
    ['Vereinsmitglieder', 'Vereins-Mitglieder'],
    ['Integrationskommission', 'Integrations-Kommission'],
    ['Aufenthaltsgenehmigung', 'Aufenthalts-Genehmigung'],
    ['Gemeinnützigkeitsrecht', 'Gemeinnützigkeits-Recht'],
    ['Kinderbetreuung', 'Kinder-Betreuung'],
    ['Körperschaftsteuer', 'Körperschaft-Steuer'],
    ['Aufwandsentschädigung', 'Aufwands-Entschädigung'],
    ['Verwaltungsgerichtsverfahren', 'Verwaltungs-Gerichts-Verfahren'],
  ])('%s', (word, better) =>
    expect(hintsFor(`Der ${word} fehlt.`, 'de')).toEqual([
      { kind: 'compound', from: 4, to: 4 + word.length, better },
    ]),
  )

  it.each([
    ['short enough', 'Vereinsbeitrag'],
    ['no compound', 'Veranstaltungen'],
    ['no compound either', 'Herausforderungen'],
    ['already parted', 'Verwendungs-Nachweis'],
    ['a name', 'MörfeldenWalldorfVerein'],
    ['in an address', 'https://stadt.example/Verwendungsnachweisformular'],
    ['in a mail', 'Mitgliederversammlung@verein.example'],
    ['no word at all', 'A'.repeat(5000)],
    ['no word of anybody', `Verwendungsnachweis${'a'.repeat(5000)}`],
  ])('not %s', (_, word) => expect(found(word, 'compound')).toEqual([]))

  it('are only named where no joint is certain', () => {
    expect(hintsFor('verwaltungsverfahrensrechtlich', 'de')).toEqual([{ kind: 'compound', from: 0, to: 30 }])
  })
})

describe('abbreviations', () => {
  it.each([
    ['z. B.', 'zum Beispiel'],
    ['z.B.', 'zum Beispiel'],
    ['z.\u00A0B.', 'zum Beispiel'],
    ['i. d. R.', 'in der Regel'],
    ['ggf.', 'vielleicht'],
    ['ggf', 'vielleicht'],
    ['bzgl.', 'zu'],
    ['bzw.', 'oder'],
    ['usw.', 'und so weiter'],
    ['d. h.', 'das heißt'],
    ['u. a.', 'unter anderem'],
  ])('%s', (short, better) =>
    expect(hintsFor(`Wir (${short} alle) kommen.`, 'de')).toEqual([
      { kind: 'abbreviation', from: 5, to: 5 + short.length, better },
    ]),
  )

  it.each([
    'Brunnenstube e. V. in Gießen',
    'EU, WLAN, PDF, DRK und ABC',
    'Das Gem. und die Lt. kennt niemand',
    'und.so.weiter',
    'Usweiler, Etcetera',
    'Ca und Etc',
  ])('not in: %s', (text) =>
    expect(found(text, 'abbreviation').filter((one) => !/Gem|Lt/.test(one))).toEqual([]),
  )
})

describe('words of the administration', () => {
  const terms = [
    { id: 'verwendungsnachweis', term: 'Verwendungsnachweis', variants: ['VN'] },
    { id: 'mittelverwendung', term: 'Zeitnahe Mittelverwendung', variants: [] },
    { id: 'satzung', term: 'Satzung', variants: [] },
  ]
  const plain = new Map([
    ['verwendungsnachweis', 'Sie zeigen, wofür das Geld war.'],
    ['mittelverwendung', 'Das Geld bald ausgeben.'],
  ])
  const glossary = { find: createTermMatcher(terms), say: (id: string) => plain.get(id) }

  it('come with what they mean, once, instead of advice on their length', () => {
    const text =
      'Die Verwendungsnachweise fehlen, ein Verwendungsnachweis kommt noch. Zeitnahe Mittelverwendung!'
    expect(hintsFor(text, 'de', glossary)).toEqual([
      { kind: 'term', from: 4, to: 24, better: 'Sie zeigen, wofür das Geld war.' },
      { kind: 'compound', from: 37, to: 56, better: 'Verwendungs-Nachweis' },
      { kind: 'term', from: 69, to: 94, better: 'Das Geld bald ausgeben.' },
    ])
  })

  it('are left alone where everybody knows them, in addresses, and in other languages', () => {
    expect(hintsFor('Die Satzung gilt: https://verein.example/verwendungsnachweis', 'de', glossary)).toEqual(
      [],
    )
    expect(hintsFor('We wrote a Verwendungsnachweis.', 'en', glossary)).toEqual([])
  })
})

it('what is written in other languages is left alone but for its length', () => {
  const text = 'Der Antrag wurde z. B. beschlossen, der Verwendungsnachweis ist einzureichen.'
  expect(hintsFor(text, 'de').map(({ kind }) => kind)).toEqual([
    'passive',
    'abbreviation',
    'compound',
    'duty',
  ])
  for (const language of ['en', 'tr', 'ar', 'uk', null, undefined, 'no such language']) {
    expect(hintsFor(text, language)).toEqual([])
  }
  expect(hintsFor(text, 'de-simple')).toHaveLength(4)
})

const pieces = constantFrom(
  ...'wurde wird werden beschlossen geprüft worden zu ist einzureichen und . , ! ? : \n z. B. ggf. usw. 12. e. V. '.split(
    ' ',
  ),
  'Verwendungsnachweis',
  'نحن',
  'ми',
  '\u202E',
  '\u2067',
  '👩‍👩‍👧‍👦',
  '🇺🇦',
  '\uD83D',
  'a\u0308',
  ' ',
  '\u00A0',
  '@',
  'www.',
)
const texts = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  array(pieces, { maxLength: 120 }).map((all) => all.join(' ')),
  array(pieces, { maxLength: 120 }).map((all) => all.join('')),
)
const languages = constantFrom('de', 'de-simple', 'ar', 'uk', 'en', null, 'x', 'zh')

const isWhole = (text: string, { from, to }: Hint) =>
  from >= 0 && from < to && to <= text.length && !/^\s|\s$/.test(text.slice(from, to))

it('every place is a part of the text that begins and ends with a sign, in order, and nothing makes it fail', () => {
  assert(
    property(texts, languages, (text, language) => {
      const hints = hintsFor(text, language)
      expect(hints.every((hint) => isWhole(text, hint))).toBe(true)
      expect(hints.every(({ from }, at) => at === 0 || hints[at - 1]!.from <= from)).toBe(true)
      expect(hintsFor(text, language)).toEqual(hints)
    }),
    { numRuns: 500 },
  )
})

it('what stands before a line changes nothing in it', () => {
  assert(
    property(array(pieces, { maxLength: 40 }), (all) => {
      const line = all.join(' ').replaceAll('\n', ' ').trim()
      const before = 'Guten Tag.\n'
      const moved = hintsFor(line, 'de').map((hint) => ({
        ...hint,
        from: hint.from + before.length,
        to: hint.to + before.length,
      }))
      expect(hintsFor(before + line, 'de')).toEqual(moved)
    }),
  )
})

describe('a text ten times as long as any is done at once, where a square would take minutes:', () => {
  it.each([
    ['one word', () => 'a', 'de'],
    ['a participle without end', () => 'ge', 'de'],
    ['words of 5,000 letters', (at: number) => (at % 5000 === 0 ? ' ' : 'ü'), 'de'],
    ['passive without end', () => 'wird von ihm ', 'de'],
    ['duty without end', () => 'ist bis Montag ', 'de'],
    ['points', () => '.', 'de'],
    ['points and letters', () => 'z. ', 'de'],
    ['an address without end', () => 'a.', 'de'],
    ['lines', () => '\n', 'de'],
    ['commas', () => 'wird, ', 'de'],
    ['one sentence in Arabic', () => 'نحن جمعية ', 'ar'],
    ['sentences in Arabic', () => 'نحن. ', 'ar'],
    ['one Arabic word', () => 'ن', 'ar'],
    ['Chinese without a space', () => '我们', 'zh'],
  ])(
    '%s',
    (_, unit, language) => {
      const text = Array.from({ length: 200_000 }, (__, at) => unit(at)).join('')
      expect(hintsFor(text.slice(0, 200_000), language).every((hint) => isWhole(text, hint))).toBe(true)
    },
    20_000,
  )
})
