import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, now } from './testing/arbitraries.ts'
import { type Feedback, learn } from './index.ts'

const answer = (kind: Feedback['kind'], facts: Partial<Feedback> = {}): Feedback => ({
  at: now,
  kind,
  ...facts,
})

describe('learning', () => {
  it.each<[string, Feedback[], ReturnType<typeof learn>]>([
    ['nothing', [], {}],
    ['too far', [answer('too-far')], { distance: Math.exp(0.15) }],
    ['another topic', [answer('wrong-topic')], { topic: Math.exp(0.15) }],
    [
      'half as much after 90 days',
      [answer('too-far', { at: now - 90 * day })],
      { distance: Math.exp(0.075) },
    ],
    ['less from further down', [answer('too-far', { rank: 2 })], { distance: Math.exp(0.075) }],
    ['what spoke for whom one took', [answer('accepted', { strongest: 'peer' })], { peer: Math.exp(0.05) }],
    ['what spoke for whom one did not', [answer('no-fit', { strongest: 'peer' })], { peer: Math.exp(-0.05) }],
    ['nothing from what nobody knows', [answer('accepted')], {}],
  ])('%s', (_, answers, turns) => {
    const found = learn(answers, now)
    expect(Object.keys(found)).toEqual(Object.keys(turns))
    for (const [factor, turn] of Object.entries(turns))
      expect(found[factor as keyof typeof found]).toBeCloseTo(turn, 12)
  })

  it('stays within half and one and a half, and forgets', () => {
    const kinds = fc.constantFrom<Feedback['kind']>('too-far', 'wrong-topic', 'accepted', 'no-fit')
    const answers = fc.array(
      fc.record({
        at: fc.integer({ min: now - 500 * day, max: now + day }),
        kind: kinds,
        strongest: fc.constantFrom('peer', 'topic'),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(answers, (answers) => {
        for (const turn of Object.values(learn(answers as Feedback[], now))) {
          expect(turn).toBeGreaterThanOrEqual(0.5)
          expect(turn).toBeLessThanOrEqual(1.5)
        }
        for (const turn of Object.values(learn(answers as Feedback[], now + 4000 * day)))
          expect(turn).toBeCloseTo(1, 6)
      }),
    )
  })
})
