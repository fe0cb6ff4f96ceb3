import { describe, expect, it } from 'vitest'
import { afterAnswer, answerOf, upkeepOf } from './policy.ts'

const dayMs = 24 * 60 * 60 * 1000
const now = new Date('2026-11-22T12:00:00Z')
const ago = (days: number, ms = 0) => new Date(now.getTime() - days * dayMs - ms)

describe('what members are told', () => {
  it.each([
    ['nothing where nothing is asked', null, null, null],
    ['the question', ago(0), null, { state: 'asked', until: '2026-12-22T12:00:00.000Z' }],
    [
      'the question on its last day',
      ago(30, -1),
      null,
      { state: 'asked', until: '2026-11-22T12:00:00.001Z' },
    ],
    ['that nobody answered in time', ago(30), null, { state: 'unconfirmed', until: null }],
    ['that it rests', null, ago(1), { state: 'dormant', until: null }],
    ['that it rests, whatever was asked', ago(90), ago(1), { state: 'dormant', until: null }],
  ] as const)('is %s', (_, askedAt, dormantSince, told) => {
    expect(upkeepOf({ askedAt, dormantSince }, now)).toEqual(told)
  })
})

describe('an answer', () => {
  it('confirms and wakes, or lets rest, and ends the question either way', () => {
    expect(afterAnswer('current', now)).toEqual({ confirmedAt: now, askedAt: null, dormantSince: null })
    expect(afterAnswer('dormant', now)).toEqual({ askedAt: null, dormantSince: now })
    expect(answerOf(afterAnswer('dormant', now))).toBe('dormant')
    expect(answerOf(afterAnswer('current', now))).toBe('current')
    expect(answerOf({ askedAt: now, dormantSince: null })).toBeNull()
  })
})
