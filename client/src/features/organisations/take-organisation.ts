import type { Organisation } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'

/** Puts a changed profile wherever it is shown. */
export function useTakeOrganisation(): (organisation: Organisation) => void {
  const queries = useQueryClient()
  return (organisation) => {
    queries.setQueryData(read('organisations.get', { slug: organisation.slug }).queryKey, organisation)
    void queries.invalidateQueries({ queryKey: ['organisations.list'] })
    // The name and the right to write for it are part of who one is.
    void queries.invalidateQueries({ queryKey: ['accounts.me'] })
  }
}
