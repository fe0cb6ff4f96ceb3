import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldedWord } from './fold.ts'
import { glossaryTerms } from './glossary.ts'
import { createTermMatcher, type FindOptions } from './term-matcher.ts'

const find = createTermMatcher(glossaryTerms)
const seen = (text: string, options?: FindOptions) =>
  find(text, options).map(({ id, start, end }) => `${id}: ${text.slice(start, end)}`)

describe('a term in a text', () => {
  it.each([
    // Capitalisation.
    ['Die Satzung liegt bei.', 'satzung: Satzung'],
    ['die satzung liegt bei', 'satzung: satzung'],
    ['DIE SATZUNG!', 'satzung: SATZUNG'],
    ['Nach der dsgvo dürfen wir das.', 'datenschutz: dsgvo'],
    // Cases and plurals.
    ['wegen des Bescheids; wegen des Zuwendungsbescheids', 'zuwendungsbescheid: Zuwendungsbescheids'],
    ['des Vorstandes', 'vorstand: Vorstandes'],
    ['alle Vorstände', 'vorstand: Vorstände'],
    ['mit den Vorständen', 'vorstand: Vorständen'],
    ['zwei Anträge', 'antrag: Anträge'],
    ['die Beschlüsse', 'beschluss: Beschlüsse'],
    ['bei den Finanzämtern', 'finanzamt: Finanzämtern'],
    ['drei Spenden', 'spende: Spenden'],
    ['erweiterte Führungszeugnisse', 'fuehrungszeugnis: erweiterte Führungszeugnisse'],
    ['mit einem erweiterten Führungszeugnis', 'fuehrungszeugnis: erweiterten Führungszeugnis'],
    ['eingetragene Vereine', 'eingetragener-verein: eingetragene Vereine'],
    ['die Allgemeinen Nebenbestimmungen', 'nebenbestimmungen: Allgemeinen Nebenbestimmungen'],
    ['eine Notarin', 'notar: Notarin'],
    ['zwei Notarinnen', 'notar: Notarinnen'],
    ['Integrationslotsinnen helfen', 'integrationslotse: Integrationslotsinnen'],
    // Written for everybody.
    ['für Notar*innen', 'notar: Notar*innen'],
    ['für Integrationslots:innen da', 'integrationslotse: Integrationslots:innen'],
    ['für NotarInnen', 'notar: NotarInnen'],
    ['der Träger/die Trägerin', 'traeger: Träger'],
    // Spelling.
    ['Foerdermittel', 'foerdermittel: Foerdermittel'],
    ['vorzeitiger Massnahmebeginn', 'vorzeitiger-massnahmebeginn: vorzeitiger Massnahmebeginn'],
    ['Vera\u0308gabe, Antra\u0308ge', 'antrag: Antra\u0308ge'],
    ['Verwendungs\u00adnachweis', 'verwendungsnachweis: Verwendungs\u00adnachweis'],
    // Hyphens.
    ['die Mitglieder-Versammlung', 'mitgliederversammlung: Mitglieder-Versammlung'],
    ['die Mitglieder·versammlung', 'mitgliederversammlung: Mitglieder·versammlung'],
    ['der Verwendungs-\u200bNachweis oder der EU-Antrag', 'antrag: Antrag'],
    ['die Minijobzentrale', 'minijob-zentrale: Minijobzentrale'],
    ['die Minijob-Zentrale', 'minijob-zentrale: Minijob-Zentrale'],
    ['das WIR-Vielfaltszentrum', 'wir-vielfaltszentrum: WIR-Vielfaltszentrum'],
    ['GEMA-Gebühren', 'gema: GEMA'],
    ['Sach- und Personalkosten', 'personalkosten: Personalkosten'],
    ['ein Kosten- und Finanzierungsplan', 'finanzierungsplan: Kosten- und Finanzierungsplan'],
    // Abbreviations.
    ['Wir sind ein e. V.', 'eingetragener-verein: e. V.'],
    ['Wir sind ein e.V. seit 1990', 'eingetragener-verein: e.V.'],
    ['Wir sind ein e.\u00a0V. seit 1990', 'eingetragener-verein: e.\u00a0V.'],
    ['Wir sind ein e.\u202fV. seit 1990', 'eingetragener-verein: e.\u202fV.'],
    ['als eV gegründet', 'eingetragener-verein: eV'],
    ['Die MV ist im Mai.', 'mitgliederversammlung: MV'],
    ['unter TOP 3', 'tagesordnung: TOP'],
    ['viele MSOs', 'migrantenorganisation: MSOs'],
    ['das Programm WIR', 'landesprogramm-wir: WIR'],
    ['nach § 60a AO', 'feststellungsbescheid: § 60a AO'],
    ['nach §\u00a060a AO', 'feststellungsbescheid: §\u00a060a AO'],
    ['der Bescheid nach §60a AO', 'feststellungsbescheid: Bescheid nach §60a AO'],
    ['ANBest-P', 'nebenbestimmungen: ANBest-P'],
    // Among other scripts and in other languages.
    ['نحتاج إلى الSatzung الآن', 'satzung: Satzung'],
    ['قرأت \u2068Verwendungsnachweis\u2069 اليوم', 'verwendungsnachweis: Verwendungsnachweis'],
    ['Verein’in Satzung’u', 'verein: Verein', 'satzung: Satzung'],
    ['Треба здати Sachbericht.', 'sachbericht: Sachbericht'],
    // Whole names of more than one word, also across a line.
    ['das House of Resources', 'house-of-resources: House of Resources'],
    ['auf\nAugenhöhe', 'augenhoehe: auf\nAugenhöhe'],
  ])('%j', (text, ...expected) => {
    expect(seen(text)).toEqual(expected)
  })

  it.each([
    ['another word around it', 'Vereinsregistereintragung, Vereinsheim, Trägerin, Spender, Datenschützer'],
    ['the first part of a compound', 'Satzungs-Änderung, Antrags- und Prüfungsfristen, Antrag-Formular'],
    ['a pronoun and a day', 'Wir kommen am Mo top vorbereitet, oder wir fragen.'],
    ['words that are shouted', 'DAS SIND WIR ALLE'],
    ['a verb that ends like it', 'Wir belegen zwei Räume und vereinen alle.'],
    ['part of a name', 'Brunnenstube e. V. und „Feder“ e.\u00a0V.'],
    ['addresses', 'www.satzung.de/antrag https://verein.example/satzung vorstand@satzung.example @Vorstand'],
    ['names of files', 'satzung.pdf, satzung_neu'],
    ['digits within', 'Antrag2 und 3Antrag'],
    ['letters of other scripts that look alike', 'Vеrein, Antragа'],
    ['a sentence that ends between two words', 'Das war zeitnahe. Mittelverwendung kommt.'],
    ['nothing', ''],
    ['blanks', ' \n\u00a0'],
  ])('is not found in %s', (_, text) => {
    expect(seen(text)).toEqual([])
  })

  it('is found once in a text, and everywhere when asked', () => {
    const text = 'Satzung, Satzungen und die Minijob-Zentrale. Noch eine Satzung.'
    expect(seen(text)).toEqual(['satzung: Satzung', 'minijob-zentrale: Minijob-Zentrale'])
    expect(seen(text, { all: true })).toHaveLength(4)
  })

  it('gives way to what the caller keeps out', () => {
    const text = 'Verein Satzung, unsere Satzung'
    expect(seen(text, { except: [{ start: 0, end: 14 }] })).toEqual(['satzung: Satzung'])
    expect(find(text, { except: [{ start: 0, end: 14 }] })[0]!.start).toBe(23)
  })

  it('with three letters means something else in another language', () => {
    expect(seen('The TOP is DSGVO', { lang: 'en' })).toEqual(['datenschutz: DSGVO'])
    expect(seen('Der TOP heißt DSGVO', { lang: 'de-simple' })).toHaveLength(2)
  })

  it('is found under every name that the glossary has for it', () => {
    const missing = glossaryTerms.flatMap(({ id, term, variants }) =>
      [term, ...variants].filter((form) => !find(`ein ${form} da`).some((one) => one.id === id)),
    )
    expect(missing).toEqual([])
  })
})

