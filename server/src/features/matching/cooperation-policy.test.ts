import type { CooperationAnswer, CooperationState, FieldAudience } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  byWeight,
  dueQuestion,
  eventOf,
  isForgotten,
  isOver,
  mayReopen,
  narrower,
  nextCooperation,
  type CooperationEvent,
} from './cooperation-policy.ts'

const dayMs = 24 * 60 * 60 * 1000
const start = new Date('2026-03-01T12:00:00Z')
const day = (days: number) => new Date(start.getTime() + days * dayMs)
const answers: readonly CooperationAnswer[] = ['yes', 'not-yet', 'no']

describe('what an answer means', () => {
  it.each<[CooperationAnswer, CooperationAnswer | null, CooperationEvent]>([
    ['yes', 'yes', 'agreed'],
    ['yes', 'not-yet', 'open'],
    ['yes', null, 'open'],
    ['yes', 'no', 'open'],
    ['not-yet', 'yes', 'open'],
    ['not-yet', null, 'open'],
    ['no', 'yes', 'no'],
    ['no', null, 'no'],
  ])('%s beside %s is %s', (own, theirs, event) => expect(eventOf(own, theirs)).toBe(event))
})

describe('what follows', () => {
  it.each<[CooperationState, CooperationEvent, CooperationState | null]>([
    ['begun', 'agreed', 'confirmed'],
    ['begun', 'open', 'begun'],
    ['begun', 'no', 'denied'],
    ['begun', 'end', 'denied'],
    ['confirmed', 'agreed', 'confirmed'],
    ['confirmed', 'open', 'begun'],
    ['confirmed', 'no', 'ended'],
    ['confirmed', 'end', 'ended'],
    ['denied', 'agreed', 'confirmed'],
    ['denied', 'open', 'begun'],
    ['denied', 'no', 'denied'],
    ['denied', 'end', null],
    ['ended', 'agreed', 'confirmed'],
    ['ended', 'open', 'begun'],
    ['ended', 'no', 'ended'],
    ['ended', 'end', null],
  ])('%s, and %s: %s', (state, event, next) => expect(nextCooperation[state][event]).toBe(next))

  it('is confirmed only while both last said yes, and over as soon as one says no', () => {
    const said = fc.record({ side: fc.constantFrom(0, 1), answer: fc.constantFrom(...answers) })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), (sayings) => {
        let state: CooperationState = 'begun'
        let closedBy: number | null = null
        const last: (CooperationAnswer | null)[] = [null, null]
        for (const { side, answer } of sayings) {
          if (isOver(state) && closedBy !== side) continue
          state = nextCooperation[state][eventOf(answer, last[1 - side]!)]!
          last[side] = answer
          closedBy = isOver(state) ? side : null
        }
        expect(state === 'confirmed').toBe(last.every((one) => one === 'yes'))
        expect(isOver(state)).toBe(last.includes('no'))
      }),
    )
  })
})

describe('the question', () => {
  it.each([
    [29, 0, null],
    [30, 0, 1],
    [31, 1, null],
    [89, 1, null],
    [90, 1, 2],
    [90, 0, 2],
    [400, 2, null],
  ])('after %i days, asked %i times before: %s', (days, question, due) => {
    expect(dueQuestion({ state: 'begun', begunAt: start, question }, day(days))).toBe(due)
    expect(dueQuestion({ state: 'confirmed', begunAt: start, question }, day(days))).toBe(due)
    expect(dueQuestion({ state: 'denied', begunAt: start, question }, day(days))).toBeNull()
    expect(dueQuestion({ state: 'ended', begunAt: start, question }, day(days))).toBeNull()
  })
})

describe('what is over', () => {
  const closed = { at: start, by: 1 }
  it('is opened again by whoever closed it, for 30 days', () => {
    expect(mayReopen(closed, 1, day(29))).toBe(true)
    expect(mayReopen(closed, 1, day(30))).toBe(false)
    expect(mayReopen(closed, 0, day(1))).toBe(false)
    expect(mayReopen(null, 0, day(1))).toBe(false)
  })

  it('keeps the two apart for 90 days', () => {
    expect(isForgotten(closed, day(89))).toBe(false)
    expect(isForgotten(closed, day(90))).toBe(true)
    expect(isForgotten(null, day(900))).toBe(false)
  })
})

describe('who may read of it', () => {
  it.each<[FieldAudience, FieldAudience, FieldAudience]>([
    ['everyone', 'everyone', 'everyone'],
    ['everyone', 'signed-in', 'signed-in'],
    ['signed-in', 'signed-in', 'signed-in'],
    ['everyone', 'members', 'members'],
    ['members', 'signed-in', 'members'],
  ])('%s and %s: %s', (one, other, both) => {
    expect(narrower(one, other)).toBe(both)
    expect(narrower(other, one)).toBe(both)
  })
})

describe('of several between the same two', () => {
  it('the furthest counts, then the newest', () => {
    const some = [
      { state: 'denied' as const, begunAt: day(9) },
      { state: 'begun' as const, begunAt: day(1) },
      { state: 'confirmed' as const, begunAt: day(0) },
      { state: 'begun' as const, begunAt: day(2) },
    ]
    expect(some.toSorted(byWeight)).toEqual([some[2], some[3], some[1], some[0]])
  })
})
