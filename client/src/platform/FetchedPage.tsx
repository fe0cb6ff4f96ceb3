import type { ReactNode } from 'react'
import { SkeletonLines } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { Page } from './layout.tsx'
import { LoadFailed } from './LoadFailed.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
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
  const { t } = useTranslation()
  if (isNowhere(error)) return nowhere
  if (data !== undefined) return children(data)
  return (
    <Page title={title} waiting={!error}>
      {error ? (
        <LoadFailed error={error} onRetry={refetch} size="page" />
      ) : (
        <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />
      )}
    </Page>
  )
}
