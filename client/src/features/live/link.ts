import type { LiveChanged, SessionSnapshot } from '@augenhoehe/contracts'
import { isGap, takeChange, takeSnapshot, type SessionView } from './state.ts'

/** How one reader's connection to one session stands. Pure, so that the simulation runs what the browser runs. */
export interface Link {
  connected: boolean
  /** The number of the question that is on its way; answers to earlier ones are too late. */
  asked: number | null
  asks: number
  /** Something was missed while a question was on its way: ask again after its answer. */
  again: boolean
}

export type LinkEvent =
  | { type: 'connected' | 'disconnected' | 'retry' }
  | { type: 'pushed'; change: LiveChanged }
  | { type: 'followed'; ask: number; snapshot: SessionSnapshot }
  | { type: 'failed'; ask: number }

export type LinkEffect = { do: 'follow'; ask: number } | { do: 'wait' } | undefined

export interface Step {
  view: SessionView | null
  link: Link
  effect: LinkEffect
}

export const unlinked: Link = { connected: false, asked: null, asks: 0, again: false }

/** What an event makes of what is known, and what to ask because of it. */
export function advance(view: SessionView | null, link: Link, event: LinkEvent): Step {
  switch (event.type) {
    case 'connected':
      return follow(view, { ...link, connected: true, asked: null })
    case 'disconnected':
      return { view, link: { ...link, connected: false, asked: null, again: false }, effect: undefined }
    case 'retry':
      return link.asked === null ? follow(view, link) : { view, link, effect: undefined }
    case 'pushed': {
      // Before the first reading there is nothing to join it to; the reading that is on its way may be older.
      if (view === null || isGap(view, event.change)) return follow(view, link)
      return { view: takeChange(view, event.change), link, effect: undefined }
    }
    case 'followed': {
      if (event.ask !== link.asked) return { view, link, effect: undefined }
      const next = takeSnapshot(view, event.snapshot)
      const answered = { ...link, asked: null, again: false }
      return link.again ? follow(next, answered) : { view: next, link: answered, effect: undefined }
    }
    case 'failed':
      break
  }
  if (event.ask !== link.asked) return { view, link, effect: undefined }
  return { view, link: { ...link, asked: null, again: false }, effect: { do: 'wait' } }
}

function follow(view: SessionView | null, link: Link): Step {
  if (!link.connected) return { view, link, effect: undefined }
  if (link.asked !== null) return { view, link: { ...link, again: true }, effect: undefined }
  const ask = link.asks + 1
  return { view, link: { ...link, asked: ask, asks: ask, again: false }, effect: { do: 'follow', ask } }
}
