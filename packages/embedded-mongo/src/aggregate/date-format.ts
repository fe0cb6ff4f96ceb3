import { fault, type CodeName } from '../errors.ts'
import {
  dayOfYear,
  DAY,
  fromIsoWeek,
  fromWall,
  isoWeek,
  isoWeekday,
  MINUTE,
  sundayWeek,
  toWall,
  utc,
  UTC,
  type Zone,
} from './calendar.ts'

/** The format strings of `$dateToString` and `$dateFromString`. */
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const WRITERS: Readonly<Record<string, (wall: Date, offset: number) => string>> = {
  d: (wall) => padded(wall.getUTCDate(), 2),
  G: (wall) => padded(isoWeek(wall).year, 4),
  H: (wall) => padded(wall.getUTCHours(), 2),
  j: (wall) => padded(dayOfYear(wall), 3),
  L: (wall) => padded(wall.getUTCMilliseconds(), 3),
  m: (wall) => padded(wall.getUTCMonth() + 1, 2),
  M: (wall) => padded(wall.getUTCMinutes(), 2),
  S: (wall) => padded(wall.getUTCSeconds(), 2),
  u: (wall) => String(isoWeekday(wall)),
  U: (wall) => padded(sundayWeek(wall), 2),
  V: (wall) => padded(isoWeek(wall).week, 2),
  w: (wall) => String(wall.getUTCDay() + 1),
  Y: (wall) => padded(wall.getUTCFullYear(), 4),
  b: (wall) => (MONTHS[wall.getUTCMonth()] ?? '').slice(0, 3),
  B: (wall) => MONTHS[wall.getUTCMonth()] ?? '',
  z: (_, offset) => {
    const minutes = Math.abs(Math.trunc(offset / MINUTE))
    return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`
  },
  Z: (_, offset) => String(Math.trunc(offset / MINUTE) + 0),
  '%': () => '%',
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** Writes an instant in a zone by a format of `%` specifiers. */
export function formatDate(instant: number, zone: Zone, format: string): string {
  const wall = toWall(instant, zone)
  const offset = zone(instant)
  return tokens(format, 'Location18536')
    .map((token) => {
      if (!token.specifier) return token.text
      if ('YG'.includes(token.text) && (wall.getUTCFullYear() < 0 || wall.getUTCFullYear() > 9999)) {
        throw fault(
          'Location18537',
          `Could not convert date to string: date component was outside the supported range of 0-9999: ${wall.getUTCFullYear()}`,
        )
      }
      return WRITERS[token.text]?.(wall, offset) ?? ''
    })
    .join('')
}

interface Token {
  readonly specifier: boolean
  readonly text: string
}

function tokens(format: string, code: CodeName): Token[] {
  const result: Token[] = []
  for (let i = 0; i < format.length; i += 1) {
    const char = format[i] as string
    if (char !== '%') {
      result.push({ specifier: false, text: char })
      continue
    }
    i += 1
    const specifier = format[i]
    if (specifier === undefined) throw fault('Location18535', "Unmatched '%' at end of format string")
    if (!Object.hasOwn(WRITERS, specifier)) {
      throw fault(code, `Invalid format character '%${specifier}' in format string`)
    }
    result.push({ specifier: true, text: specifier })
  }
  return result
}

const READERS: Readonly<Record<string, string>> = {
  d: String.raw`(?<d>\d{1,2})`,
  G: String.raw`(?<G>\d{4})`,
  H: String.raw`(?<H>\d{1,2})`,
  j: String.raw`(?<j>\d{3})`,
  L: String.raw`(?<L>\d{1,3})`,
  m: String.raw`(?<m>\d{1,2})`,
  M: String.raw`(?<M>\d{1,2})`,
  S: String.raw`(?<S>\d{1,2})`,
  u: String.raw`(?<u>[1-7])`,
  V: String.raw`(?<V>\d{1,2})`,
  Y: String.raw`(?<Y>\d{4})`,
  b: `(?<b>${MONTHS.map((month) => month.slice(0, 3)).join('|')})`,
  B: `(?<B>${MONTHS.join('|')})`,
  z: String.raw`(?<z>Z|[+-]\d{2}:?\d{2})`,
  Z: String.raw`(?<Z>[+-]\d{3})`,
  '%': '%',
}

/** Reads a date by a format of `%` specifiers; every text that does not fit is a failed conversion. */
export function parseWithFormat(text: string, format: string, zone: Zone | undefined): Date {
  const pattern = tokens(format, 'Location18536').map((token) => {
    if (!token.specifier) return token.text.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)
    const reader = READERS[token.text]
    if (reader === undefined) {
      throw fault('Location18536', `Invalid format character '%${token.text}' in format string`)
    }
    return reader
  })
  const match = regexFrom(pattern.join(''), format).exec(text)
  if (!match?.groups) throw failed(text)
  return dateFrom(match.groups, text, zone)
}

function regexFrom(pattern: string, format: string): RegExp {
  try {
    return new RegExp(`^${pattern}$`, 'i')
  } catch {
    // The same part twice: MongoDB lets the last one win, and nobody writes that on purpose.
    throw fault(
      'NotImplemented',
      `A format that reads one part twice is not supported by this server: ${format}`,
    )
  }
}

function failed(text: string): Error {
  return fault('ConversionFailure', `Error parsing date string '${text}'`)
}

function dateFrom(groups: Record<string, string | undefined>, text: string, zone: Zone | undefined): Date {
  const number = (name: string, fallback = 0): number => {
    const value = groups[name]
    return value === undefined ? fallback : Number(value)
  }
  const [hour, minute, second] = [number('H'), number('M'), number('S')]
  if (hour > 23 || minute > 59 || second > 59) throw failed(text)
  const time = utc(1970, 0, 1, hour, minute, second, Number((groups['L'] ?? '').padEnd(3, '0')))
  const wall = dayFrom(groups, number, text) + time
  const offset = offsetFrom(groups)
  if (offset !== undefined && zone) {
    throw fault(
      'ConversionFailure',
      `you cannot pass in a date/time string with GMT offset together with a timezone argument`,
    )
  }
  return new Date(offset === undefined ? fromWall(wall, zone ?? UTC) : wall - offset)
}

function dayFrom(
  groups: Record<string, string | undefined>,
  number: (name: string, fallback?: number) => number,
  text: string,
): number {
  if (groups['G'] !== undefined) return fromIsoWeek(number('G'), number('V', 1), number('u', 1))
  if (groups['Y'] === undefined) throw failed(text)
  if (groups['j'] !== undefined) return utc(number('Y'), 0) + (number('j') - 1) * DAY
  const name = groups['B'] ?? groups['b']
  const named =
    name === undefined
      ? -1
      : MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase())
  const month = named >= 0 ? named : number('m', 0) - 1
  const wall = utc(number('Y'), month, number('d', 0))
  const date = new Date(wall)
  if (date.getUTCMonth() !== month || date.getUTCDate() !== number('d', 0)) throw failed(text)
  return wall
}

function offsetFrom(groups: Record<string, string | undefined>): number | undefined {
  const { z, Z } = groups
  if (Z !== undefined) return Number(Z) * MINUTE
  if (z === undefined) return undefined
  if (z.toUpperCase() === 'Z') return 0
  const minutes = Number(z.slice(1, 3)) * 60 + Number(z.slice(-2))
  return (z.startsWith('-') ? -minutes : minutes) * MINUTE
}
