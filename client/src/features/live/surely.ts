import { ProblemError } from '../../platform/problem-error.ts'

const tries = 3

/** For what may be repeated without harm: an answer that was lost on the way is asked for again. */
export async function surely<T>(send: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await send()
    } catch (error) {
      if (left === 0 || !(error instanceof ProblemError) || !error.offline) throw error
    }
  }
}
