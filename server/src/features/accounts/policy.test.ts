import { describe, expect, it } from 'vitest'
import { currentOf, overlap, roleOf, stateOf } from './policy.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))
const span = (from: number, to: number | null) => ({ from: day(from), to: to === null ? null : day(to) })

describe('an affiliation', () => {
  it.each([
    [1, 'coming'],
    [2, 'current'],
    [3, 'current'],
    [4, 'past'],
  ] as const)('from the 2nd to the 4th is on the %ith %s', (now, state) => {
    expect(stateOf(span(2, 4), day(now))).toBe(state)
  })

  it('without an end does not end', () => {
    expect(stateOf(span(2, null), day(31))).toBe('current')
    expect(currentOf([span(5, null), span(1, 3)], day(2))).toEqual(span(1, 3))
    expect(currentOf([span(5, null)], day(4))).toBeUndefined()
  })

  it.each([
    [span(1, 3), span(3, 5), false],
    [span(1, 4), span(3, 5), true],
    [span(1, null), span(30, null), true],
    [span(5, null), span(1, 5), false],
  ])('%j and %j: overlap %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected)
    expect(overlap(other, one)).toBe(expected)
  })

  it.each([
    ['member', 'institution'],
    ['staff', 'staff'],
    ['admin', 'admin'],
  ] as const)('makes of %s %s', (stored, role) => {
    expect(roleOf(stored, true)).toBe(role)
    expect(roleOf(stored, false)).toBe(stored)
  })
})
