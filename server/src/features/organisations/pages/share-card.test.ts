import { describe, expect, it } from 'vitest'
import { createShareCards, directionOf, linesOf } from './share-card.ts'

const widthOf = (text: string) => Array.from(text).length * 50

describe('the words of a picture', () => {
  it.each([
    ['Brücke', 'ltr'],
    ['„جمعية“ Hanau', 'rtl'],
    ['42 Свобода', 'ltr'],
    ['…', 'ltr'],
  ])('%s runs %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction)
  })

  it('stand in lines that fit, with long words parted between letters', () => {
    expect(linesOf('Verein für Nachbarschaft', widthOf)).toEqual(['Verein für', 'Nachbarschaft'])
    const lines = linesOf('Donaudampfschifffahrt e\u0301'.repeat(2), widthOf)
    expect(lines.every((line) => widthOf(line) <= 1008)).toBe(true)
    expect(lines.join('').replaceAll(' ', '')).toBe('Donaudampfschifffahrte\u0301'.repeat(2))
    expect(linesOf('  ', widthOf)).toEqual([])
  })
})

describe('pictures', () => {
  it('are drawn once for the same words, one after the other, and not at all where letters are missing', async () => {
    const failures: unknown[] = []
    const cardOf = createShareCards((error) => failures.push(error))
    const facts = { name: 'Wabe', place: 'Offenbach am Main', fields: 'Kultur', dir: 'ltr' } as const
    const [one, same, other] = await Promise.all([
      cardOf(facts),
      cardOf({ ...facts }),
      cardOf({ ...facts, dir: 'rtl' }),
    ])
    expect(one).toBe(same)
    expect(one!.equals(other!)).toBe(false)
    expect(await cardOf({ ...facts, name: 'Fest 🎉' })).toBeUndefined()
    expect(failures).toEqual([])
  })
})
