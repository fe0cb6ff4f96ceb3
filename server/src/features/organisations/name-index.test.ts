import { foldedForms } from '@augenhoehe/reference-data'
import { typosIn } from '@augenhoehe/reference-data/edits'
import { agsByPostalCode } from '@augenhoehe/reference-data/postal-codes'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNameIndex, soundOf } from './name-index.ts'

const names = [
  'Brücke Gießen e. V.',
  'Frauen Treff Straßenbahn',
  'Çağrı Kültür Derneği',
  'Łódź Freundeskreis',
  'Свобода',
  'Український дім',
  'جمعية محمد',
  'النور',
  'Ελπίδα',
  'ማሕበር ኤርትራ',
  'Al-Wafa Hanau',
]
function indexOf(all: readonly string[]) {
  const index = createNameIndex(agsByPostalCode)
  for (const name of all) index.put(name, { name, rest: 'Bildung Education', municipality: '06531005' })
  return index
}
const foundIn = (index: ReturnType<typeof indexOf>, all: readonly string[], text: string) => {
  const meeting = index.meeting(text)
  if (!meeting) return undefined
  const { scoreOf } = meeting
  return all.filter((name) => scoreOf(name) > 0).sort((a, b) => scoreOf(b) - scoreOf(a))
}
const known = indexOf(names)
const find = (text: string) => foundIn(known, names, text)?.[0]

describe('a name', () => {
  it.each([
    ['brucke', 'Brücke Gießen e. V.'],
    ['BRUECKE', 'Brücke Gießen e. V.'],
    ['giessen brücke', 'Brücke Gießen e. V.'],
    ['brü', 'Brücke Gießen e. V.'],
    ['rbücke', 'Brücke Gießen e. V.'],
    ['Frauentreff', 'Frauen Treff Straßenbahn'],
    ['strassenban', 'Frauen Treff Straßenbahn'],
    ['cagri', 'Çağrı Kültür Derneği'],
    ['lodz', 'Łódź Freundeskreis'],
    ['Swoboda', 'Свобода'],
    ['svoboda', 'Свобода'],
    ['Ukrajinskyj Dim', 'Український дім'],
    ['ukrainskij', 'Український дім'],
    ['Muhammad', 'جمعية محمد'],
    ['Mohamed', 'جمعية محمد'],
    ['An-Nour', 'النور'],
    ['Elpida', 'Ελπίδα'],
    ['Mahber Ertra', 'ማሕበር ኤርትራ'],
    ['الوفاء', 'Al-Wafa Hanau'],
    ['Вафа', 'Al-Wafa Hanau'],
  ])('%s finds %s', (text, name) => {
    expect(find(text)).toBe(name)
  })

  it('is found by place and topic too, after those whose name says it', () => {
    const all = ['Verein für Gießen', 'Wabe']
    const index = createNameIndex(agsByPostalCode)
    for (const name of all) index.put(name, { name, rest: 'Gießen Bildung', municipality: '06531005' })
    expect(foundIn(index, all, 'giessen')).toEqual(all)
    expect(foundIn(index, all, 'wabe bildung')).toEqual(['Wabe'])
    expect(foundIn(index, all, '35390 wabe')).toEqual(['Wabe'])
    expect(foundIn(index, all, '60311')).toEqual([])
    expect(foundIn(index, all, ' … ')).toBeUndefined()
  })

  describe('that was mistyped into the names of many others', () => {
    const others = Array.from({ length: 12 }, (_, index) => `Linse ${'ABCDEFGHIJKL'[index]}`)
    const all = ['Linde Nord', 'Linden', ...others]
    const index = indexOf(all)

    it('is found, after all that were typed right', () => {
      const found = foundIn(index, all, 'Linse')!
      expect(found.slice(0, others.length)).toEqual(others)
      expect(found.slice(others.length)).toEqual(['Linde Nord'])
      expect(found.map((name) => index.meeting('Linse')!.isUnsure(name)).indexOf(true)).toBe(others.length)
    })

    it('comes first where another word stands in its name, and only in the place of the others', () => {
      const spread = createNameIndex(agsByPostalCode)
      for (const name of all) spread.put(name, { name, rest: 'Nord', municipality: '06531005' })
      const found = foundIn(spread, all, 'Linse Nord')!
      expect([found[0], found.length]).toEqual(['Linde Nord', others.length + 1])
      const sure = 'Linse Nord'
      spread.put(sure, { name: sure, rest: '', municipality: '06531005' })
      expect(foundIn(spread, [...all, sure], 'Linse Nord')![0]).toBe(sure)
    })

    it('is found in another script too', () => {
      const some = ['Свобода', ...Array.from({ length: 12 }, (_, at) => `Swoboda ${at}`)]
      expect(foundIn(indexOf(some), some, 'Swoboda')!.at(-1)).toBe('Свобода')
    })

    it('does not bring all that have a place or topic like it', () => {
      const some = [...others, 'Wabe']
      const spread = createNameIndex(agsByPostalCode)
      for (const name of some)
        spread.put(name, { name, rest: name === 'Wabe' ? 'Linde' : '', municipality: '06531005' })
      expect(foundIn(spread, some, 'Linse')).toEqual(others)
      expect(foundIn(spread, some, 'Lindr')).toContain('Wabe')
    })
  })

  it('is no longer found once it is gone, nor by what it was called before', () => {
    const index = indexOf(['Alt'])
    index.put('Alt', { name: 'Neu', rest: '', municipality: '06531005' })
    const scoreOf = (text: string) => index.meeting(text)!.scoreOf('Alt')
    expect([scoreOf('alt') > 0, scoreOf('neu') > 0]).toEqual([false, true])
    index.remove('Alt')
    expect([scoreOf('neu'), index.size]).toEqual([0, 0])
  })

  it('sounds the same in whatever script', () => {
    for (const [a, b] of [
      ['Свобода', 'swoboda'],
      ['محمد', 'muhammed'],
      ['Щастя', 'schtschastja'],
    ] as const)
      expect(soundOf(a)).toBe(soundOf(b))
  })
})

describe('every name', () => {
  const syllable = fc.constantFrom(
    ...'brü cke stra ße gär ten kül tür çağ rı łó dź ñan del mi so hø'.split(' '),
  )
  const word = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))

  it('is found by each of its spellings, in any order of its words, and by its beginning', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (all) => {
        const index = indexOf(all)
        for (const one of all) {
          const words = one.split(' ')
          const written = [...foldedForms(one), one.toUpperCase(), words.toReversed().join(' ')]
          for (const text of [...written, one.slice(0, -1)])
            expect(foundIn(index, all, text), text).toContain(one)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is found with one typing error in a word that is long enough for one', () => {
    fc.assert(
      // Without e: „ue“ is one way to write ü, so that more than one letter changes with it.
      fc.property(
        fc.stringMatching(/^[a-df-z]{4,12}$/),
        fc.nat(),
        fc.constantFrom('swap', 'drop', 'double', 'other'),
        (one, seed, kind) => {
          const at = seed % (one.length - 1)
          const wrong = {
            swap: one.slice(0, at) + one[at + 1]! + one[at]! + one.slice(at + 2),
            drop: one.slice(0, at) + one.slice(at + 1),
            double: one.slice(0, at) + one[at]! + one.slice(at),
            other: `${one.slice(0, at)}x${one.slice(at + 1)}`,
          }[kind]
          fc.pre(typosIn(wrong) > 0)
          expect(foundIn(indexOf([one]), [one], wrong), wrong).toEqual([one])
        },
      ),
      { numRuns: 300 },
    )
  })
})
