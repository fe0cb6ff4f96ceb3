import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../platform/api.ts'
import { ask, onConnect, onDisconnect, onEvent } from '../../platform/live.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { advance, unlinked, type LinkEvent } from './link.ts'
import { inOrder, nothing, takeOlder, takeOwn, takePage, type ThreadState } from './state.ts'

const pageSize = 50
const retryMs = 3_000

export const contributionsKey = (threadId: string) => ['threads.contributions', threadId] as const

/** What is said in a thread, live: first page, then what changes, then whatever was missed. */
export function useThread(threadId: string) {
  const queries = useQueryClient()
  const key = useMemo(() => contributionsKey(threadId), [threadId])
  const [loadingOlder, setLoadingOlder] = useState(false)

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const page = await call('threads.contributions', { threadId, limit: pageSize }, signal)
      return takePage(queries.getQueryData<ThreadState>(key) ?? nothing, page)
    },
    // Kept right by following; asking again is the link's decision.
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
  })
  const state = query.data ?? nothing

  useFollowing(threadId, state.epoch)

  const contributions = useMemo(() => inOrder(state), [state])

  const loadOlder = useCallback(async () => {
    const older = contributionsKey(threadId)
    const { epoch, oldest, more } = queries.getQueryData<ThreadState>(older) ?? nothing
    if (!more) return
    setLoadingOlder(true)
    try {
      const page = await call('threads.contributions', { threadId, beforeSeq: oldest, limit: pageSize })
      queries.setQueryData<ThreadState>(older, (known) => known && takeOlder(known, page, epoch))
    } finally {
      setLoadingOlder(false)
    }
  }, [queries, threadId])

  const { refetch } = query
  const reload = useCallback(() => void refetch(), [refetch])

  const take = useCallback(
    (contribution: Parameters<typeof takeOwn>[1]) =>
      queries.setQueryData<ThreadState>(key, (known) => known && takeOwn(known, contribution)),
    [queries, key],
  )

  return {
    contributions,
    known: state.contributions,
    more: state.more,
    isPending: query.isPending,
    error: query.data ? null : query.error,
    reload,
    loadOlder,
    loadingOlder,
    take,
  }
}

/** Joins the thread's news to its cached state; what to ask and when is decided in `link.ts`. */
function useFollowing(threadId: string, epoch: number) {
  const queries = useQueryClient()
  const tell = useRef<(event: LinkEvent) => void>(() => undefined)
  const heardOf = useRef(epoch)

  useEffect(() => {
    const key = contributionsKey(threadId)
    let link = unlinked
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false

    const dispatch = (event: LinkEvent) => {
      if (ended) return
      const before = queries.getQueryData<ThreadState>(key) ?? nothing
      const step = advance(before, link, event)
      link = step.link
      if (step.state !== before) queries.setQueryData<ThreadState>(key, step.state)
      if (step.effect?.do === 'follow') void follow(step.effect.ask, step.effect.afterRev)
      if (step.effect?.do === 'reload') void reload()
      if (step.effect?.do === 'wait') timer = setTimeout(() => dispatch({ type: 'retry' }), retryMs)
    }
    tell.current = dispatch

    const follow = async (number: number, afterRev: number) => {
      try {
        const reply = await ask('threads.follow', { threadId, afterRev })
        dispatch({ type: 'followed', ask: number, reply })
      } catch (error) {
        if (isProblem(error, 'not-found')) await queries.invalidateQueries({ queryKey: ['threads.get'] })
        else dispatch({ type: 'failed', ask: number })
      }
    }

    const reload = async () => {
      await queries.refetchQueries({ queryKey: key, exact: true })
      const failed = queries.getQueryState(key)?.status === 'error'
      if (failed && !ended) timer = setTimeout(() => void reload(), retryMs)
    }

    const stops = [
      onEvent('thread.changed', (push) => {
        if (push.threadId === threadId) dispatch({ type: 'pushed', push })
      }),
      onDisconnect(() => dispatch({ type: 'disconnected' })),
      onConnect(() => dispatch({ type: 'connected' })),
    ]
    return () => {
      ended = true
      clearTimeout(timer)
      for (const stop of stops) stop()
      // Nothing depends on it: a closed connection follows nothing anyway.
      if (link.connected) ask('threads.unfollow', { threadId }).catch(() => undefined)
    }
  }, [threadId, queries])

  useEffect(() => {
    if (heardOf.current === epoch) return
    heardOf.current = epoch
    tell.current({ type: 'page' })
  }, [epoch])
}
