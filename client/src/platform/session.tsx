import type { Me, OwnMembership } from '@augenhoehe/contracts'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { read } from './api.ts'
import { changeLocale } from './i18n.ts'
import { offline } from './later-offline.ts'
import { onEvent, reconnectLive, startLive } from './live.ts'
import { onReconnect } from './news.ts'
import { followReadMarks } from './read-marks.ts'
import { followModeration } from './moderation-news.ts'
import { remember, useRemembered } from './remembered.ts'
import { followRooms } from './room-news.ts'
import { followVerification } from './verification-news.ts'

const meQuery = read('accounts.me', {})
/** True whoever is signed in. */
const lasting: ReadonlySet<string> = new Set(['accounts.me', 'platform.get'])
const none: readonly OwnMembership[] = []

/** Who is signed in. While `isPending`, nobody knows yet; afterwards `user` null means a visitor. */
export function useMe() {
  const { data, isPending, error } = useQuery({ ...meQuery, staleTime: 60_000 })
  return {
    user: data?.user ?? null,
    memberships: data?.memberships ?? none,
    moderates: data?.moderates ?? [],
    isSignedIn: Boolean(data?.user),
    isPending,
    error,
  }
}

/** Until the answer is there, what held last time: nothing should jump for people who are always signed in. */
export function useLooksSignedIn(): boolean {
  const { isSignedIn, isPending } = useMe()
  const [familiar] = useRemembered('signed-in')
  return isPending ? familiar === 'yes' : isSignedIn
}

/** What to do with the `Me` that sign-in, sign-out and changes answer with. */
export function useTakeMe(): (me: Me) => void {
  const queries = useQueryClient()
  return (me) => queries.setQueryData(meQuery.queryKey, me)
}

export const nobody: Me = { user: null, memberships: [], moderates: [] }

/** Who is here and where: the frame depends on both, and should not change under the reader's eyes. */
export async function knowFirst(queries: QueryClient, patienceMs = 1500) {
  const asked = Promise.allSettled([
    queries.fetchQuery(meQuery),
    queries.fetchQuery(read('platform.get', {})),
    // What is on stands at the top of the first page, and must not push it down.
    ...(window.location.pathname === '/' ? [queries.fetchQuery(read('live.sessions', {}))] : []),
  ])
  // A slow server must not keep the page white.
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patienceMs))])
}

const quietMs = 2_500
const personally = 'personally'

/** The organisation one writes for, or null: personally. Remembered per person on this device. */
export function useActing() {
  const { user, memberships } = useMe()
  const [remembered, choose] = useRemembered(`acting.${user?.id ?? 'nobody'}`)
  const choices = memberships.filter((membership) => membership.mayWriteFor)
  const acting =
    remembered === personally
      ? null
      : (choices.find(({ organisationId }) => organisationId === remembered) ?? choices[0] ?? null)
  return {
    acting,
    choices,
    setActing: (organisationId: string | null) => choose(organisationId ?? personally),
  }
}

/** After a restore from a backup nothing that was read before holds any more. */
function followEpoch(queries: QueryClient): () => void {
  let known: string | undefined
  return onEvent('server.epoch', ({ epoch }) => {
    if (known !== undefined && known !== epoch) void queries.resetQueries()
    known = epoch
  })
}

/** Ties account, language and connection together; one of it, around everything. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const { user, moderates, isPending } = useMe()
  const connectedAs = useRef<string | null | undefined>(undefined)

  useEffect(() => {
    const askAgain = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    const stops = [
      startLive(askAgain),
      followModeration(queries),
      followReadMarks(queries),
      followRooms(queries),
      followVerification(queries),
      followEpoch(queries),
      // Whoever gains or loses a right is cut off and comes back with other rights.
      onReconnect(askAgain),
    ]
    // First what somebody came for. Failing, it is tried again where somebody writes.
    const begin = setInterval(() => {
      if (queries.isFetching() > 0) return
      clearInterval(begin)
      offline().then(
        ({ start }) => start(queries),
        () => undefined,
      )
    }, quietMs)
    return () => {
      clearInterval(begin)
      stops.forEach((stop) => stop())
    }
  }, [queries])

  const userId = user?.id ?? null
  useEffect(() => {
    if (isPending) return
    if (connectedAs.current !== undefined && connectedAs.current !== userId) {
      reconnectLive()
      // Whatever the last person was allowed to see must not stay on the screen.
      void queries.resetQueries({ predicate: ({ queryKey }) => !lasting.has(String(queryKey[0])) })
    }
    connectedAs.current = userId
  }, [userId, isPending, queries])

  const seats = moderates.join()
  const knownSeats = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (isPending) return
    const changed = knownSeats.current !== undefined && knownSeats.current !== seats
    knownSeats.current = seats
    if (!changed) return
    // What one could do somewhere as a moderator stands in nearly every answer.
    queries.removeQueries({ queryKey: ['moderation.queue'] })
    void queries.invalidateQueries({ predicate: ({ queryKey }) => !lasting.has(String(queryKey[0])) })
  }, [seats, isPending, queries])

  useEffect(() => {
    if (!isPending) remember('signed-in', userId === null ? 'no' : 'yes')
  }, [userId, isPending])

  const locale = user?.locale
  useEffect(() => {
    if (locale) void changeLocale(locale)
  }, [locale])

  const colours = user?.colourScheme
  useEffect(() => {
    if (colours) remember('colours', colours)
  }, [colours])

  return children
}
