import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { read } from '../../platform/api.ts'
import { onEvent } from '../../platform/live.ts'
import { talkAbout } from '../../platform/question-in-talk.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { isOn, pickSession } from './pick.ts'

const SessionStrip = later(() => withWords(async () => (await import('./SessionStrip.tsx')).SessionStrip))

interface ThreadLiveProps {
  threadId: string
  /** It is known what is shown here, and it is shown. */
  onSettled: () => void
}

/** On a thread: that there is a live session now, or when, or what came of the last one. Most threads have none, and fetch no more than this. */
export function ThreadLive({ threadId, onSettled }: ThreadLiveProps) {
  const queries = useQueryClient()
  const { data, failureCount } = useQuery(read('live.sessions', { threadId }))
  const session = pickSession(data?.sessions ?? [])
  const isRunning = session?.state === 'running'
  const { data: whole } = useQuery({
    ...read('live.get', { sessionId: session?.id ?? '' }),
    enabled: isRunning,
  })
  const item = isRunning ? whole?.stage.agenda.find(({ n }) => n === whole.stage.item) : undefined
  const questionId = item?.questionId ?? null

  useEffect(
    () =>
      onEvent('thread.changed', ({ threadId: changed, contributions }) => {
        // Phases of a session are entries of its thread.
        if (changed !== threadId || !contributions.some(({ event }) => event?.kind.startsWith('session-')))
          return
        void queries.invalidateQueries({ queryKey: ['live.sessions'] })
        void queries.invalidateQueries({ queryKey: ['live.get'] })
      }),
    [queries, threadId],
  )

  useEffect(() => {
    talkAbout(threadId, questionId)
    return () => talkAbout(threadId, null)
  }, [threadId, questionId])

  const leadsOn =
    session &&
    (isOn(session.state) ||
      session.state === 'planned' ||
      (session.state === 'documented' && session.recordId !== null))
  const nothingToShow = (data !== undefined && !leadsOn) || failureCount > 0
  useEffect(() => {
    if (nothingToShow) onSettled()
  }, [nothingToShow, onSettled])

  return leadsOn ? <SessionStrip session={session} item={item} onShown={onSettled} /> : null
}
