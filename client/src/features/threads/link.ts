import { isGap, takeFollow, takePush, type FollowReply, type Push, type ThreadState } from './state.ts'

/** How one reader's connection to one thread stands. Pure, so that the simulation runs what the browser runs. */
export interface Link {
  connected: boolean
  /** The number of the question that is on its way; answers to earlier ones are too late. */
  asked: number | null
  asks: number
  /** Something was missed while a question was on its way: ask again after its answer. */
  again: boolean
  reloading: boolean
}

export type LinkEvent =
  | { type: 'connected' | 'disconnected' | 'retry' | 'page' }
  | { type: 'pushed'; push: Push }
  | { type: 'followed'; ask: number; reply: FollowReply }
  | { type: 'failed'; ask: number }

export type LinkEffect =
  | { do: 'follow'; ask: number; afterRev: number }
  | { do: 'reload' }
  | { do: 'wait' }
  | undefined

export interface Step {
  state: ThreadState
  link: Link
  effect: LinkEffect
}

export const unlinked: Link = { connected: false, asked: null, asks: 0, again: false, reloading: false }

/** The merge rules, handed in so that the simulation can prove that wrong ones break. */
export interface MergeRules {
  takePush: typeof takePush
  takeFollow: typeof takeFollow
  isGap: typeof isGap
}

const realRules: MergeRules = { takePush, takeFollow, isGap }

export function advance(state: ThreadState, link: Link, event: LinkEvent, rules = realRules): Step {
  switch (event.type) {
    case 'connected':
      return follow(state, { ...link, connected: true, asked: null })
    case 'disconnected':
      return { state, link: { ...link, connected: false, asked: null, again: false }, effect: undefined }
    case 'retry':
      return link.asked === null ? follow(state, link) : { state, link, effect: undefined }
    case 'page':
      // Between the reading of the page and now something may have been pushed that nobody joined to it.
      return follow(state, { ...link, reloading: false })
    case 'pushed': {
      const gap = rules.isGap(state, event.push)
      const next = rules.takePush(state, event.push)
      return gap ? follow(next, link) : { state: next, link, effect: undefined }
    }
    case 'followed':
      return followed(state, link, event.ask, event.reply, rules)
    case 'failed':
      break
  }
  if (event.ask !== link.asked) return { state, link, effect: undefined }
  return { state, link: { ...link, asked: null, again: false }, effect: { do: 'wait' } }
}

function follow(state: ThreadState, link: Link): Step {
  // Nothing to continue before the first page; the page itself asks.
  if (!link.connected || link.reloading || state.epoch === 0) return { state, link, effect: undefined }
  if (link.asked !== null) return { state, link: { ...link, again: true }, effect: undefined }
  const ask = link.asks + 1
  return {
    state,
    link: { ...link, asked: ask, asks: ask, again: false },
    effect: { do: 'follow', ask, afterRev: state.rev },
  }
}

function followed(state: ThreadState, link: Link, ask: number, reply: FollowReply, rules: MergeRules): Step {
  if (ask !== link.asked) return { state, link, effect: undefined }
  const answered = { ...link, asked: null, again: false }
  if (reply.reload) return { state, link: { ...answered, reloading: true }, effect: { do: 'reload' } }
  const next = rules.takeFollow(state, reply)
  return link.again ? follow(next, answered) : { state: next, link: answered, effect: undefined }
}
