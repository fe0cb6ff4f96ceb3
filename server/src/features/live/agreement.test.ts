import type { AgreementLabel, VoteValue } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tallied, type Ballot } from './agreement.ts'

/** `agree 3` people of different associations, and so on. */
const votes = (agree: number, disagree = 0, unsure = 0): Ballot[] =>
  (
    [
      ['agree', agree],
      ['disagree', disagree],
      ['unsure', unsure],
    ] as [VoteValue, number][]
  ).flatMap(([value, count]) =>
    Array.from({ length: count }, (_, i) => ({ person: `${value} ${i}`, group: `${value} ${i}`, value })),
  )

describe('The words for how opinions lie', () => {
  it.each<[string, Ballot[], AgreementLabel[]]>([
    ['nobody has voted', [], []],
    ['one person agrees', votes(1), ['single-voice']],
    [
      'three people of one association agree',
      votes(3).map((one) => ({ ...one, group: 'x' })),
      ['single-voice'],
    ],
    ['two of two associations agree', votes(2), ['consensus']],
    ['four of five agree, one is unsure', votes(4, 0, 1), ['consensus']],
    ['four of five agree, one does not', votes(4, 1), ['almost-all']],
    ['79 of 100 agree', votes(79, 0, 21), ['several']],
    ['three quarters against a quarter', votes(3, 1), ['several', 'divided']],
    ['one agrees, three do not', votes(1, 3), ['single-voice', 'divided']],
    ['one agrees, four do not', votes(1, 4), ['single-voice']],
    ['nobody agrees', votes(0, 5), []],
    ['everybody is unsure', votes(0, 0, 5), []],
  ])('%s', (_, ballots, labels) => {
    expect(tallied(ballots).labels).toEqual(labels)
  })

  const ballots = fc.array(
    fc.record({
      person: fc.uuid(),
      group: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.constantFrom<VoteValue>('agree', 'disagree', 'unsure'),
    }),
    { maxLength: 40 },
  )

  it('do not depend on the order of the votes', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        expect(tallied(cast.toReversed())).toEqual(tallied(cast))
      }),
    )
  })

  it('never call it consensus where somebody disagrees, or where all who agree are of one association', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const { labels, disagree, organisations, agree, unsure } = tallied(cast)
        if (!labels.includes('consensus')) return
        expect(disagree).toBe(0)
        expect(organisations).toBeGreaterThan(1)
        expect(agree).toBeGreaterThanOrEqual(0.8 * (agree + unsure))
      }),
    )
  })
})
