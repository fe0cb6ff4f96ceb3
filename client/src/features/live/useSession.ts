import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { read } from '../../platform/api.ts'
import { ask, onConnect, onDisconnect, onEvent } from '../../platform/live.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { advance, unlinked, type LinkEvent } from './link.ts'
import { takeMine, takeSnapshot, type SessionView } from './state.ts'
import { useServerClock } from './useServerClock.ts'

const retryMs = 3_000
const freshMs = 20_000

/** One session, live: how it stands, and the clock that everybody goes by. What to ask when is decided in `link.ts`. */
export function useSession(sessionId: string) {
  const clock = useServerClock()
  // Where the page was drawn before there was a connection, it begins with what was drawn; the connection brings the rest.
  const { data, dataUpdatedAt } = useQuery({
    ...read('live.get', { sessionId }),
    enabled: import.meta.env.SSR,
  })
  const [first] = useState(() =>
    data && Date.now() - dataUpdatedAt < freshMs ? takeSnapshot(null, data) : null,
  )
  const [view, setView] = useState<SessionView | null>(first)
  const [error, setError] = useState<unknown>(null)
  const [connected, setConnected] = useState(true)
  const latest = useRef<SessionView | null>(null)
  const again = useRef<() => void>(() => undefined)

  /** Changes what is known by one of the rules of `state.ts`. */
  const update = useCallback((change: (known: SessionView) => SessionView) => {
    if (latest.current === null) return
    latest.current = change(latest.current)
    setView(latest.current)
  }, [])

  useEffect(() => {
    let link = unlinked
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    latest.current = first

    const dispatch = (event: LinkEvent) => {
      if (ended) return
      const step = advance(latest.current, link, event)
      link = step.link
      if (step.view !== latest.current) {
        latest.current = step.view
        setView(step.view)
      }
      if (step.effect?.do === 'follow') void follow(step.effect.ask)
      if (step.effect?.do === 'wait') timer = setTimeout(() => dispatch({ type: 'retry' }), retryMs)
    }

    const follow = async (number: number) => {
      try {
        const snapshot = await ask('live.follow', { sessionId })
        if (ended) return
        clock.hear(Date.parse(snapshot.now))
        setError(null)
        dispatch({ type: 'followed', ask: number, snapshot })
      } catch (failure) {
        if (ended) return
        setError(failure)
        if (isProblem(failure, 'not-found')) {
          latest.current = null
          setView(null)
        } else dispatch({ type: 'failed', ask: number })
      }
    }

    again.current = () => dispatch({ type: 'retry' })
    const stops = [
      onEvent('live.changed', (change) => {
        if (change.sessionId !== sessionId) return
        clock.hear(Date.parse(change.now))
        dispatch({ type: 'pushed', change })
      }),
      onEvent('live.mine', (push) => {
        if (push.sessionId === sessionId) update((known) => takeMine(known, push.mine))
      }),
      onDisconnect(() => {
        setConnected(false)
        dispatch({ type: 'disconnected' })
      }),
      onConnect(() => {
        setConnected(true)
        dispatch({ type: 'connected' })
      }),
    ]
    return () => {
      ended = true
      clearTimeout(timer)
      for (const stop of stops) stop()
      if (link.connected) ask('live.unfollow', { sessionId }).catch(() => undefined)
    }
  }, [sessionId, first, clock, update])

  const retry = useCallback(() => again.current(), [])
  return { view, error, connected, clock, update, retry }
}