describe('in whatever text', () => {
  const forms = glossaryTerms.flatMap(({ term, variants }) => [term, ...variants])
  const piece = oneof(
    constantFrom(...forms),
    constantFrom(...forms).map((form) => form.toUpperCase()),
    constantFrom(
      ' ',
      '\n',
      '-',
      '.',
      ', ',
      '\u00ad',
      '\u2068',
      '\u2069',
      '\u202e',
      '@',
      '§',
      'und',
      's',
      'en',
    ),
    constantFrom('السلام', 'Привіт', '漢字', '👩🏽‍🚀', '\u0301', '*innen', '\ud800'),
    string({ unit: 'grapheme', maxLength: 8 }),
  )
  const text = array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
  const beginnings = new Map(
    glossaryTerms.map(({ id, term, variants }) => [
      id,
      [term, ...variants, ...term.split(/,? /)].map((form) =>
        foldedWord(form.replaceAll(/[^\p{L}\p{N}]/gu, '')).slice(0, 3),
      ),
    ]),
  )

  it('what is found stands there, is a form of its term, and overlaps nothing', () => {
    assert(
      property(text, boolean(), (whole, all) => {
        let from = 0
        for (const { id, start, end } of find(whole, { all })) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(whole.length)
          from = end
          const form = foldedWord(whole.slice(start, end).replaceAll(/[^\p{L}\p{N}]/gu, ''))
          expect(beginnings.get(id)!.some((beginning) => form.startsWith(beginning))).toBe(true)
          // A Latin letter right beside it would make it a part of another word.
          if (whole[end - 1] !== '.') expect(whole.slice(end, end + 1)).not.toMatch(/\p{Script=Latin}|\p{N}/u)
          if (start > 0 && whole[start] !== '§')
            expect(whole.slice(start - 1, start)).not.toMatch(/\p{Script=Latin}|\p{N}/u)
        }
      }),
      { numRuns: 600 },
    )
  })

  it('a term once is found in no text twice', () => {
    assert(
      property(text, (whole) => {
        const ids = find(whole).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it.each([
    ['one word', 'a'.repeat(5_000)],
    ['a term over and over in one word', 'Verein'.repeat(2_000)],
    ['nothing but hyphens', 'Antrag-'.repeat(5_000)],
    ['the beginning of a long term again and again', 'Kosten- und '.repeat(5_000)],
    ['marks without end', `e${'\u0301'.repeat(20_000)}`],
    ['signs that steer the writing', 'Satzung\u2068\u202e'.repeat(3_000)],
    ['no blank at all', 'x/'.repeat(20_000)],
    ['dots', 'e. '.repeat(10_000)],
  ])('%s takes no longer than its length', (_, whole) => {
    // What grew with the square would take minutes here.
    const time = (much: string) => {
      const begun = performance.now()
      find(much)
      return performance.now() - begun
    }
    time(whole)
    expect(time(whole.repeat(20))).toBeLessThan(10_000)
  })
})
