import { isSimilar } from '@augenhoehe/reference-data/edits'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf, markedTitle } from './excerpt.ts'
import { everybody } from './documents.ts'
import { fits, mayFind } from './policy.ts'
import { createWordIndex, type Findable, type Position } from './word-index.ts'
import { meeting, qualities, stemOf, termOf, wantedTerms } from '../../platform/words.ts'

const quality = (wanted: string, written: string, forgiving = true) =>
  meeting(termOf(wanted), forgiving)(termOf(written))

describe('a wanted word meets a written one', () => {
  it.each([
    ['Straße', 'Strasse', 'exact'],
    ['mueller', 'Müller', 'exact'],
    ['muller', 'Mueller', 'exact'],
    ['ÇAĞRI', 'Çağrı', 'exact'],
    ['istanbul', 'İstanbul', 'exact'],
    ['ıstanbul', 'İstanbul', 'exact'],
    ['محمد', 'مُحَمَّد', 'exact'],
    ['КИЇВ', 'Київ', 'exact'],
    ['ёлка', 'Елка', 'exact'],
    ['Vereine', 'Verein', 'inflected'],
    ['Verbände', 'Verband', 'inflected'],
    ['Förd', 'Förderung', 'prefix'],
    ['Förderung', 'Projektförderung', 'inside'],
    ['محمد', 'المحمد', 'inside'],
    ['Vreein', 'Verein', 'similar'],
    ['Vrein', 'Verein', 'similar'],
    ['Buchhaltun', 'Buchhaltung', 'prefix'],
    ['Bucchaltugn', 'Buchhaltung', 'similar'],
  ] as const)('%s meets %s: %s', (wanted, written, how) => {
    expect(quality(wanted, written)).toBe(qualities[how])
  })

  it.each([
    ['Haus', 'Maus'], // the first letter
    ['Rat', 'Rad'], // too short for errors
    ['Verein', 'Vorort'],
    ['aus', 'Haus'], // too short for the inside of words
    ['a', 'ab'], // a letter is not the beginning of everything
    ['Київ', 'Львів'],
  ])('%s does not meet %s', (wanted, written) => {
    expect(quality(wanted, written)).toBe(0)
  })

  it('only forgives where it is asked to', () => {
    expect(quality('Vrein', 'Verein', false)).toBe(0)
  })

  it('counts edits as one would', () => {
    expect(isSimilar('verein', 'vereni', 1)).toBe(true)
    expect(isSimilar('verein', 'vrin', 1)).toBe(false)
    expect(isSimilar('verein', 'vrin', 2)).toBe(true)
    const text = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') })
    fc.assert(fc.property(text, text, (a, b) => isSimilar(a, b, 2) === isSimilar(b, a, 2)))
    fc.assert(fc.property(text, fc.nat(11), (a, at) => isSimilar(a, a.slice(0, at) + 'x' + a.slice(at), 1)))
  })

  it('leaves short stems alone', () => {
    expect([stemOf('vereinen'), stemOf('rosen'), stemOf('essen')]).toEqual(['verein', 'rosen', 'essen'])
  })
})

describe('what is looked for', () => {
  it('is each word once, ten at most, and no single letter beside longer ones', () => {
    expect(wantedTerms('Räume raeume, Raum!')).toEqual(['raume', 'raum'])
    expect(wantedTerms('Verein i')).toEqual(['verein'])
    expect(wantedTerms('i')).toEqual(['i'])
    expect(wantedTerms('… !')).toEqual([])
    expect(wantedTerms(Array.from({ length: 64 }, (_, index) => `wort${index}`).join(' '))).toHaveLength(10)
  })
})

const doc = (id: number, text: string, change: Partial<Findable> = {}): Findable => ({
  id: String(id).padStart(24, '0'),
  kind: 'contribution',
  group: 'open',
  title: '',
  text,
  at: id,
  until: null,
  ...change,
})
const everything = { forgiving: true, mayRead: () => true, now: 0, limit: 50 }
const idsOf = (hits: readonly Position[]) => hits.map(({ id }) => Number(id))

