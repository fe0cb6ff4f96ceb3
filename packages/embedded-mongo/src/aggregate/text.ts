import { BSONSymbol, Int32 } from 'bson'
import { isNumber, numberKind, toDouble, toExactInt } from '../bson/numbers.ts'
import { compareStrings, typeOf, isNullish, type Document } from '../bson/values.ts'
import { fault, type CodeName } from '../errors.ts'
import type { BoundedRegex } from '../query/bounded-regex.ts'
import { compileRegex, isRegex, regexParts } from '../query/regex.ts'
import { named, strict, type Operator } from './expression.ts'

/** Strings. Upper and lower case are those of ASCII only, as in MongoDB; indexes count code points or UTF-8 bytes. */
export const TEXT: Readonly<Record<string, Operator>> = {
  $concat: strict(0, Infinity, concatenate),
  $toLower: strict(1, 1, ([value]) => lower(textOf(value))),
  $toUpper: strict(1, 1, ([value]) => upper(textOf(value))),
  $strcasecmp: strict(
    2,
    2,
    ([a, b]) => new Int32(Math.sign(compareStrings(upper(textOf(a)), upper(textOf(b))))),
  ),
  $strLenBytes: strict(
    1,
    1,
    ([value]) => new Int32(Buffer.byteLength(stringArgument(value, '$strLenBytes', 'Location34473'))),
  ),
  $strLenCP: strict(
    1,
    1,
    ([value]) => new Int32(codePoints(stringArgument(value, '$strLenCP', 'Location34471')).length),
  ),
  $substr: strict(3, 3, substringBytes),
  $substrBytes: strict(3, 3, substringBytes),
  $substrCP: strict(3, 3, substringCodePoints),
  $split: strict(2, 2, split),
  $trim: named(['input'], ['chars'], (parts, name) => trim(parts, name, true, true), 'Location50696'),
  $ltrim: named(['input'], ['chars'], (parts, name) => trim(parts, name, true, false), 'Location50696'),
  $rtrim: named(['input'], ['chars'], (parts, name) => trim(parts, name, false, true), 'Location50696'),
  $indexOfCP: strict(2, 4, indexOfCodePoints),
  $indexOfBytes: strict(2, 4, indexOfBytes),
  $replaceOne: named(['input', 'find', 'replacement'], [], (parts, name) => replace(parts, name, false)),
  $replaceAll: named(['input', 'find', 'replacement'], [], (parts, name) => replace(parts, name, true)),
  $regexMatch: named(
    ['input', 'regex'],
    ['options'],
    (parts, name) => regexMatches(parts, name, 1).length > 0,
  ),
  $regexFind: named(
    ['input', 'regex'],
    ['options'],
    (parts, name) => regexMatches(parts, name, 1)[0] ?? null,
  ),
  $regexFindAll: named(['input', 'regex'], ['options'], (parts, name) => regexMatches(parts, name, Infinity)),
}

