import type { z } from 'zod'
import type { ProblemCode } from './problems.ts'

export type Schema = z.ZodType
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Who gets past the door. Everything finer is a rule in the policy of the feature. */
export type Who = 'anyone' | 'signed-in' | 'staff'

/**
 * One operation: declared once, carried by HTTP, by the socket, or by both.
 * Over HTTP the input is put together from the path, and from the query (GET, DELETE) or the body.
 */
export interface Operation {
  title: string
  who: Who
  /** For example `POST /threads/:threadId/contributions`, below `/api`. */
  http?: `${Method} /${string}`
  /** The name of the socket event, where the socket carries it. */
  socket?: string
  input: Schema
  reply: Schema
  /** What it may refuse with, besides what every operation may (see `everyProblem`). */
  problems?: readonly ProblemCode[]
  /** HTTP status of success; 201 for POST unless said otherwise. */
  status?: 200 | 201
  /** Done in an office (moderator, association's admin, staff, platform admin): it leaves an entry in the audit log. */
  audited?: true
  /** So sensitive that a session alone does not suffice: somebody has proved within ten minutes who they are. */
  stepUp?: true
  /** Open, too, to staff who have no second factor yet: whatever leads to one, and out. */
  settingUp?: true
  /** Somebody whose account is about to be erased may still do it; everything else they do as a visitor, or not at all. */
  whileLeaving?: true
}

export type Operations = Record<string, Operation>
export type Input<O extends Operation> = z.input<O['input']>
export type Parsed<O extends Operation> = z.output<O['input']>
export type Reply<O extends Operation> = z.output<O['reply']>

/** Identity functions: they only make the literal types stick. */
export const operations = <const O extends Operations>(declared: O): O => declared
export const events = <const E extends Record<string, Schema>>(declared: E): E => declared

/** What an operation's path means: its method, its pattern and the names in it. */
export function route(operation: Pick<Operation, 'http'>): {
  method: Method
  path: string
  params: string[]
} {
  if (!operation.http) throw new Error('This operation is not carried by HTTP')
  const [method, path] = operation.http.split(' ') as [Method, string]
  return { method, path, params: [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!) }
}
