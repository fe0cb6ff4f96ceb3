import type { Contribution, ContributionDraft } from '@augenhoehe/contracts'
import { ask, isConnected, onConnect } from '../../platform/live.ts'
import { isProblem, ProblemError, unreachable } from '../../platform/problem-error.ts'
import { recall, remember } from '../../platform/remembered.ts'
import { isPassing, nextUnsent, settle, waitFor, withStatus, without, type Unsent } from './unsent.ts'

const patience = { first: 2_000, last: 30_000 } as const

/** What one person has written and the server has not confirmed. It lies in the browser, so words survive a reload. */
export interface Outbox {
  key: string
  read: () => readonly Unsent[]
  add: (draft: ContributionDraft) => void
  retry: (clientId: string) => void
  /** Gives the words back, for example to change them. */
  takeOut: (clientId: string) => Unsent | undefined
  /** Forgets what is seen in a thread already, for example from another tab. */
  forget: (contributions: Iterable<Contribution>) => void
  /** Starts sending; returns how to stop. What was confirmed is handed over before it is forgotten. */
  start: (onSent: (contribution: Contribution) => void) => () => void
}

export const outboxKey = (userId: string) => `outbox.${userId}`

export function parseUnsent(stored: string | null): readonly Unsent[] {
  try {
    return stored ? (JSON.parse(stored) as Unsent[]) : []
  } catch {
    return []
  }
}

export function openOutbox(userId: string): Outbox {
  const key = outboxKey(userId)
  const listeners = new Set<(contribution: Contribution) => void>()
  let sending = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  // Read anew every time: another tab may have sent or added something.
  const read = () => parseUnsent(recall(key))
  const write = (unsent: readonly Unsent[]) => remember(key, unsent.length > 0 ? JSON.stringify(unsent) : '')

  const later = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void pump(), waitMs)
  }

  async function pump() {
    if (sending || listeners.size === 0) return
    sending = true
    clearTimeout(timer)
    try {
      for (let next = nextUnsent(read(), Date.now()); next; next = nextUnsent(read(), Date.now())) {
        if (!(await sendOne(next))) return
      }
      const wait = waitFor(read(), Date.now())
      if (wait !== undefined) later(wait)
    } finally {
      sending = false
    }
  }

  /** Answers whether to go on with the next one. */
  async function sendOne({ draft }: Unsent): Promise<boolean> {
    const { clientId } = draft
    if (!isConnected()) {
      // Said at once, and sent as soon as the connection is back.
      write(withStatus(read(), clientId, { kind: 'waiting' }))
      return false
    }
    write(withStatus(read(), clientId, { kind: 'sending' }))
    try {
      const contribution = await ask('threads.contribute', draft)
      for (const tell of listeners) tell(contribution)
      write(without(read(), clientId))
      failures = 0
      return true
    } catch (error) {
      const { problem } = error instanceof ProblemError ? error : unreachable()
      if (!isPassing(problem)) {
        write(withStatus(read(), clientId, { kind: 'failed', problem }))
        return true
      }
      if (isProblem(error, 'thread.too-fast')) {
        const until = new Date(Date.now() + (problem.retryAfterMs ?? patience.last)).toISOString()
        write(withStatus(read(), clientId, { kind: 'waiting', until }))
        return true
      }
      write(withStatus(read(), clientId, { kind: 'waiting' }))
      const backOff = Math.min(patience.last, patience.first * 2 ** failures++)
      later(isProblem(error, 'rate.limited') ? (problem.retryAfterMs ?? backOff) : backOff)
      return false
    }
  }

  return {
    key,
    read,
    add(draft) {
      write([...read(), { draft, since: new Date().toISOString(), status: { kind: 'sending' } }])
      void pump()
    },
    retry(clientId) {
      write(withStatus(read(), clientId, { kind: 'sending' }))
      void pump()
    },
    takeOut(clientId) {
      const one = read().find(({ draft }) => draft.clientId === clientId)
      write(without(read(), clientId))
      return one
    },
    forget(contributions) {
      const before = read()
      const left = settle(before, contributions, userId)
      if (left !== before) write(left)
    },
    start(onSent) {
      listeners.add(onSent)
      const stop = onConnect(() => void pump())
      void pump()
      return () => {
        stop()
        listeners.delete(onSent)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
  }
}

const open = new Map<string, Outbox>()

/** One per person, so that two pages do not send the same twice. */
export function outboxOf(userId: string): Outbox {
  const known = open.get(userId)
  if (known) return known
  const fresh = openOutbox(userId)
  open.set(userId, fresh)
  return fresh
}
