import type { Contribution, Quoted, ThreadChanged } from '@augenhoehe/contracts'

/**
 * What one reader knows of one thread. Where it came from (page, push, own reply) no longer matters.
 * Shown is one window of places without a gap; what lies before and after it is asked for when somebody scrolls there.
 */
export interface ThreadState {
  contributions: ReadonlyMap<string, Contribution>
  /** What contributions refer to and did not come along with a page, as it was last heard of. */
  quoted: ReadonlyMap<string, Quoted>
  /** The cursor: a promise that nothing before it is missing. Only sources that can promise this move it. */
  rev: number
  /** Older news of what is not known is on the first page already, or was forgotten with reason. */
  floor: number
  /** From this place on every contribution is here, up to the next. Others may be known (somebody edited one) but not shown. */
  from: number
  /** The last place of the window; infinite where it reaches the end and takes in what is new. */
  to: number
  /** The highest place heard of. */
  newest: number
  /** Counts first pages. */
  epoch: number
  /** Counts what makes pages on their way useless: one asked for before must not be glued to what came after. */
  ticket: number
}

export interface Page {
  contributions: readonly Contribution[]
  quoted: readonly Quoted[]
  rev: number
  moreBefore: boolean
  moreAfter: boolean
  /** The last place of the thread. */
  lastSeq: number
}

export interface FollowReply {
  missed: readonly Contribution[]
  quoted: readonly Quoted[]
  rev: number
  reload?: boolean | undefined
}

export type Push = Pick<ThreadChanged, 'afterRev' | 'rev' | 'contributions' | 'quoted'>

export const nothing: ThreadState = {
  contributions: new Map(),
  quoted: new Map(),
  rev: 0,
  floor: 0,
  from: 1,
  to: Infinity,
  newest: 0,
  epoch: 0,
  ticket: 0,
}

/** So many stay in memory on the far side of where somebody scrolls. */
export const mostKept = 400

function merge(known: ReadonlyMap<string, Contribution>, changes: readonly Contribution[], floor = 0) {
  const newer = changes.filter((change) => (known.get(change.id)?.rev ?? floor) < change.rev)
  if (newer.length === 0) return known
  const merged = new Map(known)
  // One batch may carry several versions of the same contribution, in any order.
  for (const change of newer)
    if ((merged.get(change.id)?.rev ?? 0) < change.rev) merged.set(change.id, change)
  return merged
}

/** The same object for the same contribution, so that its quotation is not drawn again. */
const briefs = new WeakMap<Contribution, Quoted>()

export function toQuoted(whole: Contribution): Quoted {
  const { id, seq, rev, authorId, authorName, institution, organisation, oral, state, text, lang } = whole
  const brief = briefs.get(whole) ?? {
    id,
    seq,
    rev,
    authorId,
    authorName,
    institution,
    organisation,
    ...(oral && { oral }),
    state,
    text,
    lang,
  }
  briefs.set(whole, brief)
  return brief
}

/** A quotation changes with what it quotes. */
function mergeQuoted(
  known: ReadonlyMap<string, Quoted>,
  quoted: readonly Quoted[],
  changes: Iterable<Contribution>,
) {
  const heard = [...changes].filter(({ id }) => known.has(id)).map(toQuoted)
  const newer = [...quoted, ...heard].filter((one) => (known.get(one.id)?.rev ?? 0) < one.rev)
  if (newer.length === 0) return known
  const merged = new Map(known)
  for (const one of newer) if ((merged.get(one.id)?.rev ?? 0) < one.rev) merged.set(one.id, one)
  return merged
}

const lowestSeq = (contributions: readonly Contribution[]) =>
  contributions.reduce((lowest, { seq }) => (seq !== null && seq < lowest ? seq : lowest), Infinity)

export const highestSeq = (contributions: Iterable<Contribution>, otherwise = 0) => {
  let highest = otherwise
  for (const { seq } of contributions) if (seq !== null && seq > highest) highest = seq
  return highest
}

/**
 * A first page, also after a reload or a jump. What is known and older than the page is forgotten: it may have
 * changed unnoticed. What is newer (a push or an own reply that overtook the page) stays. A page that is older than
 * what was forgotten since is of no use: the same state means that it has to be asked for again.
 */
export function takePage(state: ThreadState, page: Page): ThreadState {
  if (page.rev < state.floor) return state
  const newer = new Map([...state.contributions].filter(([, { rev }]) => rev > page.rev))
  const contributions = merge(newer, page.contributions)
  const lowest = lowestSeq(page.contributions)
  const quoted = new Map(page.quoted.map((one) => [one.id, one]))
  // What stayed keeps its quotations where nothing was missed; otherwise it is told again with them.
  if (state.rev >= page.rev) {
    for (const { replyTo } of newer.values()) {
      const brief = replyTo === null ? undefined : quotedIn(state, replyTo)
      if (brief) quoted.set(brief.id, brief)
    }
  }
  return {
    contributions,
    quoted: mergeQuoted(quoted, page.quoted, newer.values()),
    rev: Math.max(state.rev, page.rev),
    floor: page.rev,
    from: page.moreBefore ? lowest : 1,
    to: page.moreAfter ? highestSeq(page.contributions) : Infinity,
    newest: highestSeq(contributions.values(), Math.max(state.newest, page.lastSeq)),
    epoch: state.epoch + 1,
    ticket: state.ticket + 1,
  }
}