describe('the index', () => {
  it('shows better matches first, titles before texts, newer before older', () => {
    const index = createWordIndex()
    index.put(doc(1, 'Projektförderung'))
    index.put(doc(2, 'Förderungsbescheid'))
    index.put(doc(3, 'Förderung'))
    index.put(doc(4, 'Förderung'))
    index.put(doc(5, '', { title: 'Förderung' }))
    index.put(doc(6, 'Föderung'))
    expect(idsOf(index.find({ ...everything, text: 'Förderung' }).hits)).toEqual([5, 4, 3, 2, 1, 6])
  })

  it('finds what has all words', () => {
    const index = createWordIndex()
    index.put(doc(1, 'Raum in Gießen'))
    index.put(doc(2, 'Raum in Kassel'))
    expect(idsOf(index.find({ ...everything, text: 'raum giessen' }).hits)).toEqual([1])
  })

  it('forgets what is removed and what is replaced', () => {
    const index = createWordIndex()
    index.put(doc(1, 'geheim und offen'))
    index.put(doc(2, 'offen'))
    index.put(doc(1, 'offen'))
    expect(index.find({ ...everything, text: 'geheim' }).hits).toEqual([])
    expect(index.terms).toBe(1)
    index.remove(doc(1, '').id)
    index.remove(doc(2, '').id)
    expect([index.size, index.terms]).toEqual([0, 0])
    index.put(doc(3, 'wieder da'))
    expect(idsOf(index.find({ ...everything, text: 'wieder' }).hits)).toEqual([3])
  })

  it('neither finds nor scores by what does not count', () => {
    const index = createWordIndex()
    for (let id = 1; id <= 20; id++)
      index.put(doc(id, id % 2 ? 'Verein Treffen' : 'Verein', { group: id % 2 ? 'open' : 'closed' }))
    const odd = index.find({ ...everything, text: 'verein treffen', mayRead: (group) => group === 'open' })
    const alone = createWordIndex()
    for (let id = 1; id <= 20; id += 2) alone.put(doc(id, 'Verein Treffen'))
    expect(odd).toEqual(alone.find({ ...everything, text: 'verein treffen' }))
  })

  it('finds nothing whose time is over', () => {
    const index = createWordIndex()
    index.put(doc(1, 'Angebot', { until: 5 }))
    expect(index.find({ ...everything, text: 'Angebot', now: 4 }).total).toBe(1)
    expect(index.find({ ...everything, text: 'Angebot', now: 5 })).toMatchObject({
      hits: [],
      readable: 0,
      total: 0,
    })
  })

  it('pages through everything once, while new things arrive', () => {
    const words = ['Verein', 'Vereine', 'Vereinsheim', 'Sportverein', 'Vrein']
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (texts, limit) => {
          const index = createWordIndex()
          texts.forEach((text, id) => index.put(doc(id + 1, text, { at: (id % 7) + 1 })))
          const wanted = idsOf(index.find({ ...everything, text: 'Verein', limit: 100 }).hits)
          const seen: number[] = []
          let after: Position | undefined
          for (let page = 0; page <= texts.length; page++) {
            const { hits, more } = index.find({ ...everything, text: 'Verein', limit, after })
            seen.push(...idsOf(hits))
            if (!more) break
            after = hits.at(-1)
            index.put(doc(1000 + page, 'Verein', { at: 1000 + page })) // newer than all: before every page
          }
          expect(seen).toEqual(wanted)
        },
      ),
    )
  })

  it('finds every text by each of its words, after any changes', () => {
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 6 })
    const step = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.option(text))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const index = createWordIndex()
        const kept = new Map<number, string>()
        for (const [id, words] of steps) {
          if (words === null) {
            index.remove(doc(id, '').id)
            kept.delete(id)
          } else {
            index.put(doc(id, words.join(' ')))
            kept.set(id, words.join(' '))
          }
        }
        expect(index.size).toBe(kept.size)
        for (const [id, words] of kept) {
          for (const word of words.split(' ')) {
            if (wantedTerms(word).length === 0) continue
            expect(idsOf(index.find({ ...everything, text: word, forgiving: false }).hits)).toContain(id)
          }
        }
      }),
    )
  })
})

const plain = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('')
const markedIn = (parts: readonly { text: string; marked: boolean }[]) =>
  parts.filter(({ marked }) => marked).map(({ text }) => text)

describe('an excerpt', () => {
  it('marks words as they are written', () => {
    expect(markedIn(markedTitle('Die Straße der Müllers', 'strasse mueller', false))).toEqual([
      'Straße',
      'Müllers',
    ])
    expect(markedIn(excerptOf('قال مُحَمَّد إن الجمعيّة هنا', 'محمد الجمعية', false))).toEqual(['مُحَمَّد', 'الجمعيّة'])
    expect(markedIn(excerptOf('Wir suchen den Verein.', 'vrein', true))).toEqual(['Verein'])
  })

  it('stands around the first word that was found', () => {
    const filler = 'Lorem ipsum dolor sit amet. '.repeat(30)
    const parts = excerptOf(`${filler}Hier steht die Projektförderung.\n${filler}`, 'Förderung', false)
    expect(markedIn(parts)).toEqual(['Projektförderung'])
    expect(plain(parts)).toMatch(/^….*…$/)
    expect(plain(parts).length).toBeLessThanOrEqual(242)
  })

  it('is made of the text and nothing else, whatever the text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 }).filter((one) => one.isWellFormed())
    fc.assert(
      fc.property(text, fc.string({ unit: 'grapheme', maxLength: 6 }), (written, query) => {
        const shown = plain(excerptOf(`${written} Verein ${written}`, `${query} verein`, true))
        expect(shown.isWellFormed()).toBe(true)
        const inside = shown.replace(/^…/, '').replace(/…$/, '')
        expect(`${written} Verein ${written}`.replace(/\s+/g, ' ').trim()).toContain(inside)
      }),
    )
  })
})

describe('whoever may read', () => {
  const one = {
    ...doc(1, ''),
    kind: 'contribution' as const,
    roomId: 'room',
    threadId: null,
    questionId: 'q',
    type: 'idea' as const,
    lang: 'de',
    authorId: null,
    organisationId: 'o',
    institution: null,
    municipality: null,
    until: null,
  }
  const home = (id: string) => (id === 'o' ? '06531005' : null)

  it('may find', () => {
    expect(mayFind('room', new Map([['room', 1]]))).toBe(true)
    expect(mayFind('room', new Map([['other', 1]]))).toBe(false)
    expect(mayFind(everybody, new Map())).toBe(true)
  })

  it.each([
    [{}, true],
    [{ roomId: 'room', questionId: 'q', type: 'idea', lang: 'de', municipality: '06531005' }, true],
    [{ roomId: 'x' }, false],
    [{ questionId: 'x' }, false],
    [{ type: 'offer' }, false],
    [{ lang: 'en' }, false],
    [{ municipality: '06440008' }, false],
  ] as const)('filters by %j', (filters, expected) => {
    expect(fits(one, filters, home)).toBe(expected)
  })
})