/** A double as MongoDB prints it: C's `%.16g`. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', exponentText = '0'] = value.toExponential(15).split('e')
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+'
    return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  return withoutZeros(value.toFixed(Math.max(0, 15 - exponent)))
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** What string operators make of other types; null and missing are empty. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (isNullish(value)) return ''
  if (value instanceof Date) return value.toISOString()
  if (isNumber(value)) return numberKind(value) === 'double' ? formatDouble(toDouble(value)) : String(value)
  if (value instanceof BSONSymbol) return value.value
  throw fault('Location16007', `can't convert from BSON type ${typeOf(value)} to String`)
}

function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function upper(text: string): string {
  return text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
}

function codePoints(text: string): string[] {
  return Array.from(text)
}

function stringArgument(value: unknown, name: string, code: CodeName): string {
  if (typeof value === 'string') return value
  throw fault(code, `${name} requires a string argument, found: ${typeOf(value)}`)
}

function concatenate(values: readonly unknown[]): unknown {
  let result = ''
  for (const value of values) {
    if (isNullish(value)) return null
    if (typeof value !== 'string')
      throw fault('Location16702', `$concat only supports strings, not ${typeOf(value)}`)
    result += value
  }
  return result
}

function position(value: unknown, name: string, what: string, code: CodeName): number {
  const whole = isNumber(value) ? Math.trunc(toDouble(value)) : NaN
  if (!Number.isSafeInteger(whole)) {
    throw fault(
      code,
      `${name}: ${what} must be a numeric type representable as an integer (is BSON type ${typeOf(value)})`,
    )
  }
  return whole
}

function substringBytes([value, from, length]: readonly unknown[], name: string): string {
  const bytes = Buffer.from(textOf(value))
  const start = position(from, name, 'starting index', 'Location16034')
  const count = position(length, name, 'length', 'Location16035')
  if (start < 0) throw fault('Location50752', `${name}: starting index must be non-negative (got: ${start})`)
  if (start >= bytes.length) return ''
  const end = count < 0 ? bytes.length : Math.min(bytes.length, start + count)
  if (isContinuation(bytes[start])) {
    throw fault('Location28656', `${name}: Invalid range, starting index is a UTF-8 continuation byte.`)
  }
  if (isContinuation(bytes[end])) {
    throw fault(
      'Location28657',
      `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`,
    )
  }
  return bytes.toString('utf8', start, end)
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

function substringCodePoints([value, from, length]: readonly unknown[], name: string): string {
  const start = position(from, name, 'starting index', 'Location34450')
  const count = position(length, name, 'length', 'Location34452')
  if (start < 0) throw fault('Location34455', `${name}: the starting index must be nonnegative integer.`)
  if (count < 0) throw fault('Location34454', `${name}: length must be a nonnegative integer.`)
  return codePoints(textOf(value))
    .slice(start, start + count)
    .join('')
}

function split([value, separator]: readonly unknown[]): unknown {
  if (isNullish(value) || isNullish(separator)) return null
  if (typeof value !== 'string') {
    throw fault(
      'Location40085',
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeOf(value)}`,
    )
  }
  if (typeof separator !== 'string') {
    throw fault(
      'Location40086',
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeOf(separator)}`,
    )
  }
  if (separator === '') throw fault('Location40087', '$split requires a non-empty separator')
  return value.split(separator)
}

const WHITESPACE =
  '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trim(parts: Document, name: string, atStart: boolean, atEnd: boolean): unknown {
  const { input, chars } = parts
  if (isNullish(input)) return null
  if (typeof input !== 'string') {
    throw fault('Location50699', `${name} requires its input to be a string, got ${typeOf(input)} instead.`)
  }
  if (Object.hasOwn(parts, 'chars') && isNullish(chars)) return null
  if (chars !== undefined && typeof chars !== 'string') {
    throw fault('Location50700', `${name} requires 'chars' to be a string, got ${typeOf(chars)} instead.`)
  }
  const trimmed = new Set(codePoints(chars ?? WHITESPACE))
  const points = codePoints(input)
  let start = 0
  let end = points.length
  if (atStart) while (start < end && trimmed.has(points[start] as string)) start += 1
  if (atEnd) while (end > start && trimmed.has(points[end - 1] as string)) end -= 1
  return points.slice(start, end).join('')
}

function searchBounds(
  [, , from, to]: readonly unknown[],
  name: string,
  length: number,
): { start: number; end: number } {
  const bound = (value: unknown, what: string): number => {
    const whole = isNumber(value) ? toExactInt(value) : undefined
    if (whole === undefined) {
      throw fault(
        'Location40096',
        `${name} requires an integral ${what} index, found a value of type: ${typeOf(value)}`,
      )
    }
    if (whole < 0n)
      throw fault('Location40097', `${name} requires a nonnegative ${what} index, found: ${whole}`)
    return Number(whole)
  }
  const start = from === undefined ? 0 : bound(from, 'starting')
  const end = to === undefined ? length : Math.min(length, bound(to, 'ending'))
  return { start, end }
}

function searchStrings([value, token]: readonly unknown[], name: string): [string, string] | undefined {
  if (isNullish(value)) return undefined
  if (typeof value !== 'string') {
    throw fault('Location40093', `${name} requires a string as the first argument, found: ${typeOf(value)}`)
  }
  if (typeof token !== 'string') {
    throw fault('Location40094', `${name} requires a string as the second argument, found: ${typeOf(token)}`)
  }
  return [value, token]
}

function indexOfCodePoints(values: readonly unknown[], name: string): unknown {
  const strings = searchStrings(values, name)
  if (!strings) return null
  const points = codePoints(strings[0])
  const { start, end } = searchBounds(values, name, points.length)
  if (start > end) return new Int32(-1)
  const within = points.slice(start, end).join('')
  const found = within.indexOf(strings[1])
  return new Int32(found < 0 ? -1 : start + codePoints(within.slice(0, found)).length)
}

function indexOfBytes(values: readonly unknown[], name: string): unknown {
  const strings = searchStrings(values, name)
  if (!strings) return null
  const bytes = Buffer.from(strings[0])
  const { start, end } = searchBounds(values, name, bytes.length)
  if (start > end) return new Int32(-1)
  const found = bytes.subarray(start, end).indexOf(strings[1])
  return new Int32(found < 0 ? -1 : start + found)
}

function replace({ input, find, replacement }: Document, name: string, all: boolean): unknown {
  for (const [part, value, code] of [
    ['input', input, 'Location51746'],
    ['find', find, 'Location51745'],
    ['replacement', replacement, 'Location51744'],
  ] as const) {
    if (!isNullish(value) && typeof value !== 'string') {
      throw fault(code, `${name} requires that '${part}' be a string, found: ${typeOf(value)}`)
    }
  }
  if (typeof input !== 'string' || typeof find !== 'string' || typeof replacement !== 'string') return null
  return all ? input.split(find).join(replacement) : input.replace(find, () => replacement)
}

function regexMatches(parts: Document, name: string, limit: number): Document[] {
  const { input, regex: given, options } = parts
  if (!isNullish(input) && typeof input !== 'string') {
    throw fault('Location51104', `${name} needs 'input' to be of type string`)
  }
  const regex = regexArgument(given, options, name)
  if (isNullish(input) || !regex) return []
  let bytes = 0
  let index = 0
  let seen = 0
  return regex.matches(input, limit).map((match) => {
    index += codePoints(input.slice(seen, match.index)).length
    seen = match.index
    const captures = match.slice(1).map((capture: string | undefined) => capture ?? null)
    bytes += MATCH_BYTES + match.reduce((sum, text: string | undefined) => sum + 16 + (text?.length ?? 0), 0)
    if (bytes > MAX_MATCHES_BYTES) {
      throw fault('Location51151', `${name}: the size of buffer to store output exceeded the 64MB limit`)
    }
    return { match: match[0], idx: new Int32(index), captures }
  })
}

const MATCH_BYTES = 64
const MAX_MATCHES_BYTES = 64 * 1024 * 1024

function regexArgument(given: unknown, options: unknown, name: string): BoundedRegex | undefined {
  if (!isNullish(options) && typeof options !== 'string') {
    throw fault('Location51106', `${name} needs 'options' to be of type string`)
  }
  if (isNullish(given)) return undefined
  if (isRegex(given)) {
    const parts = regexParts(given)
    if (parts.options && options) {
      throw fault(
        'Location51107',
        `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
      )
    }
    return compileRegex(parts.pattern, isNullish(options) || options === '' ? parts.options : options)
  }
  if (typeof given !== 'string')
    throw fault('Location51105', `${name} needs 'regex' to be of type string or regex`)
  return compileRegex(given, isNullish(options) ? '' : options)
}
