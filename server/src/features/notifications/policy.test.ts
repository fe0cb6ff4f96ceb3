import * as fc from 'fast-check'
import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { clockIn, momentOf } from '../../platform/berlin.ts'
import type { NoticeDoc } from './model.ts'
import {
  awakeAt,
  chosenAfter,
  linesOf,
  mailFor,
  periodOf,
  preferencesOf,
  pushFor,
  type Chosen,
} from './policy.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** All of 2026, with both days on which the clocks are changed. */
const moment = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') })
  .map((at) => new Date(at))
/** The nights of the two changes, by the minute. */
const changing = fc
  .tuple(fc.constantFrom('2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z'), fc.integer({ min: 0, max: 720 }))
  .map(([start, minutes]) => new Date(Date.parse(start) + minutes * minuteMs))
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** The clock there, read without any of our own reckoning. */
const shown = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const isQuiet = ({ from, to }: { from: string; to: string }, at: Date) => {
  const [now, begin, end] = [minuteOf(shown.format(at)), minuteOf(from), minuteOf(to)]
  return begin < end ? now >= begin && now < end : begin > end && (now >= begin || now < end)
}

/** When the clocks are put forward. */
const leftOut = Date.parse('2026-03-29T01:00:00Z')

describe('quiet hours', () => {
  it('wake nobody inside, disturb nobody outside, and never last a day', () => {
    fc.assert(
      fc.property(fc.oneof(moment, changing), time, time, (now, from, to) => {
        const awake = awakeAt({ from, to }, now)
        expect(awake.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(awake.getTime() - now.getTime()).toBeLessThanOrEqual(25 * hourMs)
        if (!isQuiet({ from, to }, now)) expect(awake).toEqual(now)
        // What ends and begins again in the hour that the clocks leave out has no waking minute that night.
        else if (awake > now && awake.getTime() !== leftOut) expect(isQuiet({ from, to }, awake)).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    // By day, and over midnight.
    ['2026-06-01T20:30:00Z', '22:00', '07:00', '2026-06-02T05:00:00.000Z'],
    ['2026-06-01T19:30:00Z', '22:00', '07:00', '2026-06-01T19:30:00.000Z'],
    ['2026-06-02T03:00:00Z', '22:00', '07:00', '2026-06-02T05:00:00.000Z'],
    ['2026-06-01T11:00:00Z', '12:00', '14:00', '2026-06-01T12:00:00.000Z'],
    // The night that is an hour shorter, and the one that is longer.
    ['2026-03-28T22:00:00Z', '22:00', '07:00', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T21:00:00Z', '22:00', '07:00', '2026-10-25T06:00:00.000Z'],
    // An end that the clocks leave out is the moment at which they do.
    ['2026-03-29T00:30:00Z', '22:00', '02:30', '2026-03-29T01:00:00.000Z'],
    // An end that they show twice is the first; in the second it is quiet no more.
    ['2026-10-25T00:10:00Z', '22:00', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T01:10:00Z', '22:00', '02:30', '2026-10-25T01:10:00.000Z'],
    // From and to the same: never.
    ['2026-06-01T20:30:00Z', '22:00', '22:00', '2026-06-01T20:30:00.000Z'],
  ])('at %s from %s to %s end at %s', (now, from, to, end) => {
    expect(awakeAt({ from, to }, new Date(now)).toISOString()).toBe(end)
  })

  it('let through that it is one’s turn, if one wants', () => {
    const night = new Date('2026-06-01T22:00:00Z')
    const quiet = { from: '22:00', to: '07:00' }
    const woken = preferencesOf({ quiet, turnWakes: true })
    const asleep = preferencesOf({ quiet, turnWakes: false })
    expect(pushFor(woken, 'turn.called', night)).toEqual({ push: 'due', pushAt: night })
    expect(pushFor(asleep, 'turn.called', night)).toEqual({
      push: 'due',
      pushAt: new Date('2026-06-02T05:00:00Z'),
    })
    expect(mailFor(woken, 'request.asked', night)).toEqual({
      mail: 'due',
      mailAt: new Date('2026-06-02T05:00:00Z'),
    })
  })
})

describe('the clock in Berlin', () => {
  it('gives back every time it shows', () => {
    fc.assert(
      fc.property(fc.oneof(moment, changing), (at) => {
        const { day, minute } = clockIn(at)
        const again = momentOf(day, minute)
        const floor = Math.floor(at.getTime() / minuteMs) * minuteMs
        // The second time an hour is shown it is taken for the first.
        expect([0, hourMs]).toContain(floor - again.getTime())
        expect(clockIn(again)).toEqual(clockIn(at))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the digest', () => {
  const weekly = { every: 'weekly', weekday: 3, hour: 18 } as const

  it('has one period in a week, and one in a day', () => {
    const periods = (digest: Parameters<typeof periodOf>[0]) => {
      const found = new Set<string>()
      for (
        let at = Date.parse('2026-03-01T00:00:00Z');
        at < Date.parse('2026-04-12T00:00:00Z');
        at += hourMs
      ) {
        const due = periodOf(digest, new Date(at))
        if (!due) continue
        found.add(due.period)
        expect(due.begins.getTime()).toBeLessThanOrEqual(at)
        expect(due.since < due.begins).toBe(true)
        expect(clockIn(due.begins).minute).toBe(digest.hour * 60)
      }
      return found.size
    }
    // The hour that the clocks leave out falls to the one after.
    expect(periods({ every: 'daily', weekday: 1, hour: 9 })).toBe(42)
    expect(periods(weekly)).toBe(7)
    expect(periods({ ...weekly, every: 'off' })).toBe(0)
  })

  it.each([
    ['2026-06-03T15:59:00Z', 'week 2026-05-27'],
    ['2026-06-03T16:00:00Z', 'week 2026-06-03'],
    ['2026-06-03T22:30:00Z', undefined],
    ['2026-06-04T03:00:00Z', undefined],
    ['2026-06-04T08:00:00Z', 'week 2026-06-03'],
  ])('of a Wednesday at six is at %s that of %s', (now, period) => {
    const due = periodOf(weekly, new Date(now))
    // Before its hour the one of last week may still be made up for.
    if (period === 'week 2026-05-27') expect([undefined, period]).toContain(due?.period)
    else expect(due?.period).toBe(period)
  })
})

describe('choices', () => {
  it('stay where a change says nothing of them', () => {
    const first = chosenAfter(null, { mail: false, groups: { answer: { push: false } } })
    const second = chosenAfter(first, { digest: { every: 'daily' }, groups: { answer: { mail: false } } })
    expect(preferencesOf(second)).toMatchObject({
      mail: false,
      digest: { every: 'daily', weekday: 1, hour: 8 },
      groups: { answer: { mail: false, push: false, digest: true }, turn: { mail: true } },
    })
    expect(preferencesOf(chosenAfter(second, { mail: undefined } as unknown as Chosen)).mail).toBe(false)
  })

  it('cannot have at once what waits for the digest', () => {
    const all = preferencesOf({ groups: { following: { mail: true } } })
    expect(all.groups.following.mail).toBeNull()
    expect(mailFor(all, 'contribution.new', new Date())).toEqual({ mail: 'none' })
    expect(mailFor(all, 'session.planned', new Date())).toEqual({ mail: 'none' })
  })
})

type Grouped = Parameters<typeof linesOf>[0][number]
const notice = fc
  .record({
    thing: fc.integer({ min: 0, max: 4 }),
    at: fc.integer({ min: 0, max: 50 }),
    read: fc.boolean(),
    first: fc.integer({ min: 1, max: 30 }),
    span: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    id: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ thing, at, read, first, span, id }): Grouped => ({
    _id: new Types.ObjectId(id.toString(16).padStart(24, '0')),
    object: `thread:${thing}`,
    kind: span === null ? 'contribution.reply' : 'contribution.new',
    contribution: { id: `c${first + (span ?? 0)}`, seq: first + (span ?? 0) },
    from: span === null ? null : first,
    at: new Date(at * 1000),
    readAt: read ? new Date() : null,
  }))
const notices = fc.uniqueArray(notice, { selector: ({ _id }) => String(_id), maxLength: 40 })

describe('lines', () => {
  it('are one for each thing, newest first, whatever order the notices come in', () => {
    fc.assert(
      fc.property(notices, fc.integer(), (some, seed) => {
        const lines = linesOf(some)
        expect(lines.map(({ object }) => object).toSorted()).toEqual(
          [...new Set(some.map(({ object }) => object))].toSorted(),
        )
        const times = lines.map(({ newest }) => newest.at.getTime())
        expect(times).toEqual(times.toSorted((a, b) => b - a))
        const mixed = some.toSorted((a, b) => (String(a._id) < String(b._id) ? seed : -seed))
        expect(linesOf(mixed)).toEqual(lines)
      }),
    )
  })

  it('are unread where anything of them is, count that alone, and no contribution twice', () => {
    fc.assert(
      fc.property(notices, (some) => {
        for (const { object, unread, count } of linesOf(some)) {
          const own = some.filter((one) => one.object === object)
          expect(unread).toBe(own.some(({ readAt }) => readAt === null))
          const counted = unread ? own.filter(({ readAt }) => readAt === null) : own
          expect(count).toBeGreaterThan(0)
          const most = counted.reduce(
            (sum, { contribution, from }) => sum + (from === null ? 1 : contribution!.seq - from + 1),
            0,
          )
          expect(count).toBeLessThanOrEqual(most)
        }
      }),
    )
  })

  it('count an answer within what is followed once', () => {
    const at = new Date(0)
    const base = { object: 'thread:1', readAt: null, at }
    const span = {
      ...base,
      _id: new Types.ObjectId(),
      kind: 'contribution.new',
      contribution: { id: 'c5', seq: 5 },
      from: 3,
    } as const
    const reply = { ...span, _id: new Types.ObjectId(), kind: 'contribution.reply', from: null } as const
    const [line] = linesOf([span, reply] as Pick<NoticeDoc, keyof typeof span>[])
    expect(line).toMatchObject({ count: 3, newest: { kind: 'contribution.reply' } })
  })
})
