import type { Room } from '@augenhoehe/contracts'
import { createContext, use } from 'react'
import type { ServerClock } from './clock.ts'
import type { SessionView } from './state.ts'

/** What every part of the live view and of the desk goes by. */
export interface Live {
  room: Room
  threadHref: string
  view: SessionView
  clock: ServerClock
  connected: boolean
  userId: string | null
  update: (change: (known: SessionView) => SessionView) => void
}

export const SessionContext = createContext<Live | null>(null)

export function useLive(): Live {
  const live = use(SessionContext)
  if (!live) throw new Error('useLive needs a session around it')
  return live
}
