import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { districtOutlineByKey, districtOutlines, mapAttribution } from './district-outlines.ts'
import { districtByKey, districts } from './districts.ts'
import { glossaryTermById, glossaryTerms } from './glossary.ts'
import { attributions, distanceKm, fold, foldedForms, foldedWord, label, textIn, wordsIn } from './index.ts'
import { currentAgs, municipalities, municipalityByAgs } from './municipalities.ts'
import { programmeFactById } from './peers.ts'
import { searchDistricts, searchMunicipalities, searchPlaces } from './place-search.ts'
import { agsByPostalCode } from './postal-codes.ts'
import {
  activityFields,
  languageById,
  mayMatchOn,
  needGroups,
  needKindById,
  needKindsInGroup,
} from './taxonomy.ts'
import { guidingQuestions, topics, workshopResults } from './topics.ts'

describe('fold', () => {
  it.each([
    ['Gießen', 'giessen'],
    ['RÖDERMARK', 'rodermark'],
    ['o\u0308', 'o'],
    ['İstanbul Iğdır', 'istanbul igdir'],
    ['Łódź, Ærø, Đà Nẵng', 'lodz, aero, da nang'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد إلى آخر مدرســة ٱلبيت', 'احمد الي اخر مدرسه البيت'],
    ['کتابی', 'كتابي'],
    ['КИЇВ', 'киів'],
    ['Çağrı ÇAĞRI', 'cagri cagri'],
    ['ｖｅｒｅｉｎ ﬁx ½', 'verein fix 1⁄2'],
    ['Ver\u00adein', 'verein'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['Ёлка', 'елка'],
    ['हिन्दी', 'हिन्दी'],
    ['한국어', '한국어'],
    ['', ''],
  ])('%s becomes %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })

  it('gives a second form where umlauts may be spelled out', () => {
    expect(foldedForms('Rödermark')).toEqual(['rodermark', 'roedermark'])
    expect(foldedForms('Kassel')).toEqual(['kassel'])
  })

  it.each([
    ['Straße', 'Strasse', 'STRASSE'],
    ['Müller', 'Mueller', 'muller'],
    ['Çağrı', 'cagri', 'ÇAĞRI'],
    ['İstanbul', 'ıstanbul', 'ISTANBUL'],
    ['محمّد', 'محمد', 'مُحَمَّد'],
    ['Київ', 'КИЇВ', 'киів'],
    ['Ærzte', 'Aerzte', 'arzte'],
  ])('has one form for %s, %s and %s', (...spellings) => {
    expect(new Set(spellings.map(foldedWord)).size).toBe(1)
  })

  it('finds the words of a text where they stand', () => {
    const text = 'Wer hilft beim „Förder-Antrag“? سؤال، 12.'
    const found = wordsIn(text)
    expect(found.map(({ word }) => word)).toEqual(['Wer', 'hilft', 'beim', 'Förder', 'Antrag', 'سؤال', '12'])
    for (const { word, start, end } of found) expect(text.slice(start, end)).toBe(word)
  })
})

describe('municipalities', () => {
  it.each([
    ['giess', 'Gießen'],
    ['GIEßEN', 'Gießen'],
    ['Roedermark', 'Rödermark'],
    ['rodermark', 'Rödermark'],
    ['frank', 'Frankfurt am Main'],
    ['frankfurt main', 'Frankfurt am Main'],
    ['Homburg', 'Bad Homburg v. d. Höhe'],
    ['allendorf (eder)', 'Allendorf (Eder)'],
    ['35390', 'Gießen'],
    ['6031', 'Frankfurt am Main'],
  ])('%s finds %s first', (text, name) => {
    expect(searchMunicipalities(text)[0]?.name).toBe(name)
    expect(searchMunicipalities(text, 3, agsByPostalCode)[0]?.name).toBe(name)
  })

  it('knows more postal codes with the look-up than without', () => {
    expect(searchMunicipalities('35398')).toEqual([])
    expect(searchMunicipalities('35398', 1, agsByPostalCode)[0]?.name).toBe('Gießen')
  })

  it('finds every municipality by its own name and never more than asked for', () => {
    for (const { ags, name } of municipalities) {
      const found = searchMunicipalities(name, 3)
      expect(found.length).toBeLessThanOrEqual(3)
      expect(
        found.map((m) => m.ags),
        name,
      ).toContain(ags)
    }
  })

  it.each([
    ['Gissen', 'Gießen'],
    ['Giesen', 'Gießen'],
    ['Geissen', 'Gießen'],
    ['Gießn', 'Gießen'],
    ['Wisbaden', 'Wiesbaden'],
    ['Visbaden', 'Wiesbaden'],
    ['Wisba', 'Wiesbaden'],
    ['Franfurt', 'Frankfurt am Main'],
    ['Frankfort', 'Frankfurt am Main'],
    ['Frankfurt/Main', 'Frankfurt am Main'],
    ['Frankfurt (Main)', 'Frankfurt am Main'],
    ['Frankfurt a.M.', 'Frankfurt am Main'],
    ['Frankfurt am Mein', 'Frankfurt am Main'],
    ['60311 Frankfurt', 'Frankfurt am Main'],
    ['Offenbach a. Main', 'Offenbach am Main'],
    ['Kasel', 'Kassel'],
    ['Darmstat', 'Darmstadt'],
    ['Ruesselsheim', 'Rüsselsheim am Main'],
    ['Rußelsheim', 'Rüsselsheim am Main'],
    ['Gross Gerau', 'Groß-Gerau'],
    ['Großgerau', 'Groß-Gerau'],
    ['Badhomburg', 'Bad Homburg v. d. Höhe'],
    ['Bad Homburg vor der Höhe', 'Bad Homburg v. d. Höhe'],
    ['Limburg an der Lahn', 'Limburg a. d. Lahn'],
    ['Höchst im Odenwald', 'Höchst i. Odw.'],
    ['Hanua', 'Hanau'],
  ])('%s finds %s first, though it is written otherwise', (text, name) => {
    expect(searchMunicipalities(text)[0]?.name).toBe(name)
  })

  it.each([
    ['Франкфурт', 'Frankfurt am Main'],
    ['Франкфурт-на-Майні', 'Frankfurt am Main'],
    ['Висбаден', 'Wiesbaden'],
    ['Вісбаден', 'Wiesbaden'],
    ['Гиссен', 'Gießen'],
    ['Ґіссен', 'Gießen'],
    ['Кассель', 'Kassel'],
    ['Дармштадт', 'Darmstadt'],
    ['Оффенбах', 'Offenbach am Main'],
    ['Ганау', 'Hanau'],
    ['Ханау', 'Hanau'],
    ['Марбург', 'Marburg'],
    ['Фульда', 'Fulda'],
    ['فرانكفورت', 'Frankfurt am Main'],
    ['فيسبادن', 'Wiesbaden'],
    ['غيسن', 'Gießen'],
    ['كاسل', 'Kassel'],
    ['دارمشتات', 'Darmstadt'],
    ['أوفنباخ', 'Offenbach am Main'],
    ['هاناو', 'Hanau'],
    ['ماربورغ', 'Marburg'],
    ['فولدا', 'Fulda'],
    ['فرانکفورت', 'Frankfurt am Main'],
    ['گیسن', 'Gießen'],
    ['ویسبادن', 'Wiesbaden'],
    ['Φρανκφούρτη', 'Frankfurt am Main'],
  ])('%s finds %s first, from another script', (text, name) => {
    expect(searchMunicipalities(text)[0]?.name).toBe(name)
  })

  it('puts what was typed right before what may have been meant', () => {
    expect(searchMunicipalities('Marburg').map(({ name }) => name)[0]).toBe('Marburg')
    const found = searchMunicipalities('Linden').map(({ name }) => name)
    expect(found.slice(0, 2)).toEqual(['Linden', 'Lindenfels'])
  })

  it('finds each in whatever spelling, and with one typing error in a name that is long enough for one', () => {
    const seats = municipalities.filter(({ name }) => /^\p{L}{6,}$/u.test(name))
    const kinds = fc.constantFrom('swap', 'drop', 'double', 'other')
    fc.assert(
      fc.property(fc.constantFrom(...seats), fc.nat(), kinds, ({ ags, name: official }, seed, kind) => {
        // ß is two letters when it is compared: to swap it with its neighbour is more than one error.
        const name = official.replaceAll('ß', 'ss')
        const at = seed % (name.length - 1)
        const wrong = {
          swap: name.slice(0, at) + name[at + 1]! + name[at]! + name.slice(at + 2),
          drop: name.slice(0, at) + name.slice(at + 1),
          double: name.slice(0, at) + name[at]! + name.slice(at),
          other: `${name.slice(0, at)}x${name.slice(at + 1)}`,
        }[kind]
        const found = searchMunicipalities(wrong, 20).map((one) => one.ags)
        expect(found, wrong).toContain(ags)
        for (const form of [...foldedForms(official), official.toUpperCase()])
          expect(searchMunicipalities(form)[0]?.name, form).toBe(official)
      }),
      { numRuns: 100 },
    )
  })

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        expect(searchMunicipalities(text, 3).length).toBeLessThanOrEqual(3)
        expect(searchDistricts(text).length).toBeLessThanOrEqual(3)
      }),
    )
  })

  it.each([
    ['giessen', 'Landkreis Gießen'],
    ['Kreis Gissen', 'Landkreis Gießen'],
    ['Wetterau', 'Wetteraukreis'],
    ['main kinzig', 'Main-Kinzig-Kreis'],
    ['Mainkinzigkreis', 'Main-Kinzig-Kreis'],
    ['Landkreis Bergstrasse', 'Kreis Bergstraße'],
    ['Фогельсберг', 'Vogelsbergkreis'],
  ])('%s finds the district %s', (text, name) => {
    expect(searchDistricts(text)[0]?.name).toBe(name)
  })

  it.each([
    ['Gissen', ['Gießen', 'Landkreis Gießen']],
    ['Wetterau', ['Wetteraukreis', 'Reichelsheim (Wetterau)']],
    ['Landkreis Fulda', ['Landkreis Fulda']],
    ['35390', ['Gießen']],
    ['غيسن', ['Gießen', 'Landkreis Gießen']],
  ])('%s finds towns and districts in the order in which they are meant', (text, found) => {
    expect(
      searchPlaces(text)
        .map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(found)
  })

  it('takes no town for a district', () => {
    expect(searchDistricts('Frankfurt am Main').map(({ type }) => type)).not.toContain('kreisfreie Stadt')
  })

  it.each(['', '   ', '()', 'xyzzy', '99999'])('finds nothing for %j', (text) => {
    expect(searchMunicipalities(text, 8, agsByPostalCode)).toEqual([])
  })

  it('follows a change of territory', () => {
    expect(municipalityByAgs('06435014')).toBeUndefined()
    expect(municipalityByAgs(currentAgs('06435014'))?.name).toBe('Hanau')
    expect(municipalityByAgs(currentAgs('06635005'))?.name).toBe('Allendorf (Eder)')
    expect(currentAgs('06412000')).toBe('06412000')
  })

  it('lie in districts that have outlines', () => {
    for (const { districtKey } of municipalities) expect(districtByKey(districtKey)).toBeDefined()
    for (const { key, name } of districts) expect(districtOutlineByKey(key)?.properties.name).toBe(name)
    expect(districtOutlines.features).toHaveLength(27)
  })
})

