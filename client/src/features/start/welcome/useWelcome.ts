import type { AllOperations, Input } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useMe } from '../../../platform/session.tsx'
import { questionsFor } from './steps.ts'

export type Answer = Input<AllOperations['accounts.answerWelcome']>

const welcome = read('accounts.welcome', {})

/** What somebody has answered, what is left to ask, and how to answer. */
export function useWelcome() {
  const queries = useQueryClient()
  const { memberships, isSignedIn } = useMe()
  const own = memberships[0] ?? null
  const answers = useQuery({ ...welcome, enabled: isSignedIn })
  const needs = useQuery({
    ...read('needs.list', { organisationId: own?.organisationId ?? '', limit: 1 }),
    enabled: own !== null,
  })
  const saysWhatItNeeds = needs.data?.listings.some(({ state }) => state === 'active') ?? false

  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['matching.firstPeers'] })
    await queries.invalidateQueries({ queryKey: ['accounts.me'] })
  }
  const answer = useMutation({
    mutationFn: (answers: Answer) => call('accounts.answerWelcome', answers),
    onSuccess: (told) => {
      queries.setQueryData(welcome.queryKey, told)
      void changed()
    },
  })
  const forget = useMutation({
    mutationFn: () => call('accounts.forgetWelcome', {}),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: welcome.queryKey })
      void changed()
    },
  })
  return {
    own,
    questions: questionsFor(own && { saysWhatItNeeds }),
    answers: answers.data,
    isReady: answers.data !== undefined && (own === null || !needs.isPending),
    error: answers.error,
    retry: answers.refetch,
    answer,
    forget,
  }
}
