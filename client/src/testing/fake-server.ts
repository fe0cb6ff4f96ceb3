import type { AllOperations, HttpOperation, Input, Problem, ProblemCode, Reply } from '@augenhoehe/contracts'
import { operations } from 'virtual:operations'
import { vi } from 'vitest'

type Answer<K extends HttpOperation> = (input: Input<AllOperations[K]>) => Reply<AllOperations[K]> | Refusal
export type Answers = { [K in HttpOperation]?: Answer<K> }

class Refusal {
  readonly problem: Problem
  constructor(problem: Problem) {
    this.problem = problem
  }
}

export const refusal = (code: ProblemCode, status: number, fields?: Record<string, string[]>) =>
  new Refusal({ type: 'about:blank', title: code, status, code, ...(fields && { fields }) })

const signedOut: Answers = {
  'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
  'platform.get': () => ({ version: 'test', demonstration: false, unclaimed: false }),
  'rooms.list': () => ({ rooms: [] }),
}

function find(method: string, path: string) {
  for (const [name, { http }] of Object.entries(operations)) {
    const [wanted, pattern] = http?.split(' ') ?? []
    if (wanted !== method || pattern === undefined) continue
    const match = new RegExp(`^${pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path)
    if (match) return { name: name as HttpOperation, params: match.groups ?? {} }
  }
  return undefined
}

/** Answers calls of the browser by operation; what is not given is not found. Returns what was asked. */
export function fakeServer(given: Answers) {
  const answers: Answers = { ...signedOut, ...given }
  const asked: { name: HttpOperation; input: Record<string, unknown> }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (target, init) => {
    const url = new URL(target instanceof Request ? target.url : target, window.location.href)
    const found = find(init?.method ?? 'GET', url.pathname.replace(/^\/api/, ''))
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as object) : {}
    const input = { ...Object.fromEntries(url.searchParams), ...body, ...found?.params }
    if (found) asked.push({ name: found.name, input })
    const answer = found && (answers[found.name] as ((input: unknown) => unknown) | undefined)
    const reply = answer ? answer(input) : refusal('not-found', 404)
    return reply instanceof Refusal
      ? Response.json(reply.problem, { status: reply.problem.status })
      : Response.json(reply)
  })
  return asked
}
