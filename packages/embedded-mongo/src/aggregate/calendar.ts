import { ObjectId, Timestamp } from 'bson'
import { typeOf, isNullish } from '../bson/values.ts'
import { fault } from '../errors.ts'

/**
 * Dates in time zones. A wall time is kept as the UTC date that shows the same digits.
 * Sources: manual “Date Expression Operators”, `src/mongo/db/query/datetime/date_time_support.cpp` (7.0).
 */
export const MINUTE = 60_000
export const DAY = 86_400_000

export type Unit =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
export const UNITS: readonly string[] = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
] satisfies Unit[]

/** Milliseconds of the units that are always equally long. */
export const FIXED_UNITS: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  minute: MINUTE,
  second: 1000,
  millisecond: 1,
}

/** A time zone: the offset from UTC in milliseconds at an instant. */
export type Zone = (instant: number) => number

export const UTC: Zone = () => 0

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The zone with an Olson name (`Europe/Berlin`) or a fixed offset (`+01:00`, `+0100`, `+01`). */
export function zoneNamed(name: unknown): Zone {
  if (name === undefined) return UTC
  if (typeof name !== 'string') {
    throw fault('Location40517', `timezone must evaluate to a string, found ${typeOf(name)}`)
  }
  const fixed = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(name)
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)
    if (minutes === 0) return UTC
    return () => (fixed[1] === '-' ? -minutes : minutes) * MINUTE
  }
  if (name === 'UTC' || name === 'GMT' || name === 'Z') return UTC
  const formatter = formatterFor(name)
  return (instant) => wallTime(formatter, instant) - (instant - modulo(instant, 1000))
}

function formatterFor(name: string): Intl.DateTimeFormat {
  const known = formatters.get(name)
  if (known) return known
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(name, formatter)
    return formatter
  } catch {
    throw fault('Location40485', `unrecognized time zone identifier: "${name}"`)
  }
}

function wallTime(formatter: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(instant)) parts[type] = value
  const number = (type: string): number => Number(parts[type])
  const year = parts['era']?.startsWith('B') ? 1 - number('year') : number('year')
  return utc(year, number('month') - 1, number('day'), number('hour'), number('minute'), number('second'))
}

/** `Date.UTC` without its special treatment of the years 0–99; parts may overflow into the next larger one. */
export function utc(year: number, month: number, day = 1, hour = 0, minute = 0, second = 0, ms = 0): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  date.setUTCHours(hour, minute, second, ms)
  return date.getTime()
}

/** The wall time of an instant. */
export function toWall(instant: number, zone: Zone): Date {
  return new Date(instant + zone(instant))
}

/** The instant of a wall time; in the hour that exists twice the first, in the missing hour as if clocks had not moved. */
export function fromWall(wall: number, zone: Zone): number {
  const before = zone(wall - DAY)
  const after = zone(wall + DAY)
  for (const offset of [before, after]) if (zone(wall - offset) === offset) return wall - offset
  return wall - before
}

/** Dates, timestamps and the time inside an ObjectId; undefined for null and missing. */
export function instantOf(value: unknown): number | undefined {
  if (isNullish(value)) return undefined
  if (value instanceof Date) return value.getTime()
  if (value instanceof Timestamp) return value.t * 1000
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  throw fault('Location16006', `can't convert from BSON type ${typeOf(value)} to Date`)
}

export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

export function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - utc(wall.getUTCFullYear(), 0)) / DAY) + 1
}

export function isoWeekday(wall: Date): number {
  return wall.getUTCDay() || 7
}

/** The ISO week and the year it belongs to: that of its Thursday. */
export function isoWeek(wall: Date): { year: number; week: number } {
  const thursday = new Date(wall.getTime() + (4 - isoWeekday(wall)) * DAY)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}

/** Weeks begin on Sunday, the first with the first Sunday of the year; days before it are in week 0. */
export function sundayWeek(wall: Date): number {
  return Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7)
}

/** The wall time of a day given by ISO week, which may lie outside the year. */
export function fromIsoWeek(year: number, week: number, weekday: number): number {
  const fourth = new Date(utc(year, 0, 4))
  return fourth.getTime() + ((week - 1) * 7 + weekday - isoWeekday(fourth)) * DAY
}

/** Adds calendar units to a wall time; a day the month does not have becomes its last. */
export function addToWall(wall: Date, unit: Unit, amount: number): number {
  if (unit === 'day') return wall.getTime() + amount * DAY
  if (unit === 'week') return wall.getTime() + amount * 7 * DAY
  const months = amount * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1)
  const first = new Date(utc(wall.getUTCFullYear(), wall.getUTCMonth() + months))
  const lastDay = new Date(utc(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(wall.getUTCDate(), lastDay)
  return first.getTime() + (day - 1) * DAY + modulo(wall.getTime(), DAY)
}

const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/**
 * A date written as ISO 8601. MongoDB reads many other notations too; those are refused rather than guessed, and
 * what is no date in any of them fails as a conversion.
 */
export function parseDate(text: string, zone: Zone | undefined): Date {
  const match = ISO_DATE.exec(text.trim())
  if (!match) {
    if (/^\s*$|^[^\d]*$/.test(text) && !WORDS.test(text)) throw unparsable(text)
    throw fault('NotImplemented', `Only ISO 8601 date strings are supported by this server: '${text}'`)
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match
  if (offset !== undefined && zone) {
    throw fault(
      'ConversionFailure',
      `you cannot pass in a date/time string with time zone information ('${offset}') together with a timezone argument`,
    )
  }
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const numbers = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return new Date(
    fromWall(
      checkedWall(numbers, ms, text),
      offset === undefined ? (zone ?? UTC) : zoneNamed(offset.toUpperCase()),
    ),
  )
}

const WORDS =
  /now|today|tomorrow|yesterday|midnight|noon|ago|next|last|first|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i

function unparsable(text: string): Error {
  return fault('ConversionFailure', `Error parsing date string '${text}'`)
}

function checkedWall(
  [year, month, day, hour, minute, second]: [number, number, number, number, number, number],
  ms: number,
  text: string,
): number {
  const wall = utc(year, month - 1, day, hour, minute, second, ms)
  const date = new Date(wall)
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!isReal) throw unparsable(text)
  return wall
}
