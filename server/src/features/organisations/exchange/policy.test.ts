import { Activity, FieldAudience, OrganisationDraft, ProfileField } from '@augenhoehe/contracts'
import { municipalities } from '@augenhoehe/reference-data/municipalities'
import {
  activityFields,
  languages,
  legalForms,
  memberBands,
  organisationKinds,
  staffBands,
} from '@augenhoehe/reference-data/taxonomy'
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  oneof,
  option,
  property,
  record,
  string,
  subarray,
  tuple,
  integer,
  type Arbitrary,
} from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../platform/errors.ts'
import { blankProfile, cellOf, completed, toCells, understand, type Profile } from './cells.ts'
import { columnNamed, columns, headers, type Cells } from './columns.ts'
import { amendment, createJudge, createWorld, type Known } from './compare.ts'
import { readJson, toJsonLd } from './json-ld.ts'
import { placeOf } from './place.ts'
import { decode, headerRow, mostRows, readTable, toCsv, toRow, unescaped } from './table.ts'

const signs = '=+-@\t\r\n\'"; ,|\\aÄß9:/()＝'.split('')
const wordsOfAll = ['+49 641 1', '=1+1', 'جمعية', '\u200c', 'می‌خواهم', 'ትግርኛ', 'Київ', '👩🏽‍🌾', 'e. V.']
const pieces = constantFrom(...signs, ...wordsOfAll)
const anyText = (most: number) => array(pieces, { maxLength: most }).map((parts) => parts.join(''))

/** What the contract makes of it, as it would be stored; nothing where it refuses. */
const stored = (field: keyof typeof OrganisationDraft.shape, raw: unknown, otherwise: unknown) => {
  const parsed = OrganisationDraft.shape[field].safeParse(raw)
  return (parsed.success ? parsed.data : otherwise) as never
}
const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id)
const maybe = (some: readonly { id: string }[]) => option(constantFrom(...idsOf(some)))
const activity = tuple(anyText(6), option(anyText(4))).map(([title, when]) =>
  Activity.safeParse({ title, when }),
)

const profiles: Arbitrary<Profile> = record({
  name: anyText(8).map((text) => stored('name', text, 'Brücke')),
  municipality: constantFrom(...municipalities.map(({ ags }) => ags)),
  fields: subarray(idsOf(activityFields), { minLength: 1, maxLength: 10 }),
  languages: subarray(idsOf(languages), { minLength: 1, maxLength: 20 }),
  selfTerm: anyText(6).map((text) => stored('selfTerm', text, '')),
  selfDescription: oneof(anyText(30), string({ unit: 'grapheme' })).map((text) =>
    stored('selfDescription', text, ''),
  ),
  activities: array(activity, { maxLength: 5 }).map((some) =>
    some.flatMap((one) => (one.success ? one.data : [])),
  ),
  targetGroups: anyText(6).map((text) => stored('targetGroups', text, '')),
  meetingPlace: anyText(6).map((text) => stored('meetingPlace', text, '')),
  website: constantFrom(null, 'https://bruecke.example/a?b=1;2', 'http://xn--brcke-lva.example'),
  contactEmail: constantFrom(null, 'info@bruecke.example'),
  contactPhone: constantFrom(null, '+49 641 306-0', '0641/12345', '-12345'),
  foundedYear: option(integer({ min: 1700, max: 2099 })),
  kind: maybe(organisationKinds),
  legalForm: maybe(legalForms),
  memberBand: maybe(memberBands),
  staffBand: maybe(staffBands),
  visibility: dictionary(constantFrom(...ProfileField.options), constantFrom(...FieldAudience.options)),
})

const known = (profile: Profile, id = 'a'.repeat(24), isKept = false): Known => ({
  ...profile,
  id,
  slug: 'bruecke',
  isKept,
  isHidden: false,
})
const blank = (change: Partial<Profile>): Profile => ({
  ...blankProfile,
  ...completed(understand({ name: 'Brücke', place: 'Gießen', fields: 'Kultur' })).profile,
  ...change,
})
const textOf = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding))
const refused = async (work: () => unknown) => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'not refused'
}

