import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, EmptyState, SkeletonLines } from '../../ui/index.ts'
import styles from './ThreadPage.module.css'
import { ThreadView, type ThreadViewProps } from './ThreadView.tsx'

export function ThreadPage({ above }: Pick<ThreadViewProps, 'above'>) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const { room: slug = '', thread: threadId = '' } = useParams()
  const [search] = useSearchParams()
  const { hash } = useLocation()
  const wanted = search.get('beitrag') ?? (hash.startsWith('#c-') ? hash.slice('#c-'.length) : null)
  const room = useQuery(read('rooms.get', { slug }))
  const thread = useQuery(read('threads.get', { threadId }))
  const me = useMe()

  if (isNowhere(room.error) || isNowhere(thread.error)) return <NotFoundPage />
  if (room.data && thread.data && !me.isPending) {
    const isId = wanted !== null && /^[0-9a-f]{24}$/.test(wanted)
    return (
      <ThreadView
        key={`${threadId} ${wanted}`}
        room={room.data}
        thread={thread.data}
        wanted={isId ? wanted : null}
        above={above}
      />
    )
  }
  const error = room.error ?? thread.error
  return (
    <Page title={t('threads.title')} layout="work" waiting={!error}>
      <div className={styles.waiting}>
        {error ? (
          <EmptyState
            drawing="offline"
            level={1}
            title={t('threads.failed')}
            action={
              <Button
                look="line"
                onClick={() => {
                  void room.refetch()
                  void thread.refetch()
                }}
              >
                {t('common.tryAgain')}
              </Button>
            }
          >
            {problemText(error)}
          </EmptyState>
        ) : (
          <SkeletonLines label={t('common.loading')} entries={4} />
        )}
      </div>
    </Page>
  )
}
