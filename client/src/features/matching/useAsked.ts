import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { groupOf } from './request-groups.ts'

/** Whom the own organisation has asked and not heard from. */
export function useAsked(organisationId: string): ReadonlySet<string> {
  const { data } = useQuery(read('matching.requests', { organisationId }))
  const open =
    data?.requests.filter((request) => request.kind === 'contact' && groupOf(request) === 'others') ?? []
  return new Set(open.map(({ organisation }) => organisation.id))
}