describe('a table', () => {
  it('comes back as it went out, whatever stands in it', async () => {
    await assert(
      asyncProperty(array(profiles, { minLength: 1, maxLength: 4 }), async (some) => {
        const all = some.map((profile, index) => known(profile, index.toString(16).padStart(24, '0')))
        const csv = toCsv([headerRow, ...all.map((one) => toRow(toCells(one, one.id)))])
        const { text } = decode(textOf(`\ufeff${csv}`))
        const { rows, ignored } = await readTable(text)
        const judge = createJudge(createWorld(all))
        expect(ignored).toEqual([])
        expect(rows.map((row) => judge(row).kind)).toEqual(all.map(() => 'unchanged'))
      }),
      { numRuns: 150 },
    )
  })

  it('says the same where nothing is known of it yet', () => {
    assert(
      property(profiles, (profile) => {
        const { profile: read, faults } = understand(toCells(profile))
        expect(faults).toEqual([])
        for (const column of columns)
          expect(cellOf({ ...blank({}), ...read }, column)).toBe(cellOf(profile, column))
      }),
      { numRuns: 150 },
    )
  })

  it('gives spreadsheets nothing to run', () => {
    assert(
      property(anyText(5), (cell) => {
        const [[written = ''] = []] = Papa.parse<string[]>(toCsv([[cell, 'x']]), { delimiter: ';' }).data
        expect(written).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(unescaped(written)).toBe(cell)
      }),
    )
  })

  it.each([
    [';', 'Name;Ort;Tätigkeitsfelder\r\nBrücke;Gießen;"Kultur\nBildung"'],
    [',', 'Name,Ort,Tätigkeitsfelder\nBrücke,Gießen,"Kultur, Bildung"'],
    ['tabs', 'Name\tOrt\tTätigkeitsfelder\nBrücke\tGießen\tKultur|Bildung'],
    ['another order and spelling', 'TAETIGKEITSFELDER;ort ;Vereinsname\nkultur;Gießen;Brücke'],
    ['a line that says what divides', 'sep=;\r\nName;Ort;Themen\r\nBrücke;Gießen;culture'],
  ])('is read with %s', async (_, text) => {
    const { rows } = await readTable(text)
    const { profile, faults } = understand(rows[0]!.cells)
    expect(faults).toEqual([])
    expect(profile).toMatchObject({ name: 'Brücke', municipality: '06531005' })
    expect(profile.fields).toContain('culture')
  })

  it.each([
    ['utf-8', textOf('Name;Ort\nBrücke;Gießen')],
    ['utf-8', textOf('\ufeffName;Ort\nBrücke;Gießen')],
    ['windows-1252', textOf('Name;Ort\nBr\u00fccke;Gie\u00dfen', 'latin1')],
    ['utf-16le', textOf('\ufeffName;Ort\nBrücke;Gießen', 'utf16le')],
  ])('is read in %s', async (encoding, bytes) => {
    const read = decode(bytes)
    expect(read.encoding).toBe(encoding)
    expect((await readTable(read.text)).rows).toEqual([
      { line: 2, cells: { name: 'Brücke', place: 'Gießen' }, shifted: false },
    ])
  })

  it.each([
    ['a zero byte', textOf('Name;Ort\nBr\u0000cke;Gießen')],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3])],
    ['bytes of no table', new Uint8Array([0x81, 0x8d, 0x41, 0x42])],
    ['half a wide letter', new Uint8Array([0xff, 0xfe, 0x41])],
  ])('with %s is none', async (_, bytes) => {
    expect(await refused(() => decode(bytes))).toBe('import.unreadable')
  })

  it.each([
    ['import.header', 'Verein X;Gießen\nVerein Y;Kassel'],
    ['import.header', 'Ort;Themen\nGießen;Kultur'],
    ['import.header', 'Name;Themen\nBrücke;Kultur'],
    ['import.header', 'Name;NAME;Ort\nA;B;Gießen'],
    ['import.header', ''],
    ['import.header', '%PDF-1.7 text alone'],
    ['import.empty', 'Name;Ort\n\n;\n'],
    ['import.too-many-rows', `Name;Ort\n${'A;Gießen\n'.repeat(mostRows + 1)}`],
  ])('is refused with %s', async (code, text) => {
    expect(await refused(() => readTable(text))).toBe(code)
  })

  it('names the columns that are not read, and those that no file may say', async () => {
    const { ignored } = await readTable(
      'Name;Ort;Lieblingsfarbe;verification;Rolle;members[]\nBrücke;Gießen;rot;x;y;z',
    )
    expect(ignored).toEqual([
      { header: 'Lieblingsfarbe', reason: 'unknown' },
      { header: 'verification', reason: 'protected' },
      { header: 'Rolle', reason: 'protected' },
    ])
  })

  it('knows each of its own columns by both names', () => {
    for (const column of columns) {
      expect(columnNamed(headers[column])).toBe(column)
      expect(columnNamed(column)).toBe(column)
    }
  })
})

