import { isDocument } from '../bson/values.ts'
import { isRegex, regexParts } from './regex.ts'

/** What every string that a pattern matches begins with. */
export interface Prefix {
  readonly text: string
  /** A stored regular expression matches one that is just like it. */
  readonly pattern: string
  readonly options: string
}

const MAX_UNITS = 100
/** Letters that stand for themselves; not those that JavaScript keeps as two halves. */
const LITERAL = /[^\p{Cc}\p{Cs}\\^$.*+?()[\]{}|#/]/u
const MAY_BE_ABSENT = new Set(['*', '?', '{'])

/** The prefix an anchored pattern that minds case demands; undefined when it demands none, or none easily told. */
export function prefixOf(condition: unknown): Prefix | undefined {
  const parts = partsOf(condition)
  if (!parts) return undefined
  const { pattern, options } = parts
  if ((options !== '' && options !== 's') || !pattern.startsWith('^') || pattern.includes('|'))
    return undefined
  let end = 1
  while (end < pattern.length && end <= MAX_UNITS && LITERAL.test(pattern.charAt(end))) end += 1
  if (MAY_BE_ABSENT.has(pattern.charAt(end))) end -= 1
  return end > 1 ? { text: pattern.slice(1, end), pattern, options } : undefined
}

function partsOf(condition: unknown): { pattern: string; options: string } | undefined {
  if (isRegex(condition)) return regexParts(condition)
  if (!isDocument(condition)) return undefined
  const { $regex, $options = '' } = condition
  if (typeof $options !== 'string') return undefined
  if (typeof $regex === 'string') return { pattern: $regex, options: $options }
  return isRegex($regex) && !('$options' in condition) ? regexParts($regex) : undefined
}
