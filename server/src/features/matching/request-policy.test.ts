import type { RequestState } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestMail, type News } from './mails.ts'
import { daysAfter } from './policy.ts'
import {
  afterAct,
  deliveryTimes,
  endOf,
  isOpen,
  openStates,
  remindersDue,
  requestActs,
  requestState,
  requestStates,
  whoseAct,
  type RequestAct,
} from './request-policy.ts'

const now = new Date('2026-03-01T12:00:00Z')
const days = (count: number) => daysAfter(now, count)

describe('a request', () => {
  it.each<[RequestState, Partial<Record<RequestAct, RequestState>>]>([
    ['queued', { deliver: 'sent', withdraw: 'withdrawn', lapse: 'expired' }],
    [
      'sent',
      {
        accept: 'accepted',
        decline: 'declined',
        postpone: 'postponed',
        withdraw: 'withdrawn',
        lapse: 'expired',
      },
    ],
    ['postponed', { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', lapse: 'expired' }],
    ['accepted', {}],
    ['declined', {}],
    ['withdrawn', {}],
    ['expired', {}],
  ])('that is %s becomes %j', (state, following) => {
    for (const act of requestActs) {
      expect(afterAct('contact', state, act)).toBe(following[act])
      expect(afterAct('referral', state, act)).toBe(act === 'postpone' ? undefined : following[act])
    }
    expect(isOpen(state)).toBe(Object.keys(following).length > 0)
  })

  it('is taken back by those who asked, answered by those who were asked, and ended by time', () => {
    const of = (who: string) => requestActs.filter((act) => whoseAct[act] === who)
    expect(of('asking')).toEqual(['withdraw'])
    expect(of('asked')).toEqual(['accept', 'decline', 'postpone'])
    expect(of('time')).toEqual(['deliver', 'lapse'])
  })

  it('can come to every state, and never leaves one that is final, whatever happens to it', () => {
    const reached = new Set<RequestState>()
    fc.assert(
      fc.property(
        fc.constantFrom('queued' as const, 'sent' as const),
        fc.constantFrom('contact' as const, 'referral' as const),
        fc.array(fc.tuple(fc.constantFrom(...requestActs), fc.double({ min: 0, max: 20, noNaN: true }))),
        (first, kind, acts) => {
          let at = now
          let state: RequestState = first
          let expiresAt = endOf(first, at)
          reached.add(state)
          for (const [act, later] of acts) {
            at = daysAfter(at, later)
            const seen = requestState({ state, expiresAt }, at)
            // What time has ended stays so, also where no job has run.
            if (!isOpen(seen)) {
              expect(afterAct(kind, seen, act)).toBeUndefined()
              continue
            }
            const next = afterAct(kind, state, act)
            if (!next) continue
            const before = expiresAt
            state = next
            reached.add(state)
            if (state === 'sent' || state === 'postponed') {
              expiresAt = endOf(state, at, expiresAt)
              // Time moves only forward: nothing ends sooner because somebody did something, but for what waited.
              expect(expiresAt.getTime()).toBeGreaterThan(at.getTime())
              if (state === 'postponed') expect(expiresAt.getTime()).toBeGreaterThan(before.getTime())
            }
          }
        },
      ),
      { numRuns: 2000, seed: 7 },
    )
    expect([...reached].toSorted()).toEqual(requestStates.toSorted())
  })

  it.each(requestStates)('that is %s has expired once its time is over, unless it is final', (state) => {
    expect(requestState({ state, expiresAt: days(1) }, now)).toBe(state)
    for (const expiresAt of [now, days(-1)])
      expect(requestState({ state, expiresAt }, now)).toBe(openStates.includes(state) ? 'expired' : state)
  })

  it('lasts 14 days, and put off 14 more', () => {
    expect(endOf('sent', now)).toEqual(days(14))
    expect(endOf('postponed', days(3), days(14))).toEqual(days(28))
    expect(endOf('queued', now)).toEqual(days(56))
  })

  it.each<[RequestState, number, number]>([
    ['sent', 7.1, 0],
    ['sent', 7, 1],
    ['sent', 2.1, 1],
    ['sent', 2, 2],
    ['sent', 0, 0],
    ['postponed', 7, 1],
    ['queued', 1, 0],
    ['accepted', 1, 0],
    ['withdrawn', 1, 0],
  ])('that is %s with %d days left causes %d reminders', (state, left, count) => {
    expect(remindersDue({ state, expiresAt: days(left) }, now)).toBe(count)
  })
})

describe('what waits is delivered', () => {
  it.each<[string, number[], number, number, number[]]>([
    ['at once where there is room', [], 3, 2, [0, 0]],
    ['when the first of those before is a week old', [-6, -3, -1], 3, 1, [1]],
    ['one after the other', [-6, -3, -1], 3, 4, [1, 4, 6, 8]],
    ['once a week where no more is wanted', [-1], 1, 3, [6, 13, 20]],
    ['later where less is wanted than there was', [-6, -5, -4, -3], 2, 2, [3, 4]],
  ])('%s', (_, delivered, perWeek, waiting, expected) => {
    expect(deliveryTimes(delivered.map(days), perWeek, waiting, now)).toEqual(expected.map(days))
  })

  it('in its order, never more within a week than wanted, and as early as that allows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -167, max: 0 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 40 }),
        (hours, perWeek, waiting) => {
          const before = hours.map((hour) => days(hour / 24))
          const times = deliveryTimes(before, perWeek, waiting, now)
          const all = [...before, ...times].map((at) => at.getTime()).toSorted((a, b) => a - b)
          times.forEach((at, index) => {
            expect(at >= (times[index - 1] ?? now)).toBe(true)
            const within = (end: number) =>
              all.filter((one) => one > end - 7 * 86_400_000 && one <= end).length
            expect(within(at.getTime())).toBeLessThanOrEqual(Math.max(perWeek, 1))
          })
        },
      ),
    )
  })
})

describe('a mail about a request', () => {
  const news: News[] = [
    'asked',
    'reminder',
    'postponed',
    'accepted',
    'declined',
    'withdrawn',
    'expired',
    'missed',
    'undelivered',
  ]
  const cases = news.flatMap((one) => (['contact', 'referral'] as const).map((kind) => [one, kind] as const))
  it.each(cases)('that was %s (%s) names both, leads back, and says why it comes', (one, kind) => {
    const link = 'http://localhost/suchen-und-bieten'
    for (const locale of ['de', 'en', 'ar'] as const) {
      const told = { to: 'a@example.org', own: 'Brücke', other: 'Mosaik', link, kind, until: days(14) }
      const { subject, text, lang, to } = requestMail(one, { ...told, locale })
      expect({ lang, to }).toEqual({ lang: locale, to: told.to })
      expect(subject).toContain('Mosaik')
      for (const part of ['Brücke', 'Mosaik', link]) expect(text).toContain(part)
      expect(text).toMatch(/weil Sie für|because you are responsible|لأنكم من المسؤولين/)
    }
  })
})
