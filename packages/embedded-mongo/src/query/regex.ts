import { BSONRegExp } from 'bson'
import { fault } from '../errors.ts'
import { BoundedRegex } from './bounded-regex.ts'

/**
 * MongoDB matches with PCRE2 in UTF mode. JavaScript's syntax is close but not the same, and where it differs it
 * differs silently (`\A` is an `A`, `.` stops at `\r`). So each pattern is translated token by token into
 * JavaScript's strict `u` syntax; what has no equivalent is refused.
 */
const SPACE = String.raw` \t\n\v\f\r`
const NOT_SPACE = String.raw`\0-\x08\x0e-\x1f!-\u{10ffff}`
const POSIX: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: SPACE,
  blank: String.raw` \t`,
  punct: String.raw`!-\/:-@\[-\x60\{-~`,
  xdigit: '0-9A-Fa-f',
  word: String.raw`\w`,
  cntrl: String.raw`\0-\x1f\x7f`,
  print: ' -~',
  graph: '!-~',
}
const ESCAPES: Readonly<Record<string, string>> = { a: String.raw`\x07`, e: String.raw`\x1b` }
const PASSED_ESCAPES = 'dDwWbBnrtf'
const SYNTAX = '^$\\.*+?()[]{}|/'
const GENERAL_CATEGORY = /^(?:L[ulmto&]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfosn]?|Any)$/

const MAX_PATTERN_BYTES = 32_764
/** Sets of characters take long to compile, all the more where case is ignored. */
const MAX_SETS = 500

/** A compiled pattern; nothing is kept between its uses. */
export function compileRegex(source: string, options: string): BoundedRegex {
  for (const flag of options) {
    if (!'imsxu'.includes(flag)) throw fault('Location51108', `invalid flag in regex options: ${flag}`)
  }
  if (source.includes('\0') || options.includes('\0')) {
    throw fault('Location51109', 'Regular expression cannot contain an embedded null byte')
  }
  if (Buffer.byteLength(source) > MAX_PATTERN_BYTES) {
    throw fault('Location51091', 'Regular expression is invalid: pattern string is longer than the limit')
  }
  const translator = new Translator(source, options)
  const pattern = translator.translate()
  if ((pattern.match(/\\[pPwW]|\[/g)?.length ?? 0) > MAX_SETS) throw invalid(source.slice(0, 100))
  try {
    return new BoundedRegex(pattern, translator.ignoreCase ? 'iu' : 'u')
  } catch {
    throw invalid(source)
  }
}

/** The pattern and the options of a regular expression value. */
export function regexParts(value: BSONRegExp | RegExp): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return { pattern: value.pattern, options: value.options }
  return { pattern: value.source, options: value.flags.replaceAll(/[^ims]/g, '') }
}

export function isRegex(value: unknown): value is BSONRegExp | RegExp {
  return value instanceof BSONRegExp || value instanceof RegExp
}

function invalid(source: string): Error {
  return fault('Location51091', `Regular expression is invalid or not supported by this server: ${source}`)
}

class Translator {
  ignoreCase: boolean
  private multiline: boolean
  private dotAll: boolean
  private extended: boolean
  private at = 0
  private readonly source: string

  constructor(source: string, options: string) {
    this.source = source
    this.ignoreCase = options.includes('i')
    this.multiline = options.includes('m')
    this.dotAll = options.includes('s')
    this.extended = options.includes('x')
  }

  translate(): string {
    this.leadingFlags()
    let out = ''
    while (this.at < this.source.length) out += this.token()
    return out
  }

