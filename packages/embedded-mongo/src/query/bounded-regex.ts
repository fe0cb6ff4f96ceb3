import { createContext, Script } from 'node:vm'
import { fault } from '../errors.ts'

/**
 * JavaScript's regular expressions backtrack without end and cannot be stopped from outside, so one pattern could
 * hold up every client. PCRE2 counts its steps and gives up; here what a match can cost at most is estimated from the
 * pattern and the length of the text, and one that may take long runs where a timer can end it. The answer is the same
 * engine's either way, or an error.
 */
const MAX_UNGUARDED_STEPS = 10_000_000
/** Processor time in milliseconds. */
export interface TimeLimits {
  /** For one use. */
  readonly use: number
  /** A use that takes longer than this is slow. */
  readonly slow: number
  /** For all slow uses together: a statement meets many documents without letting others in. */
  readonly slowTogether: number
}
const LIMITS: TimeLimits = { use: 50, slow: 5, slowTogether: 1000 }
/** A long text takes its time however it is read. */
const CHARACTERS_PER_MS = 100_000
/** Compiling takes twice as long with every few parts that may be absent, and cannot be ended. */
const MAX_OPTIONALS = 24

/** A compiled pattern whose every use ends within bounds (51156 otherwise). */
export class BoundedRegex {
  readonly #regex: RegExp
  readonly #cost: CostEstimate
  readonly #limits: TimeLimits
  #slowMs = 0

  constructor(pattern: string, flags: string, limits = LIMITS) {
    this.#limits = limits
    this.#regex = new RegExp(pattern, `${flags}g`)
    this.#cost = estimateCost(pattern)
    if (this.#cost.optionals > MAX_OPTIONALS) throw new SyntaxError('Too many optional parts')
  }

  test(text: string): boolean {
    return this.#run(text, maxSteps(this.#cost, text.length), () => this.#next(text, 0) !== null)
  }

  /** Up to `limit` matches from left to right; after an empty one the search goes on one character later. */
  matches(text: string, limit: number): RegExpExecArray[] {
    const steps = maxSteps(this.#cost, text.length) * (limit === 1 ? 1 : text.length + 1)
    return this.#run(text, steps, () => {
      const found: RegExpExecArray[] = []
      for (let match = this.#next(text, 0); match; match = this.#next(text, afterMatch(match))) {
        found.push(match)
        // MongoDB looks no further once it has come to the end of the text.
        if (found.length >= limit || afterMatch(match) >= text.length) break
      }
      return found
    })
  }

  #next(text: string, from: number): RegExpExecArray | null {
    this.#regex.lastIndex = from
    return this.#regex.exec(text)
  }

  #run<T>(text: string, steps: number, match: () => T): T {
    try {
      return steps <= MAX_UNGUARDED_STEPS ? match() : this.#guarded(text, match)
    } catch (error) {
      // A backtracking stack that overflows is a RangeError, a program that grows too large a SyntaxError.
      if (error instanceof RangeError || error instanceof SyntaxError) throw limitExceeded()
      throw error
    }
  }

  #guarded<T>(text: string, match: () => T): T {
    const started = cpuMs()
    const result = withinTime(match, Math.ceil(this.#limits.use + text.length / CHARACTERS_PER_MS), started)
    const taken = cpuMs() - started
    if (taken > this.#limits.slow) this.#slowMs += taken
    if (this.#slowMs > this.#limits.slowTogether) throw limitExceeded()
    return result
  }
}

function afterMatch({ 0: text, index, input }: RegExpExecArray): number {
  if (text !== '') return index + text.length
  return index + ((input.codePointAt(index) ?? 0) > 0xffff ? 2 : 1)
}

const sandbox: { run: () => unknown } = { run: () => undefined }
const context = createContext(sandbox)
const script = new Script('run()')

/** Runs synchronous work that may be ended at any point, and is, once it has used its processor time. */
function withinTime<T>(work: () => T, timeout: number, started: number): T {
  for (;;) {
    sandbox.run = work
    try {
      return script.runInContext(context, { timeout }) as T
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      // On a busy machine the time may have gone to somebody else.
      if (cpuMs() - started >= timeout / 2) throw limitExceeded()
    } finally {
      sandbox.run = () => undefined
    }
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function limitExceeded(): Error {
  return fault(
    'Location51156',
    'Error occurred while executing the regular expression. Result code: -47 (match limit exceeded)',
  )
}

/** A bound of the steps one match takes: `factor` × (length + 1) ^ `degree`, or none at all. */
export interface CostEstimate {
  readonly degree: number
  readonly factor: number
  /** How many parts may be absent, those counted more than once that the engine writes out several times. */
  readonly optionals: number
}

function maxSteps({ degree, factor }: CostEstimate, length: number): number {
  return factor * (length + 1) ** degree
}

const TOKEN =
  /\\u\{[0-9a-f]+\}|\\[pP]\{[^}]*\}|\\k<\w+>|\\\d+|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:<(?![=!])\w+>|:|=|!|<=|<!))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/gu

/** Optional parts and alternatives multiply the ways there are; repetitions do so by the length of the text. */
interface Group {
  factor: number
  degree: number
  optionals: number
}

const plainGroup = (): Group => ({ factor: 1, degree: 0, optionals: 0 })

/**
 * Every choice a backtracking matcher has in `pattern`, multiplied: too high for nearly every pattern, too low for
 * none. A repetition of something that can itself go several ways has no such bound.
 */
export function estimateCost(pattern: string): CostEstimate {
  const groups: Group[] = [plainGroup()]
  let last = plainGroup()
  let references = 0
  let before = '('
  for (const [token] of pattern.matchAll(TOKEN)) {
    const group = groups.at(-1) as Group
    if ((token === '|' || token === ')') && (before.startsWith('(') || before === '|')) group.optionals += 1
    before = token
    const quantifier = /^(?:([*+])|(\?)|\{(\d+)(?:,(\d*))?\})\??$/.exec(token)
    if (quantifier) {
      repeat(group, last, quantifier)
      continue
    }
    if (token.startsWith('(')) {
      groups.push(plainGroup())
      continue
    }
    last = plainGroup()
    if (token === ')' && groups.length > 1) {
      last = groups.pop() as Group
      const outer = groups.at(-1) as Group
      outer.factor *= last.factor
      outer.degree += last.degree
      outer.optionals += last.optionals
    } else if (token === '|') group.factor += 1
    else if (/^\\(?:k<|[1-9])/.test(token)) references += 1
  }
  // A match may begin anywhere, walks the pattern each time, and compares a text for every reference.
  const { factor, degree, optionals } = groups[0] as Group
  return { factor: factor * Math.max(1, pattern.length), degree: degree + references + 1, optionals }
}

/** Short repetitions are compiled as so many copies. */
const MAX_WRITTEN_OUT = 3

/** `last` was counted once when it was read; now the ways to repeat it come on top. */
function repeat(group: Group, last: Group, [, , optional, least, most]: RegExpExecArray): void {
  const isVaried = last.factor > 1 || last.degree > 0
  const fewest = Number(least ?? 0)
  const times =
    optional === undefined
      ? least !== undefined && most === undefined
        ? fewest
        : Number(most || Infinity)
      : 1
  group.optionals += last.optionals * MAX_WRITTEN_OUT + (times <= MAX_WRITTEN_OUT ? times - fewest : 0)
  if (times === Infinity) {
    group.degree += isVaried ? Infinity : 1
    group.factor *= Math.max(1, fewest)
  } else if (times > 0) {
    group.factor *= last.factor ** (times - 1) * (times - fewest + 1) * times
    group.degree += last.degree * (times - 1)
  }
}
