import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { read } from '../../platform/api.ts'
import { remember, useRemembered } from '../../platform/remembered.ts'
import { useMe } from '../../platform/session.tsx'
import { isNew } from './seen.ts'

/** Decisions about the reader, which of them are new on this device, and how to say that they have been seen. */
export function useOwnStatements() {
  const { user } = useMe()
  const key = `decisions-seen.${user?.id ?? 'nobody'}`
  const [seen] = useRemembered(key)
  const asked = useQuery({ ...read('moderation.statements', {}), enabled: user !== null, staleTime: 60_000 })
  const statements = asked.data?.statements
  return {
    ...asked,
    statements,
    seen,
    fresh: statements?.filter((one) => isNew(one, seen)) ?? [],
    markSeen: useCallback((until: string) => remember(key, until), [key]),
  }
}
