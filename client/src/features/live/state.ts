import type { Hand, LiveChanged, SessionSnapshot, VoteValue, WallQuestion } from '@augenhoehe/contracts'

/**
 * What one reader knows of one session. It came as a whole (`live.follow`) and goes on by what changes;
 * where the two differ, whichever has the higher `rev` holds.
 */
export interface SessionView {
  session: SessionSnapshot
  /** What the reader has just pressed and nobody has answered yet; it counts before what the server last said. */
  wishes: Wishes
  /** What the reader handed in in writing: the public list names it without its words. */
  ownTexts: ReadonlyMap<number, string>
}

export interface Wishes {
  support: ReadonlyMap<string, Wish<boolean>>
  votes: ReadonlyMap<string, Wish<VoteValue | null>>
}

/** Numbered, because the answer to an earlier press says nothing about the last one. */
interface Wish<T> {
  number: number
  value: T
}

const noWishes: Wishes = { support: new Map(), votes: new Map() }

/** A whole reading. One that is older than what is known by now only says what the reader may do. */
export function takeSnapshot(known: SessionView | null, snapshot: SessionSnapshot): SessionView {
  if (known?.session.sessionId !== snapshot.sessionId)
    return { session: snapshot, wishes: noWishes, ownTexts: new Map() }
  if (snapshot.rev >= known.session.rev) return { ...known, session: snapshot }
  const { mine, mayRun, mayTakePart, code } = snapshot
  return { ...known, session: { ...known.session, mine, mayRun, mayTakePart, code } }
}

/** Whether something before this change never arrived. */
export const isGap = ({ session }: SessionView, change: LiveChanged): boolean =>
  change.afterRev > session.rev || (change.rev >= session.rev && namesStrangers(session.queue, change))

/**
 * What has changed. What is not named is as it was; after a gap nothing can be joined to what is known.
 * Moderators hear of one change twice, the second time with what only they may see.
 */
export function takeChange(known: SessionView, change: LiveChanged): SessionView {
  const { session } = known
  if (isGap(known, change) || change.rev < session.rev) return known
  const { rev, now, stage, queue, questions, statements } = change
  return {
    ...known,
    session: {
      ...session,
      rev,
      now,
      ...(stage && { stage }),
      ...(queue && { queue: requeued(session.queue, queue) }),
      ...(questions && { questions: inNumber(replaced(session.questions, questions)) }),
      ...(statements && { statements: inNumber(replaced(session.statements, statements)) }),
    },
  }
}

/** What the reader supports and how they voted, said on whichever of their devices. */
export const takeMine = (known: SessionView, mine: SessionSnapshot['mine']): SessionView => ({
  ...known,
  session: { ...known.session, mine },
})

/** A question of one's own, or one that has just been decided about, before everybody hears of it. */
export function takeQuestion(known: SessionView, question: WallQuestion): SessionView {
  const stored = known.session.questions.find(({ id }) => id === question.id)
  if (stored && stored.rev >= question.rev) return known
  const questions = inNumber(replaced(known.session.questions, [question]))
  return { ...known, session: { ...known.session, questions } }
}

export const takeOwnText = (known: SessionView, hand: number, text: string): SessionView => ({
  ...known,
  ownTexts: new Map(known.ownTexts).set(hand, text),
})

export const wishSupport = (known: SessionView, id: string, number: number, value: boolean) =>
  withWishes(known, { support: new Map(known.wishes.support).set(id, { number, value }) })

export const wishVote = (known: SessionView, id: string, number: number, value: VoteValue | null) =>
  withWishes(known, { votes: new Map(known.wishes.votes).set(id, { number, value }) })

/** The answer to a press: it holds now, or it does not. */
export function settleSupport(known: SessionView, id: string, number: number, done: boolean): SessionView {
  const wish = known.wishes.support.get(id)
  if (wish?.number !== number) return known
  const settled = withWishes(known, { support: without(known.wishes.support, id) })
  if (!done) return settled
  const { mine } = known.session
  const others = mine.supported.filter((one) => one !== id)
  return takeMine(settled, { ...mine, supported: wish.value ? [...others, id] : others })
}

export function settleVote(known: SessionView, id: string, number: number, done: boolean): SessionView {
  const wish = known.wishes.votes.get(id)
  if (wish?.number !== number) return known
  const settled = withWishes(known, { votes: without(known.wishes.votes, id) })
  if (!done) return settled
  const { mine } = known.session
  const { [id]: _, ...others } = mine.votes
  return takeMine(settled, { ...mine, votes: wish.value === null ? others : { ...others, [id]: wish.value } })
}

/** Whether a question is the reader's too, as they last said it. */
export const supports = ({ session, wishes }: SessionView, id: string): boolean =>
  wishes.support.get(id)?.value ?? session.mine.supported.includes(id)

export function voteOn({ session, wishes }: SessionView, id: string): VoteValue | null {
  const wish = wishes.votes.get(id)
  return wish ? wish.value : (session.mine.votes[id] ?? null)
}

const withWishes = (known: SessionView, part: Partial<Wishes>): SessionView => ({
  ...known,
  wishes: { ...known.wishes, ...part },
})

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

type QueueOf = NonNullable<LiveChanged['queue']>

/** An order that names somebody nobody has told us of. */
function namesStrangers(hands: readonly Hand[], { queue }: LiveChanged): boolean {
  if (!queue) return false
  const known = new Set([...hands, ...queue.changed].map(({ n }) => n))
  return queue.order.some((n) => !known.has(n))
}

function requeued(hands: readonly Hand[], { order, changed }: QueueOf): Hand[] {
  const known = new Map(hands.map((hand) => [hand.n, hand]))
  for (const hand of changed) {
    // Words that one may read are not taken back by news for those who may not.
    known.set(hand.n, { ...hand, text: hand.text ?? known.get(hand.n)?.text ?? null })
  }
  return order.flatMap((n) => known.get(n) ?? [])
}

function replaced<T extends { id: string }>(known: readonly T[], changes: readonly T[]): T[] {
  const all = new Map(known.map((one) => [one.id, one]))
  for (const change of changes) all.set(change.id, change)
  return [...all.values()]
}

const inNumber = <T extends { n: number }>(items: readonly T[]): T[] => items.toSorted((a, b) => a.n - b.n)
