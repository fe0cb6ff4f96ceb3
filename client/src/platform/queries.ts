import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'

const worthTrying = (error: unknown) => !(error instanceof ProblemError) || error.problem.status >= 500

/** Refusals are answers and are not asked for again; what was lost on the way is, up to `tries` times. */
export const createQueries = (tries = 2) =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (failures, error) => failures < tries && worthTrying(error),
        // A phone that says it is offline is often wrong, and the answer may be in the browser's cache.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