describe('JSON in the words of schema.org', () => {
  it('comes back as it went out', () => {
    assert(
      property(array(profiles, { minLength: 1, maxLength: 3 }), (some) => {
        const all = some.map((profile, index) => known(profile, index.toString(16).padStart(24, '0')))
        const graph = all.map((one) => toJsonLd(one, 'https://augenhoehe.example'))
        const { rows, ignored } = readJson(JSON.stringify({ '@context': [], '@graph': graph }))
        const judge = createJudge(createWorld(all))
        expect(ignored).toEqual([])
        expect(rows.map((row) => judge(row).kind)).toEqual(all.map(() => 'unchanged'))
      }),
      { numRuns: 150 },
    )
  })

  it('is read as others write it', () => {
    const { rows, ignored } = readJson(
      JSON.stringify({
        '@type': 'Organization',
        name: 'Brücke',
        address: { addressLocality: 'Gießen', postalCode: '35390' },
        keywords: ['Kultur', 'Bildung'],
        verification: 'yes',
        __proto__x: 1,
      }),
    )
    expect(understand(rows[0]!.cells).profile).toMatchObject({
      fields: ['culture', 'education'],
      municipality: '06531005',
    })
    expect(ignored.map(({ reason }) => reason)).toEqual(['protected', 'unknown'])
  })

  it.each([
    ['import.unreadable', '{"name":'],
    ['import.unreadable', '[1, 2]'],
    ['import.empty', '[]'],
    ['import.too-many-rows', JSON.stringify(Array.from({ length: mostRows + 1 }, () => ({ name: 'x' })))],
  ])('is refused with %s', async (code, text) => {
    expect(await refused(() => readJson(text))).toBe(code)
  })
})

describe('a place', () => {
  const named = (key: string, name = '', code = '') => placeOf({ key, name, code })
  it.each([
    ['06531005', '', ''],
    ['6531005', '', ''],
    ['', 'Gießen', ''],
    ['', 'giessen', ''],
    ['', 'Gießen', '35390'],
    ['', '', '35390'],
  ])('is found by „%s“ „%s“ „%s“', (key, name, code) => {
    expect(named(key, name, code).municipality).toBe('06531005')
  })
  it('of an earlier time is the present one', () => {
    const merged = municipalities.find(({ previousAgs }) => previousAgs)
    expect(named(merged!.previousAgs!)).toMatchObject({ municipality: merged!.ags, note: 'former-key' })
  })
  it.each([
    ['99999999', '', '', 'unknown-key'],
    ['', 'Atlantis', '', 'unknown-place'],
    ['', '', '', 'needed'],
  ])('„%s“ „%s“ „%s“ is %s', (key, name, code, fault) => {
    expect(named(key, name, code)).toMatchObject({ municipality: null, fault })
  })
  it('that could be several is left to choose', () => {
    const { municipality, candidates } = named('', 'Gießen', '60311')
    expect(municipality).toBeNull()
    expect(candidates.length).toBeGreaterThan(1)
  })
})

