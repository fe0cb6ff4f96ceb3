import type { Problem, ProblemCode } from '@augenhoehe/contracts'

/** The one error a refused or lost call ends in; `problem.ts` words it for the reader. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** The server was not reached: a banner says so, and trying again with the same id is safe. */
  readonly offline: boolean

  constructor(problem: Problem, offline = false) {
    super(problem.title)
    this.name = 'ProblemError'
    this.problem = problem
    this.offline = offline
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}

/** What stands for an answer that never came. */
export const unreachable = () =>
  new ProblemError(
    { type: 'about:blank', title: 'The server was not reached.', status: 503, code: 'unavailable' },
    true,
  )

/** Whether an error says exactly this. */
export const isProblem = (error: unknown, code: ProblemCode): error is ProblemError =>
  error instanceof ProblemError && error.code === code

/** Whether an address leads nowhere: nothing is there, or nothing the reader may know of. */
export const isNowhere = (error: unknown) =>
  isProblem(error, 'not-found') || isProblem(error, 'request.invalid') || isProblem(error, 'token.invalid')
