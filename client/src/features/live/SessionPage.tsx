import type { Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, EmptyState, Link, SkeletonLines } from '../../ui/index.ts'
import styles from './Live.module.css'
import { pickSession } from './pick.ts'
import { SessionContext } from './SessionContext.ts'
import { useSession } from './useSession.ts'

interface SessionPageProps {
  /** For the browser's tab. */
  title: string
  /** Whoever does not run the session finds nothing here. */
  forModerators?: boolean
  children: ReactNode
}

/** Finds the session that an address means, follows it, and hands it to what is inside. */
export function SessionPage({ title, forModerators = false, children }: SessionPageProps) {
  const { t } = useTranslation()
  const { room: slug = '', thread: threadId = '' } = useParams()
  const [search] = useSearchParams()
  const room = useQuery(read('rooms.get', { slug }))
  const sessions = useQuery(read('live.sessions', { threadId }))
  const threadHref = `/raeume/${slug}/${threadId}`

  if (isNowhere(room.error) || isNowhere(sessions.error)) return <NotFoundPage />
  const error = room.error ?? sessions.error
  const session = pickSession(sessions.data?.sessions ?? [], search.get('termin'))
  if (room.data && session) {
    return (
      <Followed
        key={session.id}
        sessionId={session.id}
        room={room.data}
        threadHref={threadHref}
        title={title}
        forModerators={forModerators}
      >
        {children}
      </Followed>
    )
  }
  return (
    <Frame title={title} waiting={!error && !sessions.data}>
      {error ? (
        <LoadFailed
          title={t('live.failed')}
          error={error}
          onRetry={() => void Promise.all([room.refetch(), sessions.refetch()])}
        />
      ) : room.data && sessions.data ? (
        <EmptyState
          drawing="dates"
          level={1}
          title={t('live.none.title')}
          action={
            <Button look="line" href={threadHref}>
              {t('live.outcome.toThread')}
            </Button>
          }
        >
          {t('live.none.text')}
          {room.data.mayModerate && (
            <>
              {' '}
              <Link href={`${threadHref}/planen`}>{t('live.none.plan')}</Link>
            </>
          )}
        </EmptyState>
      ) : (
        <SkeletonLines label={t('common.loading')} entries={4} />
      )}
    </Frame>
  )
}

interface FollowedProps extends SessionPageProps {
  sessionId: string
  room: Room
  threadHref: string
}

function Followed({ sessionId, room, threadHref, title, forModerators = false, children }: FollowedProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const { view, error, connected, clock, update, retry } = useSession(sessionId)
  const userId = user?.id ?? null
  const live = useMemo(
    () => view && { room, threadHref, view, clock, connected, userId, update },
    [room, threadHref, view, clock, connected, userId, update],
  )
  if (isNowhere(error) || (forModerators && view?.session.mayRun === false)) return <NotFoundPage />
  if (live) {
    return (
      <Page title={`${live.view.session.stage.title} · ${title}`} layout="work" hideTabs header={<></>}>
        <SessionContext value={live}>{children}</SessionContext>
      </Page>
    )
  }
  return (
    <Frame title={title} waiting={!error}>
      {error instanceof Error ? (
        <LoadFailed title={t('live.failed')} error={error} onRetry={retry} />
      ) : (
        <SkeletonLines label={t('common.loading')} entries={4} />
      )}
    </Frame>
  )
}

const Frame = ({ title, waiting, children }: { title: string; waiting: boolean; children: ReactNode }) => (
  <Page title={title} layout="work" waiting={waiting}>
    <div className={styles.waiting}>{children}</div>
  </Page>
)