/** A page widens the window; it says nothing about what is new. */
function widened(state: ThreadState, page: Page, window: Partial<ThreadState>): ThreadState {
  return {
    ...state,
    contributions: merge(state.contributions, page.contributions),
    quoted: mergeQuoted(state.quoted, page.quoted, state.contributions.values()),
    newest: highestSeq(page.contributions, Math.max(state.newest, page.lastSeq)),
    ...window,
  }
}

export function takeOlder(state: ThreadState, page: Page, ticket: number): ThreadState {
  if (ticket !== state.ticket) return state
  const lowest = lowestSeq(page.contributions)
  if (lowest !== Infinity && highestSeq(page.contributions) !== state.from - 1) return state
  return widened(state, page, { from: page.moreBefore ? Math.min(lowest, state.from) : 1 })
}

export function takeNewer(state: ThreadState, page: Page, ticket: number): ThreadState {
  if (ticket !== state.ticket) return state
  const lowest = lowestSeq(page.contributions)
  if (lowest !== Infinity && lowest !== state.to + 1) return state
  return widened(state, page, {
    to: page.moreAfter ? highestSeq(page.contributions, state.to) : Infinity,
  })
}

/**
 * Forgets what lies far from where somebody reads, at the beginning of the window or at its end. Pages that are on
 * their way are not taken in: what they hold may be older than what was forgotten.
 */
export function trim(state: ThreadState, side: 'beginning' | 'end', most = mostKept): ThreadState {
  const end = Math.min(state.to, state.newest)
  if (end - state.from < most) return state
  const from = side === 'beginning' ? end - most + 1 : state.from
  const to = side === 'end' ? state.from + most - 1 : state.to
  const contributions = new Map<string, Contribution>()
  const forgotten = new Map<string, Contribution>()
  for (const [id, one] of state.contributions) {
    // Beyond the cursor nobody would send it again.
    const stays = one.seq === null || one.rev > state.rev || (one.seq >= from && one.seq <= to)
    ;(stays ? contributions : forgotten).set(id, one)
  }
  const quoted = new Map<string, Quoted>()
  for (const { replyTo } of contributions.values()) {
    if (replyTo === null) continue
    const gone = forgotten.get(replyTo)
    const brief = gone ? toQuoted(gone) : state.quoted.get(replyTo)
    if (brief) quoted.set(replyTo, brief)
  }
  return {
    ...state,
    contributions,
    quoted,
    from,
    to,
    floor: Math.max(state.floor, state.rev),
    ticket: state.ticket + 1,
  }
}

/** A push moves the cursor only where it continues what is known; after a gap the client has to follow again. */
export function takePush(state: ThreadState, push: Push): ThreadState {
  const rev = push.afterRev <= state.rev ? Math.max(state.rev, push.rev) : state.rev
  return settled(state, push.contributions, push.quoted, rev)
}

/** What was missed since the cursor that was sent along. */
export function takeFollow(state: ThreadState, reply: FollowReply): ThreadState {
  if (reply.reload) return state
  return settled(state, reply.missed, reply.quoted, Math.max(state.rev, reply.rev))
}

/** The answer to an own write. It overtakes what is on its way and may be late itself: no promise about the cursor. */
export function takeOwn(state: ThreadState, contribution: Contribution): ThreadState {
  return settled(state, [contribution], [], state.rev)
}

/** The same object where nothing changed, so that nothing is drawn again. */
function settled(
  state: ThreadState,
  changes: readonly Contribution[],
  brought: readonly Quoted[],
  rev: number,
): ThreadState {
  const contributions = merge(state.contributions, changes, state.floor)
  const quoted = mergeQuoted(state.quoted, brought, changes)
  return contributions === state.contributions && quoted === state.quoted && rev === state.rev
    ? state
    : { ...state, contributions, quoted, rev, newest: highestSeq(changes, state.newest) }
}

/** Whether something between the cursor and this push has not arrived. */
export const isGap = (state: ThreadState, push: Push) => push.afterRev > state.rev

/** What a contribution refers to, in its newest form that is known here. */
export function quotedIn(
  { contributions, quoted }: Pick<ThreadState, 'contributions' | 'quoted'>,
  id: string,
): Quoted | undefined {
  const whole = contributions.get(id)
  const brief = quoted.get(id)
  return whole && (!brief || whole.rev >= brief.rev) ? toQuoted(whole) : brief
}

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
      if (contribution.seq >= state.from && contribution.seq <= state.to) placed.push(contribution)
    } else (contribution.state === 'held' ? held : beside).push(contribution)
  }
  placed.sort((a, b) => a.seq! - b.seq!)
  beside.sort(byTime)
  held.sort(byTime)

  const list: Contribution[] = []
  let next = 0
  const first = placed[0]
  // Before the first place shown there may be more; what stands beside it has no place here yet.
  if (state.from > 1 && first)
    while (next < beside.length && beside[next]!.createdAt < first.createdAt) next++
  for (const contribution of placed) {
    while (next < beside.length && beside[next]!.createdAt < contribution.createdAt)
      list.push(beside[next++]!)
    list.push(contribution)
  }
  // And beyond the last one shown there is more.
  return state.to === Infinity ? [...list, ...beside.slice(next), ...held] : list
}

const byTime = (a: Contribution, b: Contribution) =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
