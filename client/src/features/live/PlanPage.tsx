import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { PageHeader, PhoneHeader, SkeletonLines } from '../../ui/index.ts'
import { PlanForm } from './PlanForm.tsx'

export const PlanPage = () => (
  <SignInFirst>
    <Plan />
  </SignInFirst>
)

function Plan() {
  const { t } = useTranslation()
  const { room: slug = '', thread: threadId = '' } = useParams()
  const [search] = useSearchParams()
  const sessionId = search.get('termin')
  const room = useQuery(read('rooms.get', { slug }))
  const thread = useQuery(read('threads.get', { threadId }))
  const sessions = useQuery(read('live.sessions', { threadId }))
  const session = useQuery({
    ...read('live.get', { sessionId: sessionId ?? '' }),
    enabled: sessionId !== null,
    staleTime: 0,
  })
  const error = room.error ?? thread.error ?? sessions.error ?? session.error
  const brief = sessions.data?.sessions.find(({ id }) => id === sessionId)
  const isThere = room.data && thread.data && sessions.data && (sessionId === null || session.data)
  const mayPlan = sessionId === null ? thread.data?.mayModerate : session.data?.mayRun
  if (isNowhere(error) || (isThere && !mayPlan)) return <NotFoundPage />
  const title = t(sessionId === null ? 'live.plan.open' : 'live.plan.change')

  return (
    <Page
      title={title}
      waiting={!isThere && !error}
      header={
        <PhoneHeader
          back={{ href: `/raeume/${slug}/${threadId}`, label: t('live.outcome.toThread') }}
          tools={<BarTools />}
        >
          {title}
        </PhoneHeader>
      }
    >
      <PageHeader eyebrow={<bdi>{thread.data?.title}</bdi>} title={title} lead={t('live.plan.lead')} />
      {error && !isThere && (
        <LoadFailed
          title={t('live.failed')}
          error={error}
          onRetry={() => void Promise.all([room.refetch(), thread.refetch(), sessions.refetch()])}
        />
      )}
      {!isThere && !error && <SkeletonLines label={t('common.loading')} entries={4} />}
      {room.data && thread.data && isThere && (
        <PlanForm
          key={sessionId}
          room={room.data}
          thread={thread.data}
          session={session.data ?? null}
          topic={brief?.topic ?? null}
        />
      )}
    </Page>
  )
}
