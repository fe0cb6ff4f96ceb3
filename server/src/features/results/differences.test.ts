import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, wordsChanged } from './differences.ts'

const text = (words: ReturnType<typeof wordsChanged>, ...kinds: string[]) =>
  words
    .filter(({ kind }) => kinds.includes(kind))
    .map((one) => one.text)
    .join('')

describe('a change of words', () => {
  it('holds both texts, whatever they are', () => {
    const some = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(some, some, (before, after) => {
        const words = wordsChanged(before, after)
        expect(text(words, 'same', 'gone')).toBe(before)
        expect(text(words, 'same', 'new')).toBe(after)
      }),
    )
  })

  it('shows nothing where nothing changed', () => {
    fc.assert(
      fc.property(fc.lorem(), (same) => {
        expect(wordsChanged(same, same).every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })

  it.each([
    ['Wir brauchen kostenlose Software.', 'Wir brauchen günstige Software.', 'kostenlose', 'günstige'],
    ['Räume für Vereine', 'Räume für alle Vereine', '', 'alle '],
    ['نحتاج إلى برامج مجانية', 'نحتاج إلى برامج رخيصة', 'مجانية', 'رخيصة'],
  ])('is told in whole words: %s', (before, after, gone, came) => {
    const words = wordsChanged(before, after)
    expect(text(words, 'gone')).toBe(gone)
    expect(text(words, 'new')).toBe(came)
  })
})

describe('from one version to the next', () => {
  const item = (id: string, words: string, spread: 'several' | 'consensus' | null = null) => ({
    id,
    questionId: null,
    text: words,
    spread,
  })

  it('says what came, went and changed, and is silent about the rest', () => {
    const found = differences(
      [item('a', 'bleibt'), item('b', 'war so'), item('c', 'geht'), item('d', 'mehrere', 'several')],
      [item('d', 'mehrere', 'consensus'), item('b', 'ist so'), item('e', 'kommt'), item('a', 'bleibt')],
    )
    expect(found.map(({ id, change }) => [id, change])).toEqual([
      ['d', 'changed'],
      ['b', 'changed'],
      ['e', 'added'],
      ['c', 'removed'],
    ])
    expect(found[0]).toMatchObject({
      words: [{ kind: 'same', text: 'mehrere' }],
      spread: { from: 'several', to: 'consensus' },
    })
    expect(found[2]).toMatchObject({ words: [{ kind: 'new', text: 'kommt' }], spread: null })
  })
})
