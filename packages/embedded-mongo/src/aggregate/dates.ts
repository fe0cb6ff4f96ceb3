import { Int32, Long } from 'bson'
import { isNumber, toExactInt } from '../bson/numbers.ts'
import { isDocument, typeOf, fieldEntries, isNullish, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import {
  addToWall,
  DAY,
  dayOfYear,
  FIXED_UNITS,
  fromIsoWeek,
  fromWall,
  instantOf,
  isoWeek,
  isoWeekday,
  modulo,
  parseDate,
  sundayWeek,
  toWall,
  UNITS,
  utc,
  UTC,
  zoneNamed,
  type Unit,
  type Zone,
} from './calendar.ts'
import { formatDate, parseWithFormat } from './date-format.ts'
import { compile, named, namedParts, type Operator } from './expression.ts'

const CALENDAR_PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond']
const ISO_PARTS = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek']

/** Date expressions. */
export const DATES: Readonly<Record<string, Operator>> = {
  $year: part((wall) => new Int32(wall.getUTCFullYear())),
  $month: part((wall) => new Int32(wall.getUTCMonth() + 1)),
  $dayOfMonth: part((wall) => new Int32(wall.getUTCDate())),
  $hour: part((wall) => new Int32(wall.getUTCHours())),
  $minute: part((wall) => new Int32(wall.getUTCMinutes())),
  $second: part((wall) => new Int32(wall.getUTCSeconds())),
  $millisecond: part((wall) => new Int32(wall.getUTCMilliseconds())),
  $dayOfWeek: part((wall) => new Int32(wall.getUTCDay() + 1)),
  $dayOfYear: part((wall) => new Int32(dayOfYear(wall))),
  $week: part((wall) => new Int32(sundayWeek(wall))),
  $isoWeek: part((wall) => new Int32(isoWeek(wall).week)),
  $isoWeekYear: part((wall) => Long.fromNumber(isoWeek(wall).year)),
  $isoDayOfWeek: part((wall) => new Int32(isoWeekday(wall))),

  $dateToString: named(['date'], ['format', 'timezone', 'onNull'], dateToString, 'Location18534'),
  $dateFromString: dateFromString,
  $dateToParts: named(['date'], ['timezone', 'iso8601'], dateToParts, 'Location40520'),
  $dateFromParts: named([], [...CALENDAR_PARTS, ...ISO_PARTS, 'timezone'], dateFromParts, 'Location40518'),
  $dateAdd: named(
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    (parts) => dateShift(parts, 1),
    'Location5166401',
  ),
  $dateSubtract: named(
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    (parts) => dateShift(parts, -1),
    'Location5166401',
  ),
  $dateDiff: named(
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
    dateDiff,
    'Location5166302',
  ),
  $dateTrunc: named(['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], dateTrunc, 'Location5439008'),
}

/** An operator that takes a date, or `{ date, timezone }`, and reads one part of it. */
function part(read: (wall: Date) => unknown): Operator {
  return (argument, names, name) => {
    const isFull = isDocument(argument) && !Object.keys(argument)[0]?.startsWith('$')
    const single: unknown = Array.isArray(argument) ? argument[0] : argument
    if (Array.isArray(argument) && argument.length !== 1) {
      throw fault(
        'Location40536',
        `${name} accepts exactly one argument if given an array, but was given ${argument.length}`,
      )
    }
    const parts = isFull
      ? namedParts(argument, ['date'], ['timezone'], name, 'Location40535')
      : { date: single }
    const date = compile(parts['date'], names)
    const timezone = Object.hasOwn(parts, 'timezone') ? compile(parts['timezone'], names) : undefined
    return (scope) => {
      const instant = instantOf(date(scope))
      const zone = timezone?.(scope)
      if (instant === undefined || (timezone && isNullish(zone))) return null
      return read(toWall(instant, zoneNamed(zone)))
    }
  }
}

/** The zone of a `timezone` part; undefined when it is there but null. */
function zoneOf(parts: Document): Zone | undefined {
  if (!Object.hasOwn(parts, 'timezone')) return zoneNamed(undefined)
  return isNullish(parts['timezone']) ? undefined : zoneNamed(parts['timezone'])
}

function dateToString(parts: Document): unknown {
  const { date, onNull } = parts
  const instant = instantOf(date)
  const zone = zoneOf(parts)
  if (instant === undefined) return Object.hasOwn(parts, 'onNull') ? onNull : null
  if (!zone || (Object.hasOwn(parts, 'format') && isNullish(parts['format']))) return null
  const format = parts['format'] ?? (zone === UTC ? UTC_FORMAT : LOCAL_FORMAT)
  if (typeof format !== 'string') {
    throw fault('Location18533', `$dateToString requires that 'format' be a string, found: ${typeOf(format)}`)
  }
  return formatDate(instant, zone, format)
}

const UTC_FORMAT = '%Y-%m-%dT%H:%M:%S.%LZ'
const LOCAL_FORMAT = '%Y-%m-%dT%H:%M:%S.%L'

function dateFromString(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const optional = ['format', 'timezone', 'onError', 'onNull']
  const given = namedParts(argument, ['dateString'], optional, name, 'Location40541')
  const parts = new Map(fieldEntries(given).map(([key, value]) => [key, compile(value, names)]))
  return (scope) => {
    const text = parts.get('dateString')?.(scope)
    const format = parts.get('format')?.(scope)
    const timezone = parts.get('timezone')?.(scope)
    if (isNullish(text)) return parts.has('onNull') ? parts.get('onNull')?.(scope) : null
    if ((parts.has('timezone') && isNullish(timezone)) || (parts.has('format') && isNullish(format)))
      return null
    const zone = parts.has('timezone') ? zoneNamed(timezone) : undefined
    try {
      return parsedDate(text, format, zone)
    } catch (error) {
      const isConversion = (error as { codeName?: string }).codeName === 'ConversionFailure'
      if (isConversion && parts.has('onError')) return parts.get('onError')?.(scope)
      throw error
    }
  }
}

function parsedDate(text: unknown, format: unknown, zone: Zone | undefined): Date {
  if (typeof text !== 'string') {
    throw fault(
      'ConversionFailure',
      `$dateFromString requires that 'dateString' be a string, found: ${typeOf(text)}`,
    )
  }
  if (format === undefined) return parseDate(text, zone)
  if (typeof format !== 'string') {
    throw fault(
      'Location40684',
      `$dateFromString requires that 'format' be a string, found: ${typeOf(format)}`,
    )
  }
  return parseWithFormat(text, format, zone)
}

function dateToParts(parts: Document): unknown {
  const instant = instantOf(parts['date'])
  const zone = zoneOf(parts)
  const { iso8601 = false } = parts
  if (instant === undefined || !zone || iso8601 === null) return null
  if (typeof iso8601 !== 'boolean') {
    throw fault('Location40521', `iso8601 must evaluate to a bool, found ${typeOf(iso8601)}`)
  }
  const wall = toWall(instant, zone)
  const day = iso8601
    ? {
        isoWeekYear: new Int32(isoWeek(wall).year),
        isoWeek: new Int32(isoWeek(wall).week),
        isoDayOfWeek: new Int32(isoWeekday(wall)),
      }
    : {
        year: new Int32(wall.getUTCFullYear()),
        month: new Int32(wall.getUTCMonth() + 1),
        day: new Int32(wall.getUTCDate()),
      }
  return {
    ...day,
    hour: new Int32(wall.getUTCHours()),
    minute: new Int32(wall.getUTCMinutes()),
    second: new Int32(wall.getUTCSeconds()),
    millisecond: new Int32(wall.getUTCMilliseconds()),
  }
}

function dateFromParts(parts: Document): unknown {
  const isIso = Object.hasOwn(parts, 'isoWeekYear')
  if (isIso === Object.hasOwn(parts, 'year')) {
    throw fault('Location40516', "$dateFromParts requires either 'year' or 'isoWeekYear' to be present")
  }
  for (const name of isIso ? ['year', 'month', 'day'] : ISO_PARTS) {
    if (Object.hasOwn(parts, name)) {
      throw fault(
        'Location40489',
        `$dateFromParts does not allow mixing natural dates with ISO dates: ${name}`,
      )
    }
  }
  const zone = zoneOf(parts)
  const names = [...(isIso ? ISO_PARTS : CALENDAR_PARTS.slice(0, 3)), ...CALENDAR_PARTS.slice(3)]
  if (!zone || names.some((name) => Object.hasOwn(parts, name) && isNullish(parts[name]))) return null
  const number = (name: string, fallback: number): number =>
    Object.hasOwn(parts, name) ? wholePart(name, parts[name]) : fallback
  const year = number(isIso ? 'isoWeekYear' : 'year', 1970)
  if (year < 1 || year > 9999) {
    throw fault(
      'Location40523',
      `'${isIso ? 'isoWeekYear' : 'year'}' must evaluate to an integer in the range 1 to 9999, found ${year}`,
    )
  }
  const start = isIso
    ? fromIsoWeek(year, number('isoWeek', 1), number('isoDayOfWeek', 1))
    : utc(year, number('month', 1) - 1, number('day', 1))
  const time = utc(
    1970,
    0,
    1,
    number('hour', 0),
    number('minute', 0),
    number('second', 0),
    number('millisecond', 0),
  )
  const wall = start + time
  if (!(Math.abs(wall) < MAX_WALL)) {
    throw fault('BadValue', '$dateFromParts with a date this far away is not supported')
  }
  return new Date(fromWall(wall, zone))
}

/** Some days below what JavaScript's dates hold, so that no zone leads beyond it. */
const MAX_WALL = 8.639e15

function wholePart(name: string, value: unknown): number {
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined) {
    throw fault('Location40515', `'${name}' must evaluate to an integer, found ${typeOf(value)}`)
  }
  // Only these two may be large.
  const bits = name === 'second' || name === 'millisecond' ? 64 : 16
  if (name.endsWith('ear') || whole === BigInt.asIntN(bits, whole)) return Number(whole)
  throw fault(
    'Location31034',
    `'${name}' must evaluate to a value in the range [-32768, 32767]; value ${whole} is not in range`,
  )
}

function unitOf(value: unknown): Unit {
  if (typeof value !== 'string')
    throw fault('Location5439013', `unit must be a string, found ${typeOf(value)}`)
  if (!UNITS.includes(value)) throw fault('FailedToParse', `unknown time unit value: ${value}`)
  return value as Unit
}

function dateShift(parts: Document, sign: 1 | -1): unknown {
  const { startDate, unit: unitName, amount } = parts
  const instant = instantOf(startDate)
  const zone = zoneOf(parts)
  if (instant === undefined || isNullish(unitName) || isNullish(amount) || !zone) return null
  const unit = unitOf(unitName)
  const whole = isNumber(amount) ? toExactInt(amount) : undefined
  if (whole === undefined) {
    throw fault('Location5166405', `$dateAdd expects integer amount of time units, found ${typeOf(amount)}`)
  }
  const steps = Number(whole) * sign
  const fixed = FIXED_UNITS[unit]
  const result = new Date(
    fixed === undefined
      ? fromWall(addToWall(toWall(instant, zone), unit, steps), zone)
      : instant + steps * fixed,
  )
  if (Number.isNaN(result.getTime())) throw fault('Location5166406', '$dateAdd overflowed')
  return result
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function weekStart(value: unknown): number {
  if (value === undefined) return 0
  if (typeof value !== 'string')
    throw fault('Location5439015', `startOfWeek must be a string, found ${typeOf(value)}`)
  const text = value.toLowerCase()
  const index = WEEKDAYS.findIndex((day) => day === text || day.slice(0, 3) === text)
  if (index < 0) throw fault('FailedToParse', `unknown day of week value: ${value}`)
  return index
}

/** The number of units a wall time is into the calendar, counted from some fixed point. */
function ordinal(wall: Date, unit: Unit, startOfWeek: number): number {
  const year = wall.getUTCFullYear()
  if (unit === 'year') return year
  if (unit === 'quarter') return year * 4 + Math.floor(wall.getUTCMonth() / 3)
  if (unit === 'month') return year * 12 + wall.getUTCMonth()
  // 1 January 1970 was a Thursday.
  if (unit === 'week') return Math.floor((Math.floor(wall.getTime() / DAY) + 4 - startOfWeek) / 7)
  return Math.floor(wall.getTime() / (FIXED_UNITS[unit] ?? DAY))
}

function dateDiff(parts: Document): unknown {
  const { startDate, endDate, unit: unitName } = parts
  const start = instantOf(startDate)
  const end = instantOf(endDate)
  const zone = zoneOf(parts)
  if (start === undefined || end === undefined || isNullish(unitName) || !zone) return null
  const unit = unitOf(unitName)
  if (unit === 'week' && parts['startOfWeek'] === null) return null
  const startOfWeek = unit === 'week' ? weekStart(parts['startOfWeek']) : 0
  // Hours and less are counted as they pass, not as clocks show them.
  const endZone: Zone = FIXED_UNITS[unit] === undefined ? zone : () => zone(start)
  const difference =
    ordinal(toWall(end, endZone), unit, startOfWeek) - ordinal(toWall(start, zone), unit, startOfWeek)
  return Long.fromNumber(difference)
}

function dateTrunc(parts: Document): unknown {
  const { date, unit: unitName, binSize } = parts
  const instant = instantOf(date)
  const zone = zoneOf(parts)
  if (instant === undefined || isNullish(unitName) || binSize === null || !zone) return null
  const unit = unitOf(unitName)
  if (unit === 'week' && parts['startOfWeek'] === null) return null
  const bin = binSize === undefined ? 1 : binOf(binSize)
  const fixed = FIXED_UNITS[unit]
  if (fixed !== undefined) {
    const reference = fromWall(utc(2000, 0), zone)
    return new Date(instant - modulo(instant - reference, fixed * bin))
  }
  const startOfWeek = unit === 'week' ? weekStart(parts['startOfWeek']) : 0
  const reference = firstOf(unit, startOfWeek)
  const passed = ordinal(toWall(instant, zone), unit, startOfWeek) - ordinal(reference, unit, startOfWeek)
  return new Date(fromWall(addToWall(reference, unit, passed - modulo(passed, bin)), zone))
}

function binOf(value: unknown): number {
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined)
    throw fault('Location5439017', `$dateTrunc requires 'binSize' to be a 64-bit integer`)
  if (whole <= 0n)
    throw fault(
      'Location5439018',
      `$dateTrunc requires 'binSize' to be greater than 0, but got value ${whole}`,
    )
  return Number(whole)
}

/** The point bins are counted from: the start of 2000, or of the first whole week in it. */
function firstOf(unit: Unit, startOfWeek: number): Date {
  const start = new Date(utc(2000, 0))
  return unit === 'week'
    ? new Date(start.getTime() + modulo(startOfWeek - start.getUTCDay(), 7) * DAY)
    : start
}
