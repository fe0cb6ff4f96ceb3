import type { Problem } from '@augenhoehe/contracts'
import { ProblemError, unreachable } from './problem-error.ts'

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body

/** Sends one file to an address below the API; every refusal is a `ProblemError`. */
export async function sendFile<R>(path: string, file: File): Promise<R> {
  const form = new FormData()
  form.append('file', file)
  let response: Response
  let answer: unknown
  try {
    response = await fetch(`/api${path}`, {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { Accept: 'application/json' },
    })
    answer = await response.json()
  } catch {
    throw unreachable()
  }
  if (response.ok) return answer as R
  throw isProblem(answer) ? new ProblemError(answer) : unreachable()
}
