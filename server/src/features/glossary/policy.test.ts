import { describe, expect, it } from 'vitest'
import { entriesOf, entryOf, nameTaken, storedAs, wordsOf, type Stored, type Words } from './policy.ts'

const words = (term: string, more: Partial<Words> = {}): Words => ({
  term,
  variants: [],
  category: 'association',
  explanation: { de: `Das ist ${term}.` },
  ...more,
})
const stored = (more: Partial<Stored> = {}): Stored => ({ rev: 1, words: null, hidden: false, ...more })

describe('a term of the glossary', () => {
  it.each<[string, Words | undefined, Stored | undefined, object | undefined]>([
    ['as it is delivered', words('Satzung'), undefined, { origin: 'delivered', rev: 0, term: 'Satzung' }],
    [
      'changed here',
      words('Satzung'),
      stored({ words: words('Statut') }),
      { origin: 'changed', term: 'Statut' },
    ],
    ['changed and put back', words('Satzung'), stored({ rev: 3 }), { origin: 'delivered', rev: 3 }],
    ['hidden', words('Satzung'), stored({ hidden: true }), { hidden: true, origin: 'delivered' }],
    ['written here', undefined, stored({ words: words('Statut') }), { origin: 'own', term: 'Statut' }],
    ['hidden once and delivered no more', undefined, stored({ hidden: true }), undefined],
  ])('%s', (_, delivered, was, expected) => {
    const entry = entryOf('satzung', delivered, was)
    if (expected) expect(entry).toMatchObject(expected)
    else expect(entry).toBeUndefined()
  })

  it('follows what is delivered as long as it says the same', () => {
    const delivered = words('Satzung', { variants: ['Statut'] })
    expect(storedAs(wordsOf(delivered), delivered)).toBeNull()
    const more = words('Satzung', {
      variants: ['Statut'],
      explanation: { ...delivered.explanation, tr: 'Tüzük.' },
    })
    expect(storedAs(more, delivered)).toBe(more)
    expect(storedAs(words('Neu'), undefined)).toEqual(words('Neu'))
  })

  it('stands where a German dictionary would have it', () => {
    const delivered = new Map(
      ['Zuwendung', 'Übungsleiter', 'agah', 'Umwidmung', 'Ärger'].map((term) => [term, words(term)]),
    )
    const all = entriesOf(delivered, new Map([['neu', stored({ words: words('Beleg') })]]))
    expect(all.map(({ term }) => term)).toEqual([
      'agah',
      'Ärger',
      'Beleg',
      'Übungsleiter',
      'Umwidmung',
      'Zuwendung',
    ])
  })

  it('has names that no other has', () => {
    const entries = entriesOf(
      new Map([
        ['satzung', words('Satzung', { variants: ['Statut'] })],
        ['alt', words('Altes Wort')],
      ]),
      new Map([['alt', stored({ hidden: true })]]),
    )
    expect(nameTaken(entries, words('statut'))?.id).toBe('satzung')
    expect(nameTaken(entries, words('Neues', { variants: ['SATZUNG'] }))?.id).toBe('satzung')
    expect(nameTaken(entries, words('Satzung'), 'satzung')).toBeUndefined()
    expect(nameTaken(entries, words('Altes Wort'))).toBeUndefined()
  })

  it('has no languages in which nothing is written', () => {
    expect(
      wordsOf({ ...words('Satzung'), explanation: { de: 'Regeln.', en: undefined } }).explanation,
    ).toEqual({
      de: 'Regeln.',
    })
  })
})
