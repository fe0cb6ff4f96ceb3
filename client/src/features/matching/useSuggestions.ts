import type { AllOperations, Reply, Suggestion } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../platform/api.ts'

export type Listed = Reply<AllOperations['matching.suggestions']>

const most = 50
/** Before anything is known nothing is computed with it. */
const harmonic: Listed['fusion'] = { exponent: -1, floor: 0.02 }

/** Somebody who is there already may have entered what makes another suggestion of them. */
const newsOf = ({ organisation, axis: { listing } }: Suggestion) =>
  listing ? [organisation.id, listing.id] : [organisation.id]

/** What is shown stays put; what others change waits until one asks for it. */
export function useSuggestions(organisationId: string) {
  const query = useQuery(read('matching.suggestions', { organisationId, limit: most }))
  const [shown, setShown] = useState<readonly Suggestion[] | null>(null)
  const latest = query.data?.suggestions
  if (latest && shown === null) setShown(latest)
  // Reset after what one did oneself: then the new list is what one waits for.
  if (!latest && shown !== null && query.isPending) setShown(null)
  const known = new Set(shown?.flatMap(newsOf))
  return {
    suggestions: shown ?? latest ?? null,
    fresh: shown ? (latest ?? []).filter((one) => newsOf(one).some((news) => !known.has(news))).length : 0,
    showFresh: () => setShown(latest ?? null),
    version: query.data?.weightsVersion ?? '',
    fusion: query.data?.fusion ?? harmonic,
    error: shown ? null : query.error,
    retry: query.refetch,
  }
}
