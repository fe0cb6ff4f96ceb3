import type { SessionBrief, SessionState } from '@augenhoehe/contracts'
import type { ThreadSession } from '../../platform/thread-sessions.ts'

const ends: ReadonlySet<SessionState> = new Set(['documented', 'no-result', 'cancelled', 'merged'])

export const hasEnded = (state: SessionState): boolean => ends.has(state)

/** Whether people are in it now, or are about to be. */
export const isOn = (state: SessionState): boolean =>
  state === 'running' || state === 'wrapping-up' || state === 'ready'

const urgency: readonly SessionState[] = ['running', 'wrapping-up', 'ready', 'planned']

/** The one of a thread's sessions that matters now: the one that runs, else the next, else the last there was. */
export function pickSession(
  sessions: readonly SessionBrief[],
  wanted?: string | null,
): SessionBrief | undefined {
  const named = sessions.find(({ id }) => id === wanted)
  if (named) return named
  for (const state of urgency) {
    const [next] = sessions
      .filter((session) => session.state === state)
      .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
    if (next) return next
  }
  return sessions.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))[0]
}

/** What rows of threads say: that a session is on, or when it will be. */
export function byThread(sessions: readonly SessionBrief[]): ReadonlyMap<string, ThreadSession> {
  const told = new Map<string, ThreadSession>()
  for (const { threadId } of sessions) {
    const session = told.has(threadId)
      ? undefined
      : pickSession(sessions.filter((one) => one.threadId === threadId && !hasEnded(one.state)))
    if (!session) continue
    const { state, startsAt, pulse } = session
    told.set(threadId, {
      state: state === 'planned' ? 'planned' : state === 'ready' ? 'soon' : 'live',
      startsAt,
      pulse,
    })
  }
  return told
}
