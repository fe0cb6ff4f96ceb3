import type { AllOperations, HttpOperation, Input, Problem, Reply } from '@augenhoehe/contracts'
import type { DataTag, QueryFunction } from '@tanstack/react-query'
import { operations } from 'virtual:operations'
import { orCopy } from './copies-door.ts'
import { isProblem, ProblemError, unreachable } from './problem-error.ts'
import { askForProof } from './proving.ts'
import { requestFor } from './request-for.ts'
import { hearServerTime } from './server-time.ts'

const isProblemBody = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body

type Carry = <K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
  signal?: AbortSignal,
) => Promise<Reply<AllOperations[K]>>

let carry: Carry = overHttp

/** Where there is no network between page and server, something else carries questions and answers. */
export function carryBy(other: Carry) {
  carry = other
}

async function overHttp<K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
  signal?: AbortSignal,
): Promise<Reply<AllOperations[K]>> {
  const { method, url, body } = requestFor(operations[name].http ?? '', input)
  let response: Response
  let answer: unknown
  try {
    response = await fetch(url, {
      method,
      body,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(body !== null && { 'Content-Type': 'application/json' }) },
      ...(signal && { signal }),
    })
    hearServerTime(response.headers.get('date'))
    answer = await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    // A gateway that answers in HTML has not reached the server either.
    throw unreachable()
  }
  if (response.ok) return answer as Reply<AllOperations[K]>
  throw isProblemBody(answer) ? new ProblemError(answer) : unreachable()
}

/**
 * Performs an operation over HTTP; every refusal is a `ProblemError`. What is sensitive asks for a proof in place,
 * and is then done as it was meant.
 */
export async function call<K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
  signal?: AbortSignal,
): Promise<Reply<AllOperations[K]>> {
  try {
    return await carry(name, input, signal)
  } catch (error) {
    if (!isProblem(error, 'step-up-required') || !(await askForProof())) throw error
    return carry(name, input, signal)
  }
}

/** What `queryOptions` would give, said in full: inferred for every operation it is too long for the compiler. */
export interface ReadOf<R> {
  queryKey: DataTag<readonly unknown[], R, Error>
  queryFn: QueryFunction<R>
}

/** A read for `useQuery`: its key is the operation's name and input, everywhere. */
export const read = <K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
): ReadOf<Reply<AllOperations[K]>> => ({
  queryKey: [name, input] as never,
  queryFn: (question) => orCopy(question, () => call(name, input, question.signal)),
})
