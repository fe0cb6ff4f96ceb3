import type { QueryClient } from '@tanstack/react-query'

/** Whatever is on the screen of what was put together or taken apart is asked for anew. */
export function forgetMerged(queries: QueryClient) {
  for (const key of [
    'organisations.merges',
    'organisations.list',
    'organisations.get',
    'organisations.listSuspicions',
    'organisations.previewMerge',
    'organisations.staffClaims',
  ])
    void queries.invalidateQueries({ queryKey: [key] })
}
