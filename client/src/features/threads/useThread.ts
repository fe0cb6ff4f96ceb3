import type { AllOperations, Input } from '@augenhoehe/contracts'
import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { orCopy, shapeCopies, standIns } from '../../platform/copies-door.ts'
import { ask, onConnect, onDisconnect, onEvent } from '../../platform/live.ts'
import { mostContributions } from '../../platform/offline/most.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { advance, unlinked, type LinkEvent } from './link.ts'
import { inOrder, nothing, takeNewer, takeOlder, takeOwn, takePage, trim, type ThreadState } from './state.ts'

shapeCopies<ThreadState>('threads.contributions', (state) =>
  trim(state, state.to === Infinity ? 'beginning' : 'end', mostContributions),
)

const pageSize = 50
const retryMs = 3_000

/** Where a page lies; nowhere in particular: at the end. */
export type Where = Pick<Input<AllOperations['threads.contributions']>, 'aroundSeq' | 'aroundId' | 'at'>

export const contributionsKey = (threadId: string) => ['threads.contributions', threadId] as const

/**
 * What is said in a thread, live: a first page where one left off, then what changes, then whatever was missed.
 * `otherwise` is where to open when there is nothing at `opening` for this reader.
 */
export function useThread(threadId: string, opening: Where, otherwise: Where) {
  const queries = useQueryClient()
  const key = useMemo(() => contributionsKey(threadId), [threadId])
  const [loading, setLoading] = useState<'older' | 'newer' | null>(null)
  const [missing, setMissing] = useState(false)
  const jumps = useRef(0)
  useState(() => {
    // The server has written a first page into the page itself.
    const input = { threadId, limit: pageSize, ...opening }
    const came = queries.getQueryData(read('threads.contributions', input).queryKey)
    if (came && !queries.getQueryData(key)) queries.setQueryData(key, takePage(nothing, came))
  })

  // What is remembered from an earlier visit may lie elsewhere in the thread.
  const [arriving, setArriving] = useState(() => {
    const known = queries.getQueryData<ThreadState>(key)
    return known !== undefined && !reaches(known, opening)
  })

  const query = useQuery({
    queryKey: key,
    queryFn: (question) => orCopy(question, () => firstPage(question.signal)),
    // Kept right by following; asking again is the link's decision.
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
  })
  async function firstPage(signal: AbortSignal) {
    const pageAt = (place: Where) =>
      call('threads.contributions', { threadId, limit: pageSize, ...place }, signal)
    for (;;) {
      const known = queries.getQueryData<ThreadState>(key)
      const page = await pageAt(known ? reading(known) : opening).catch((error: unknown) => {
        if (opening.aroundId === undefined || !isProblem(error, 'not-found')) throw error
        setMissing(true)
        return pageAt(otherwise)
      })
      const before = queries.getQueryData<ThreadState>(key) ?? nothing
      const next = takePage(before, page)
      if (next !== before) return next
    }
  }
  const state = query.data ?? nothing

  useFollowing(threadId, state.epoch)

  const contributions = useMemo(() => inOrder(state), [state])

  const load = useCallback(
    async (side: 'older' | 'newer') => {
      const mine = contributionsKey(threadId)
      const known = queries.getQueryData<ThreadState>(mine) ?? nothing
      if (side === 'older' ? known.from === 1 : known.to === Infinity) return
      // First what lies far away, in a step of its own: the list holds its place from one end at a time.
      const kept = trim(known, side === 'older' ? 'end' : 'beginning')
      if (kept !== known) queries.setQueryData<ThreadState>(mine, kept)
      const { from, to, ticket } = kept
      setLoading(side)
      try {
        const page = await call('threads.contributions', {
          threadId,
          limit: pageSize,
          ...(side === 'older' ? { beforeSeq: from } : { afterSeq: to }),
        })
        const take = side === 'older' ? takeOlder : takeNewer
        queries.setQueryData<ThreadState>(mine, (now) => now && take(now, page, ticket))
      } finally {
        setLoading(null)
      }
    },
    [queries, threadId],
  )

  /** Leaves what is shown for another place; resolves to what was asked for, if one still waits for it. */
  const jump = useCallback(
    async (to: Where) => {
      const number = ++jumps.current
      for (;;) {
        const page = await call('threads.contributions', { threadId, limit: pageSize, ...to })
        if (number !== jumps.current) return null
        const known = queries.getQueryData<ThreadState>(contributionsKey(threadId)) ?? nothing
        const next = takePage(known, page)
        if (next === known) continue
        queries.setQueryData<ThreadState>(contributionsKey(threadId), next)
        return page.target
      }
    },
    [queries, threadId],
  )

  useEffect(() => {
    if (!arriving) return
    jump(opening)
      .catch((error: unknown) => {
        if (opening.aroundId === undefined || !isProblem(error, 'not-found')) throw error
        setMissing(true)
        return jump(otherwise)
      })
      // Without a connection what is remembered is better than nothing.
      .catch(() => undefined)
      .finally(() => setArriving(false))
    // Once, on arrival.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const { refetch } = query
  const reload = useCallback(() => void refetch(), [refetch])

  const take = useCallback(
    (contribution: Parameters<typeof takeOwn>[1]) =>
      queries.setQueryData<ThreadState>(key, (known) => known && takeOwn(known, contribution)),
    [queries, key],
  )

  return {
    contributions,
    state,
    isPending: query.isPending || arriving,
    error: query.data ? null : query.error,
    /** What the address named is not there for this reader. */
    missing,
    reload,
    load,
    loading,
    jump,
    take,
  }
}

/** Whether a place lies in the window that is known. */
const reaches = (state: ThreadState, { aroundSeq, aroundId }: Where) =>
  aroundSeq !== undefined
    ? Number(aroundSeq) >= state.from && Number(aroundSeq) <= state.to
    : aroundId === undefined
      ? state.to === Infinity
      : inOrder(state).some(({ id }) => id === aroundId)

/** What is loaded anew is what one was reading. */
const reading = ({ from, to }: ThreadState): Where => (to === Infinity ? {} : { aroundSeq: (from + to) >> 1 })

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
        standIns.delete(hashKey(key))
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
