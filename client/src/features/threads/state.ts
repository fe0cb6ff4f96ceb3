import type { Contribution, ThreadChanged } from '@augenhoehe/contracts'

/** What one reader knows of one thread. Where it came from (page, push, own reply) no longer matters. */
export interface ThreadState {
  contributions: ReadonlyMap<string, Contribution>
  /** The cursor: a promise that nothing before it is missing. Only sources that can promise this move it. */
  rev: number
  /** The clock of the last first page. Older news is on that page already, or was forgotten with reason. */
  floor: number
  /** From this place on every contribution is here. Earlier ones may be known (somebody edited one) but not shown. */
  oldest: number
  /** Whether there is something before `oldest`. */
  more: boolean
  /** Counts first pages: an older page asked for before a reload must not be glued to what came after it. */
  epoch: number
}

export interface Page {
  contributions: readonly Contribution[]
  rev: number
  more: boolean
}

export interface FollowReply {
  missed: readonly Contribution[]
  rev: number
  reload?: boolean | undefined
}

export type Push = Pick<ThreadChanged, 'afterRev' | 'rev' | 'contributions'>

export const nothing: ThreadState = {
  contributions: new Map(),
  rev: 0,
  floor: 0,
  oldest: 1,
  more: false,
  epoch: 0,
}

function merge(known: ReadonlyMap<string, Contribution>, changes: readonly Contribution[], floor = 0) {
  const newer = changes.filter((change) => (known.get(change.id)?.rev ?? floor) < change.rev)
  if (newer.length === 0) return known
  const merged = new Map(known)
  // One batch may carry several versions of the same contribution, in any order.
  for (const change of newer)
    if ((merged.get(change.id)?.rev ?? 0) < change.rev) merged.set(change.id, change)
  return merged
}

const lowestSeq = (contributions: readonly Contribution[], otherwise: number) =>
  contributions.reduce((lowest, { seq }) => (seq !== null && seq < lowest ? seq : lowest), otherwise)

/**
 * A first page, also after a reload. What is known and older than the page is forgotten: it may have
 * changed unnoticed. What is newer (a push or an own reply that overtook the page) stays.
 */
export function takePage(state: ThreadState, page: Page): ThreadState {
  const newer = new Map([...state.contributions].filter(([, { rev }]) => rev > page.rev))
  return {
    contributions: merge(newer, page.contributions),
    rev: Math.max(state.rev, page.rev),
    floor: page.rev,
    oldest: page.more ? lowestSeq(page.contributions, Number.MAX_SAFE_INTEGER) : 1,
    more: page.more,
    epoch: state.epoch + 1,
  }
}

/** An older page widens what is shown; it says nothing about what is new. */
export function takeOlder(state: ThreadState, page: Page, epoch: number): ThreadState {
  if (epoch !== state.epoch) return state
  return {
    ...state,
    contributions: merge(state.contributions, page.contributions),
    oldest: page.more ? lowestSeq(page.contributions, state.oldest) : 1,
    more: page.more,
  }
}

/** A push moves the cursor only where it continues what is known; after a gap the client has to follow again. */
export function takePush(state: ThreadState, push: Push): ThreadState {
  const rev = push.afterRev <= state.rev ? Math.max(state.rev, push.rev) : state.rev
  return settled(state, merge(state.contributions, push.contributions, state.floor), rev)
}

/** What was missed since the cursor that was sent along. */
export function takeFollow(state: ThreadState, reply: FollowReply): ThreadState {
  if (reply.reload) return state
  return settled(state, merge(state.contributions, reply.missed, state.floor), Math.max(state.rev, reply.rev))
}

/** The answer to an own write. It overtakes what is on its way and may be late itself: no promise about the cursor. */
export function takeOwn(state: ThreadState, contribution: Contribution): ThreadState {
  return settled(state, merge(state.contributions, [contribution], state.floor), state.rev)
}

/** The same object where nothing changed, so that nothing is drawn again. */
function settled(
  state: ThreadState,
  contributions: ReadonlyMap<string, Contribution>,
  rev: number,
): ThreadState {
  return contributions === state.contributions && rev === state.rev ? state : { ...state, contributions, rev }
}

/** Whether something between the cursor and this push has not arrived. */
export const isGap = (state: ThreadState, push: Push) => push.afterRev > state.rev

/**
 * In reading order: by place; what waits for a moderator stands at the end, where it would be published;
 * what was rejected or taken back before that stands where it was written.
 */
export function inOrder(state: ThreadState): Contribution[] {
  const placed: Contribution[] = []
  const beside: Contribution[] = []
  const held: Contribution[] = []
  for (const contribution of state.contributions.values()) {
    if (contribution.seq !== null) {
      if (contribution.seq >= state.oldest) placed.push(contribution)
    } else (contribution.state === 'held' ? held : beside).push(contribution)
  }
  placed.sort((a, b) => a.seq! - b.seq!)
  beside.sort(byTime)
  held.sort(byTime)

  const list: Contribution[] = []
  let next = 0
  const first = placed[0]
  // Before the first place shown there may be more; what stands beside it has no place here yet.
  if (state.more && first) while (next < beside.length && beside[next]!.createdAt < first.createdAt) next++
  for (const contribution of placed) {
    while (next < beside.length && beside[next]!.createdAt < contribution.createdAt)
      list.push(beside[next++]!)
    list.push(contribution)
  }
  return [...list, ...beside.slice(next), ...held]
}

const byTime = (a: Contribution, b: Contribution) =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