  private leadingFlags(): void {
    for (let match = this.take(/\(\?([imsx]+)\)/y); match; match = this.take(/\(\?([imsx]+)\)/y)) {
      const flags = match[1] as string
      this.ignoreCase ||= flags.includes('i')
      this.multiline ||= flags.includes('m')
      this.dotAll ||= flags.includes('s')
      this.extended ||= flags.includes('x')
    }
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.source)
    if (match) this.at += match[0].length
    return match
  }

  private next(): string {
    const char = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0)
    this.at += char.length
    return char
  }

  private token(): string {
    if (this.extended && this.take(/\s+|#[^\n]*(?:\n|$)/y)) return ''
    if (this.take(/\(\?#[^)]*\)/y)) return ''
    const quantifier = this.take(/(?:[*+?]|\{\d+(?:,\d*)?\})(\??)(\+?)/y)
    if (quantifier) {
      if (quantifier[2] && !quantifier[1]) throw invalid(this.source)
      return quantifier[0]
    }
    const group = this.take(/\((?:\?(?:P?<(?![=!])([A-Za-z_]\w*)>|:|=|!|<=|<!))?/y)
    if (group) return this.group(group)
    const char = this.next()
    switch (char) {
      case '\\':
        return this.escape()
      case '[':
        return this.characterClass()
      case '.':
        return this.dotAll ? String.raw`[\s\S]` : String.raw`[^\n]`
      case '^':
        return this.multiline ? String.raw`(?:(?<![\s\S])|(?<=\n)(?=[\s\S]))` : '^'
      case '$':
        return this.multiline ? String.raw`(?![^\n])` : String.raw`(?=\n?(?![\s\S]))`
      case ']':
      case '{':
      case '}':
        return `\\${char}`
      default:
        return char
    }
  }

  private group(match: RegExpExecArray): string {
    // `(?>`, `(?|`, `(?R)`, `(*VERB)` and flags in the middle have no equivalent.
    if (match[0] === '(' && (this.source[this.at] === '?' || this.source[this.at] === '*')) {
      throw invalid(this.source)
    }
    return match[1] === undefined ? match[0] : `(?<${match[1]}>`
  }

  private escape(): string {
    const quoted = this.take(/Q([\s\S]*?)(?:\\E|$)/y)
    if (quoted) return Array.from(quoted[1] as string, literal).join('')
    if (this.take(/E/y)) return ''
    if (this.take(/A/y)) return String.raw`(?<![\s\S])`
    if (this.take(/z/y)) return String.raw`(?![\s\S])`
    if (this.take(/Z/y)) return String.raw`(?=\n?(?![\s\S]))`
    const reference = this.take(/[1-9]\d*|k<[A-Za-z_]\w*>/y)
    if (reference) return `\\${reference[0]}`
    const set = this.setEscape()
    if (set !== undefined) return set.startsWith('\\p') || set.startsWith('\\P') ? set : `[${set}]`
    return this.characterEscape(false)
  }

  /** An escape that stands for a set of characters, as the inside of a class. */
  private setEscape(): string | undefined {
    if (this.take(/s/y)) return SPACE
    if (this.take(/S/y)) return NOT_SPACE
    if (this.take(/h/y)) return String.raw` \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000`
    if (this.take(/v/y)) return String.raw`\n\v\f\r\x85\u2028\u2029`
    if (this.take(/N/y)) return String.raw`\0-\x09\x0b-\u{10ffff}`
    const property = this.take(/([pP])(?:\{(\^?)(\w+&?)\}|([A-Z]))/y)
    if (!property) return undefined
    const [, letter = 'p', negated, braced, short] = property
    const name = braced ?? short ?? ''
    const kind = negated ? (letter === 'p' ? 'P' : 'p') : letter
    return `\\${kind}{${GENERAL_CATEGORY.test(name) ? name.replace('L&', 'LC') : `Script=${name}`}}`
  }

  private characterEscape(inClass: boolean): string {
    const hex = this.take(/x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y)
    if (hex) return `\\u{${hex[1] ?? hex[2]}}`
    const octal = this.take(/0[0-7]{0,2}/y)
    if (octal) return `\\u{${Number.parseInt(octal[0], 8).toString(16)}}`
    const control = this.take(/c[A-Za-z]/y)
    if (control) return `\\${control[0]}`
    if (this.at >= this.source.length) throw invalid(this.source)
    const char = this.next()
    const known = ESCAPES[char]
    if (known !== undefined) return known
    if (PASSED_ESCAPES.includes(char) && !(inClass && char === 'B')) return `\\${char}`
    if (/[A-Za-z0-9]/.test(char)) throw invalid(this.source)
    return inClass && char === '-' ? String.raw`\-` : literal(char)
  }

  private characterClass(): string {
    let out = this.take(/\^/y) ? '[^' : '['
    if (this.take(/\]/y)) out += String.raw`\]`
    let afterSet = false
    while (this.at < this.source.length) {
      if (this.take(/\]/y)) return `${out}]`
      const [item, isSet] = this.classItem(afterSet)
      out += item
      afterSet = isSet
    }
    throw invalid(this.source)
  }

  private classItem(afterSet: boolean): [item: string, isSet: boolean] {
    const posix = this.take(/\[:(\^?)(\w+):\]/y)
    if (posix) {
      const set = posix[1] ? undefined : POSIX[posix[2] as string]
      if (set === undefined) throw invalid(this.source)
      return [set, true]
    }
    const char = this.next()
    if (char === '\\') {
      if (this.take(/E/y)) return ['', afterSet]
      if (this.source[this.at] === 'Q') throw invalid(this.source)
      const set = this.setEscape() ?? this.take(/[dDwW]/y)?.[0].replace(/^/, '\\')
      return set === undefined ? [this.characterEscape(true), false] : [set, true]
    }
    // A hyphen beside a set is itself in PCRE and an error in JavaScript.
    if (char === '-')
      return [afterSet || /^(?:\\[sSdDwWhvpPN]|\[:)/.test(this.rest()) ? String.raw`\-` : '-', false]
    return ['[]{}()|/'.includes(char) ? `\\${char}` : char, false]
  }

  private rest(): string {
    return this.source.slice(this.at, this.at + 2)
  }
}

function literal(char: string): string {
  return SYNTAX.includes(char) ? `\\${char}` : char
}