describe('a cell', () => {
  const base: Cells = { name: 'Brücke', place: 'Gießen', fields: 'Kultur' }
  it.each<[keyof Cells, string, string]>([
    ['fields', 'Kulturr', 'unknown-word'],
    ['languages', 'Kurdisch', 'ambiguous-word'],
    ['website', 'https://', 'no-web-address'],
    ['website', 'javascript:alert(1)', 'no-web-address'],
    ['contactEmail', 'keine', 'no-email'],
    ['contactPhone', '4,96E+11', 'spoiled-number'],
    ['foundedYear', 'lange her', 'no-year'],
    ['name', 'MÃ¼ller', 'lost-letters'],
    ['name', 'Аpfel', 'name'],
    ['name', 'Verein\u202e.V', 'name'],
    ['name', 'B\u0336\u0337\u0338\u0334r', 'name'],
    ['name', 'X', 'too-short'],
    ['selfDescription', 'x'.repeat(2001), 'too-long'],
    ['selfDescription', 'x'.repeat(5000), 'too-long'],
    ['selfTerm', 'a\u0007b', 'control-characters'],
    ['visibility', 'Telefon: Nachbarn', 'unknown-word'],
  ])('%s „%s“ is %s', (column, text, reason) => {
    expect(understand({ ...base, [column]: text }).faults).toMatchObject([{ column, reason }])
  })
  it.each<[keyof Cells, string, Partial<Profile>]>([
    ['fields', 'kultur, Kinder und Jugend / Beratung', { fields: ['culture', 'youth', 'counselling'] }],
    ['languages', 'Türkisch; english; العربية; fa', { languages: ['tr', 'en', 'ar', 'fa'] }],
    ['legalForm', 'e.V.', { legalForm: 'ev' }],
    ['memberBand', '120', { memberBand: 'm100-249' }],
    ['memberBand', 'ca. 1.200', { memberBand: 'm1000' }],
    ['foundedYear', 'seit 01.05.1998', { foundedYear: 1998 }],
    ['website', 'www.bruecke.example', { website: 'https://www.bruecke.example' }],
    ['name', 'Das\nist Brücke', { name: 'Das ist Brücke' }],
    [
      'activities',
      'Deutschkurs | Mo 18 Uhr; Café',
      {
        activities: [
          { title: 'Deutschkurs', when: 'Mo 18 Uhr' },
          { title: 'Café', when: null },
        ],
      },
    ],
    ['name', 'انجمن می‌خواهم', { name: 'انجمن می‌خواهم' }],
  ])('%s „%s“ is understood', (column, text, expected) => {
    const { profile, faults } = understand({ ...base, [column]: text })
    expect(faults).toEqual([])
    expect(profile).toMatchObject(expected)
  })
})

describe('a row', () => {
  const base: Cells = { name: 'Brücke', place: 'Gießen', fields: 'Kultur', languages: 'de' }
  const judgeOf = (...all: Known[]) => createJudge(createWorld(all))
  const row = (cells: Cells, line = 2) => ({ line, cells, shifted: false })
  const here = (change: Partial<Profile> = {}, isKept = false) => known(blank(change), undefined, isKept)

  it.each<[string, Cells, Known[], string]>([
    ['new', base, [], 'new'],
    ['there already', base, [here()], 'unchanged'],
    ['there with less', { ...base, website: 'bruecke.example' }, [here()], 'duplicate'],
    ['there under a name that is alike', { ...base, name: 'Bruecke e. V.' }, [here()], 'duplicate'],
    ['elsewhere', { ...base, place: 'Kassel' }, [here()], 'new'],
    ['named by its id', { id: 'a'.repeat(24), name: 'Neue Brücke' }, [here()], 'changed'],
    ['without what is needed', { name: 'Brücke', place: 'Gießen' }, [], 'faulty'],
    ['at a place that is not clear', { ...base, postalCode: '60311' }, [], 'choice'],
  ])('is %s', (_, cells, all, kind) => {
    expect(judgeOf(...all)(row(cells)).kind).toBe(kind)
  })

  it('repeats a row before', () => {
    const judge = judgeOf()
    expect(judge(row(base, 2)).kind).toBe('new')
    expect(judge(row({ ...base, name: 'BRÜCKE' }, 3))).toMatchObject({
      kind: 'duplicate',
      ofLine: 2,
      mayCreate: false,
    })
    expect(judge(row({ ...base, name: 'Die Brücke e. V.' }, 4))).toMatchObject({
      kind: 'duplicate',
      ofLine: 2,
    })
  })

  it('does not learn what an organisation keeps to its members', () => {
    const hidden = here({ contactPhone: '+49 641 1', visibility: { contactPhone: 'members' } }, true)
    for (const contactPhone of ['+49 641 1', '+49 641 2'])
      expect(judgeOf(hidden)(row({ ...base, contactPhone }))).toMatchObject({
        kind: 'unchanged',
        differences: [],
      })
  })

  it('fills what is empty, or writes over what was named', () => {
    const there = blank({ website: 'https://alt.example' })
    const said = { website: 'https://neu.example', foundedYear: 1998 }
    expect(amendment(said, there, 'fill', [])).toEqual({ foundedYear: 1998 })
    expect(amendment(said, there, 'overwrite', ['website'])).toEqual({ website: 'https://neu.example' })
  })
})
