import { problems, type Problem, type ProblemCode } from '@augenhoehe/contracts'
import type { z } from 'zod'
import type { Log } from './log.ts'

type Extra = Pick<Problem, 'detail' | 'fields' | 'retryAfterMs'>

/** The one error features throw on purpose. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly extra: Extra
  constructor(code: ProblemCode, extra: Extra = {}) {
    super(problems[code].title)
    this.name = 'Refusal'
    this.code = code
    this.extra = extra
  }
}

export const refuse = (code: ProblemCode, extra?: Extra) => new Refusal(code, extra)

/** Parses what came in; every fault is named by its field. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
    const paths = unknown.length > 0 ? unknown.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths.slice(0, 20)) {
      const name = path.map(String).join('.').slice(0, 100) || 'input'
      Object.defineProperty(fields, name, {
        value: [...(Object.hasOwn(fields, name) ? fields[name]! : []), issue.message],
        enumerable: true,
        configurable: true,
      })
    }
  }
  throw refuse('request.invalid', { fields })
}

/** Codes and names under which drivers report that a write's fate is unknown. */
const storeFaults = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWriteConcernError',
  'MongoExpiredSessionError',
  'MongoClientClosedError',
])
const outOfSpace = 14_031

/** The code under which an error leaves. */
export function codeOf(error: unknown): ProblemCode {
  if (error instanceof Refusal) return error.code
  if (!(error instanceof Error)) return 'internal'
  const { type, code, status } = error as { type?: unknown; code?: unknown; status?: unknown }
  if (type === 'entity.too.large') return 'request.too-large'
  if (storeFaults.has(error.name) || code === outOfSpace) return 'unavailable'
  // body-parser and the router mark what the sender did wrong with a status of 4xx
  if (status === 404) return 'not-found'
  if (typeof status === 'number' && status >= 400 && status < 500) return 'request.invalid'
  return 'internal'
}

/** Total: whatever was thrown becomes a problem; what nobody meant is logged once. */
export function toProblem(error: unknown, log: Log, requestId?: string): Problem {
  const code = codeOf(error)
  if (code === 'internal') log.error({ err: error, requestId }, 'unexpected fault')
  // What is refused on purpose is said where it is decided.
  if (code === 'unavailable' && !(error instanceof Refusal))
    log.warn({ err: error, requestId }, 'store not available')
  const extra = error instanceof Refusal ? error.extra : {}
  return {
    type: 'about:blank',
    title: problems[code].title,
    status: problems[code].status,
    code,
    ...extra,
    ...(requestId && { requestId }),
  }
}
