import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupOf, needsNote, suggestedSpread } from './spread.ts'

describe('the suggested spread', () => {
  it.each([
    ['nothing to go by', [], [], null],
    ['one association', ['a'], [], 'single-voice'],
    ['one association, several times', ['a', 'a'], [], 'single-voice'],
    ['two associations', ['a', 'b'], [], 'several'],
    ['many associations', ['a', 'b', 'c', 'd'], [], 'several'],
    ['one association and a vote', ['a'], ['consensus'], 'consensus'],
    ['a vote alone', [], ['almost-all'], 'almost-all'],
    ['several who said it, one who voted', ['a', 'b'], ['single-voice'], 'several'],
    ['a divided vote', [], ['several', 'divided'], 'several'],
    ['nothing but division', [], ['divided'], null],
  ] as const)('of %s', (_, groups, labels, spread) => {
    expect(suggestedSpread(groups, labels)).toBe(spread)
  })

  it('never grows weaker by one more voice, and goes beyond several only by a vote', () => {
    const order = [null, 'single-voice', 'several', 'almost-all', 'consensus']
    const labels = fc.subarray(['single-voice', 'several', 'almost-all', 'consensus', 'divided'] as const)
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), labels, (groups, more, voted) => {
        const [less, all] = [suggestedSpread(groups, voted), suggestedSpread([...groups, more], voted)]
        expect(order.indexOf(all)).toBeGreaterThanOrEqual(order.indexOf(less))
        expect(order.indexOf(suggestedSpread(groups))).toBeLessThanOrEqual(2)
      }),
    )
  })
})

it('counts an association once, an office once, and others singly', () => {
  const said = { userId: 'p', name: null, organisationId: null, institution: null }
  expect(groupOf({ ...said, organisationId: 'o' })).toBe('o')
  expect(groupOf({ ...said, institution: 'Amt' })).toBe('Amt')
  expect(groupOf(said)).toBe('p')
  expect(groupOf({ ...said, userId: null, name: 'Frau Kaya' })).toBe('Frau Kaya')
})

it.each([
  ['single-voice', 'single-voice', false],
  ['several', 'single-voice', true],
  ['single-voice', 'consensus', true],
  [null, 'several', false],
  ['several', null, false],
] as const)('asks why %s was chosen where %s was suggested: %s', (chosen, suggested, asked) => {
  expect(needsNote(chosen, suggested)).toBe(asked)
})
