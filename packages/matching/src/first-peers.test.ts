import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listings, now, plain, profiles } from './testing/arbitraries.ts'
import { firstPeers, newcomer, type Answers, type Profile } from './index.ts'

const giessen = { municipality: '06531005', district: '06531', lat: 50.586, lon: 8.675 }
const kassel = { municipality: '06611000', district: '06611', lat: 51.315, lon: 9.495 }

const said = (answers: Partial<Answers> = {}) =>
  newcomer({ id: 'me', topics: [], needs: [], ...answers }, now)

const answers: fc.Arbitrary<Answers> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }).map((text) => `person ${text}`),
  place: fc.option(fc.constantFrom(giessen, kassel), { nil: undefined }),
  topics: fc.subarray(['youth', 'women', 'sport', 'culture']),
  needs: fc.subarray(['rooms', 'software', 'law']).map((some) => some.map((category) => ({ category }))),
})

describe('the first peers', () => {
  it('are three different ones, if there are so many, and the same in any order', () => {
    fc.assert(
      fc.property(answers, profiles, (mine, others) => {
        const me = newcomer(mine, now)
        const found = firstPeers(me, others, { now })
        expect(new Set(found.map(({ id }) => id)).size).toBe(Math.min(3, others.length))
        expect(firstPeers(me, others.toReversed(), { now })).toEqual(found)
      }),
    )
  })

  it('come with reasons that are true', () => {
    fc.assert(
      fc.property(answers, profiles, (mine, others) => {
        for (const { id, reasons } of firstPeers(newcomer(mine, now), others, { now })) {
          const other = others.find((one) => one.id === id)!
          expect(new Set(reasons.map(({ kind }) => kind)).size).toBe(reasons.length)
          for (const reason of reasons) {
            if (reason.kind === 'topic') {
              expect(reason.facts.topics.length).toBeGreaterThan(0)
              for (const topic of reason.facts.topics) {
                expect(mine.topics).toContain(topic)
                expect(other.topics).toContain(topic)
              }
            }
            if (reason.kind === 'complementarity') {
              expect(reason.facts.matches.length).toBeGreaterThan(0)
              for (const { category, offer, offerCategory } of reason.facts.matches) {
                expect(mine.needs.map((need) => need.category)).toContain(category)
                expect(other.offers.find((one) => one.id === offer)?.category).toBe(offerCategory)
              }
            }
            if (reason.kind === 'peer') {
              for (const { category } of reason.facts.needs) {
                expect(mine.needs.map((need) => need.category)).toContain(category)
                expect(other.needs.map((need) => need.category)).toContain(category)
              }
            }
            if (reason.kind === 'distance') {
              expect(mine.place).toBeDefined()
              expect(reason.facts.km).toBeLessThan(60)
            }
            // Nobody has said which languages they speak, or how long they have been at it.
            expect(['language', 'maturity']).not.toContain(reason.kind)
          }
        }
      }),
    )
  })

  const others: Profile[] = [
    plain('helps', { ...kassel, offers: listings('rooms') }),
    plain('same', { ...kassel, topics: ['youth'] }),
    plain('near', giessen),
    plain('far', kassel),
  ]
  const need = [{ category: 'rooms' }]

  it.each([
    [
      'everything',
      { place: giessen, topics: ['youth'], needs: need },
      ['helps', 'same', 'near'],
      ['complementarity', 'topic', 'distance'],
    ],
    ['the need alone', { needs: need }, ['helps'], ['complementarity']],
    ['the field alone', { topics: ['youth'] }, ['same'], ['topic']],
    ['the place alone', { place: giessen }, ['near'], ['distance']],
  ])('fit what somebody said: %s', (_, mine, ids, kinds) => {
    const fitting = firstPeers(said(mine), others, { now }).filter(({ reasons }) => reasons.length > 0)
    expect(fitting.map(({ id }) => id)).toEqual(ids)
    expect(fitting.map(({ reasons }) => reasons[0]?.kind)).toEqual(kinds)
  })

  it('are there without any answer: first who has something to give', () => {
    const found = firstPeers(said(), others, { now })
    expect(found).toHaveLength(3)
    expect(found[0]).toEqual({ id: 'helps', reasons: [] })
  })

  it('leave nobody unseen: among equals each is the first for somebody', () => {
    const equals = Array.from({ length: 30 }, (_, n) =>
      plain(`o${n}`, { offers: listings('rooms'), topics: ['youth'] }),
    )
    const seen = new Set<string>()
    for (let n = 0; n < 200; n++) {
      const me = newcomer({ id: `person ${n}`, place: giessen, topics: ['youth'], needs: need }, now)
      for (const { id } of firstPeers(me, equals, { now })) seen.add(id)
    }
    expect(seen.size).toBe(equals.length)
  })
})
