import type { ImportRun, Problem } from '@augenhoehe/contracts'
import { ProblemError, unreachable } from '../../../platform/problem-error.ts'

/** Sends a table in; the answer is its preview. */
export async function sendFile(file: File): Promise<ImportRun> {
  const body = new FormData()
  body.set('file', file)
  let response: Response
  let answer: unknown
  try {
    response = await fetch('/api/administration/imports', {
      method: 'POST',
      body,
      credentials: 'same-origin',
    })
    answer = await response.json()
  } catch {
    throw unreachable()
  }
  if (response.ok) return answer as ImportRun
  throw new ProblemError(answer as Problem)
}
