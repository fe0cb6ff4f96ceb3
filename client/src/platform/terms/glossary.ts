import type { GlossaryTerm } from '@augenhoehe/contracts'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createTermMatcher, type TermMatcher } from '@augenhoehe/reference-data/term-matcher'
import { read } from '../api.ts'
import { followNews } from '../news.ts'

const asked = ['glossary.list', 'glossary.entries', 'glossary.history'] as const
const following = new WeakSet<QueryClient>()

/** The glossary, fetched once and kept until the server says that it changed. */
export function useGlossary(enabled = true) {
  const queries = useQueryClient()
  // Once for the page: every text in it asks.
  if (!following.has(queries)) {
    following.add(queries)
    followNews(queries, 'glossary.changed', asked)
  }
  return useQuery({ ...read('glossary.list', {}), staleTime: Infinity, gcTime: Infinity, enabled })
}

const matchers = new WeakMap<readonly GlossaryTerm[], TermMatcher>()

/** The matcher for a list of terms, made once. */
export function matcherOf(terms: readonly GlossaryTerm[]): TermMatcher {
  const known = matchers.get(terms) ?? createTermMatcher(terms)
  matchers.set(terms, known)
  return known
}
