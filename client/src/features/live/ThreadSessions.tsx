import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { onEvent } from '../../platform/live.ts'
import { ThreadSessionsContext } from '../../platform/thread-sessions.ts'
import { byThread } from './pick.ts'

interface ThreadSessionsProps {
  children: ReactNode
}

/** Who is in a room is told of changes; visitors and lists of several rooms look again. */
const againMs = 60_000

/** Tells the rows of a room's threads which of them has a session; one question for all of them. */
export function RoomThreadSessions({ children }: ThreadSessionsProps) {
  const { room: slug = '' } = useParams()
  const { data: room } = useQuery(read('rooms.get', { slug }))
  return <Told of={room && { roomId: room.id }}>{children}</Told>
}

const anywhere = {}

/** The same for lists of threads from several rooms. */
export const AllThreadSessions = ({ children }: ThreadSessionsProps) => <Told of={anywhere}>{children}</Told>

interface ToldProps extends ThreadSessionsProps {
  /** Which sessions; nothing until one knows. */
  of: { roomId?: string } | undefined
}

function Told({ of, children }: ToldProps) {
  const queries = useQueryClient()
  const { data } = useQuery({
    ...read('live.sessions', of ?? {}),
    enabled: of !== undefined,
    refetchInterval: againMs,
  })
  const told = useMemo(() => byThread(data?.sessions ?? []), [data])

  useEffect(
    () => onEvent('room.changed', () => void queries.invalidateQueries({ queryKey: ['live.sessions'] })),
    [queries],
  )

  // Told with the event itself, so that a room full of people asks nothing.
  useEffect(
    () =>
      onEvent('live.pulse', ({ sessionId, pulse }) => {
        queries.setQueriesData<Reply<AllOperations['live.sessions']>>(
          { queryKey: ['live.sessions'] },
          (known) =>
            known && {
              sessions: known.sessions.map((session) =>
                session.id === sessionId && session.state === 'running' ? { ...session, pulse } : session,
              ),
            },
        )
      }),
    [queries],
  )

  return <ThreadSessionsContext value={told}>{children}</ThreadSessionsContext>
}
