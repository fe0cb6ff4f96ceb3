import {
  allOperations,
  proofHoldsMs,
  type AllOperations,
  type Input,
  type OperationName,
  type Operation,
  type Parsed,
  type Reply,
} from '@augenhoehe/contracts'
import { isStaff, type Actor } from './actor.ts'
import { codeOf, parseInput, refuse } from './errors.ts'
import { metrics } from './metrics.ts'
import type { RateLimits } from './rate-limits.ts'

/** What a socket lends to the operations that follow something; one and the same as long as it is open. */
export interface Listener {
  join(rooms: string[]): Promise<void> | void
  leave(rooms: string[]): Promise<void> | void
  /** Who it belongs to, with the rights of now. */
  actor(): Promise<Actor>
  /** Tells when it has ended, at once if it has already; the same name again changes nothing. */
  onEnd(name: string, tell: () => void): void
}

/** One call of an operation: who, from where, and what its carrier lends. */
export interface Call {
  actor: Actor
  /** Network address of the caller, for limits only. */
  address: string
  /** The headers that carry the session. */
  headers: Headers
  /** Only over HTTP: cookies to set with the reply. */
  setCookies: (cookies: readonly string[]) => void
  /** Only over the socket. */
  listener?: Listener
}

/** Performs an operation as somebody without an account, through the same door, limits and schemas as everybody. */
export type AskAsVisitor = <K extends OperationName>(
  name: K,
  input: Input<AllOperations[K]>,
  address: string,
) => Promise<Reply<AllOperations[K]>>

export type Handler<O extends Operation> = (input: Parsed<O>, call: Call) => Promise<Reply<O>>
/** Every operation has a handler; a missing one does not compile. */
export type Handlers = { [K in OperationName]: Handler<AllOperations[K]> }
/** The handlers of one capability. */
export type HandlersOf<P extends string> = Pick<Handlers, Extract<OperationName, `${P}.${string}`>>

/** Runs an operation by name with raw input, whatever carried it: door, limits, parsing, handler, reply. */
export type Perform = (name: OperationName, raw: unknown, call: Call) => Promise<unknown>

/**
 * Refuses what is sensitive unless somebody proved a short time ago who they are: whoever finds an open session
 * cannot take it for ever. Doors beside the operations ask it themselves.
 */
export function mustHaveProved(actor: Actor) {
  const provenAt = actor.id === null ? undefined : actor.provenAt
  if (provenAt === undefined || Date.now() - provenAt > proofHoldsMs) throw refuse('step-up-required')
}

/**
 * Whose account is about to be erased is a visitor, except for taking that back; staff without a second factor are
 * visitors, except for what leads to one.
 */
function asWhoTheyAre(operation: Operation, call: Call): Call {
  if (call.actor.id !== null) return call
  const { leaving } = call.actor
  if (leaving && operation.whileLeaving) return { ...call, actor: leaving }
  if (leaving && operation.who !== 'anyone') throw refuse('account.leaving')
  if (!call.actor.lacking) return call
  if (operation.settingUp) return { ...call, actor: call.actor.lacking }
  if (operation.who === 'anyone') return call
  throw refuse('second-factor-required')
}

export function createPerform(handlers: Handlers, limits: RateLimits): Perform {
  const run: Perform = async (name, raw, asked) => {
    const operation: Operation = allOperations[name]
    await limits.take(name, asked)
    const call = asWhoTheyAre(operation, asked)
    if (operation.who !== 'anyone' && call.actor.role === 'visitor') throw refuse('session.required')
    if (operation.who === 'staff' && !isStaff(call.actor)) throw refuse('not-found')
    if (operation.stepUp) mustHaveProved(call.actor)
    const input = parseInput(operation.input, raw)
    const handle = handlers[name] as (input: unknown, call: Call) => Promise<unknown>
    // A reply passes its schema too, so that no field leaves which nobody declared.
    return operation.reply.parse(await handle(input, call))
  }
  return async (name, raw, call) => {
    const carrier = call.listener ? 'socket' : 'http'
    const answered = metrics.operationSeconds.startTimer({ operation: name })
    try {
      const reply = await run(name, raw, call)
      metrics.operations.inc({ operation: name, carrier, result: 'ok' })
      return reply
    } catch (error) {
      metrics.operations.inc({ operation: name, carrier, result: codeOf(error) })
      throw error
    } finally {
      answered()
    }
  }
}
