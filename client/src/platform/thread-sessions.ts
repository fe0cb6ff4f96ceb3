import type { SessionPulse } from '@augenhoehe/contracts'
import { createContext } from 'react'

/** The live session that matters for a thread: whether it is on, or when it will be. */
export interface ThreadSession {
  state: 'live' | 'soon' | 'planned'
  startsAt: string
  /** Who takes part and speaks; only while it runs. */
  pulse: SessionPulse | null
}

/** Sessions by thread, for rows of threads; joined where both are known, in `routes`. */
export const ThreadSessionsContext = createContext<ReadonlyMap<string, ThreadSession>>(new Map())
