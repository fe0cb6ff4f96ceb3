import type { ReactNode } from 'react'
import { Page } from './layout.tsx'
import { LoadFailed } from './LoadFailed.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { PageWaiting } from './PageWaiting.tsx'
import { isNowhere } from './problem-error.ts'

interface FetchedPageProps<T> {
  /** For the browser's tab while there is nothing to show. */
  title: string
  /** What `useQuery` gave. */
  fetched: { data: T | undefined; error: Error | null; refetch: () => unknown }
  /** Where a link that leads nowhere deserves words of its own. */
  nowhere?: ReactNode
  children: (data: T) => ReactNode
}

/** A page about one thing: the thing, or why it is not there. */
export function FetchedPage<T>({
  title,
  fetched: { data, error, refetch },
  nowhere = <NotFoundPage />,
  children,
}: FetchedPageProps<T>) {
  if (isNowhere(error)) return nowhere
  if (data !== undefined) return children(data)
  if (!error) return <PageWaiting />
  return (
    <Page title={title}>
      <LoadFailed error={error} onRetry={refetch} size="page" />
    </Page>
  )
}