describe('distance', () => {
  const place = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })

  it('is known between cities', () => {
    const at = (ags: string) => municipalityByAgs(ags)!
    // Frankfurt to Kassel as the crow flies.
    expect(distanceKm(at('06412000'), at('06611000'))).toBeCloseTo(145.5, 0)
    // A quarter of a meridian of the mean sphere.
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 90, lon: 0 })).toBeCloseTo((Math.PI / 2) * 6371.0088, 6)
  })

  it('is symmetric, zero at home, and never beyond half the circumference', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceKm(a, b)).toBe(distanceKm(b, a))
        expect(distanceKm(a, a)).toBe(0)
        expect(distanceKm(a, b)).toBeLessThanOrEqual(Math.PI * 6371.0088)
      }),
    )
  })
})

describe('words', () => {
  it.each([
    ['de', 'Räume'],
    ['en', 'Rooms'],
    ['en-GB', 'Rooms'],
    ['de-simple', 'Räume'],
    ['tr', 'Mekân'],
    ['pl', 'Räume'],
    ['toString', 'Räume'],
  ])('in %s', (locale, word) => {
    expect(label(needKindById('rooms')!, locale)).toBe(word)
  })

  it('fall back to German where an institution is not to be translated', () => {
    expect(label(languageById('gsg')!, 'ar')).toBe(label(languageById('gsg')!, 'de'))
    expect(textIn(glossaryTermById('verein')!.explanation, 'fr')).toMatch(/^Ein Verein/)
  })
})

describe('vocabulary', () => {
  it('keeps religion and heritage language out of the matchmaking', () => {
    expect(activityFields.filter(({ id }) => !mayMatchOn(id)).map(({ id }) => id)).toEqual([
      'religion',
      'heritage-language',
    ])
    expect(mayMatchOn('unknown')).toBe(false)
  })

  it('has every need kind in one group', () => {
    expect(needGroups.flatMap(({ id }) => needKindsInGroup(id))).toHaveLength(36)
  })

  it('asks three guiding questions on each topic, in order', () => {
    for (const { id } of topics) expect(guidingQuestions(id).map(({ order }) => order)).toEqual([1, 2, 3])
    expect([...topics.map(({ id }) => id), 'general'].flatMap(workshopResults)).toHaveLength(41)
    expect(guidingQuestions('unknown')).toEqual([])
  })

  it('has the rest', () => {
    expect(glossaryTerms).toHaveLength(118)
    expect(programmeFactById('participants')).toMatchObject({ value: 50, approximate: true })
  })
})

it('attributes the map in the wording of its licence', () => {
  expect(attributions.find(({ id }) => id === 'bkg')?.text).toBe(mapAttribution)
})
