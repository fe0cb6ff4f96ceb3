import type { WallState } from '@augenhoehe/contracts'
import {
  changed,
  isPossible,
  isSameParty,
  isSameRequest,
  refused,
  withOrganisation,
  type BallotDoc,
  type LiveState,
  type Outcome,
  type PartyDoc,
  type QuestionDoc,
  type Request,
} from './state.ts'

export const mostQuestions = 300

export type WallAct =
  | {
      kind: 'ask'
      id: string
      request: Request
      party: PartyDoc
      text: string
      lang: string | null
      /** A guest's waits always. */
      pending: boolean
    }
  | { kind: 'support'; questionId: string; by: string; on: boolean; party: PartyDoc; group: string }
  | { kind: 'judge'; questionId: string; rev: number; to: Decided; reason: string | null }
  | { kind: 'mergeQuestions'; questionId: string; into: string; rev: number }
export type Decided = Exclude<WallState, 'pending' | 'merged'>

/** Where a question may come from to each state; a question that was merged goes with the other. */
const comesFrom: Readonly<Record<Decided, readonly WallState[]>> = {
  published: ['pending', 'called', 'answered', 'moved', 'rejected'],
  called: ['published', 'answered'],
  answered: ['published', 'called'],
  moved: ['pending', 'published', 'called'],
  rejected: ['pending', 'published', 'called'],
}

export function onWall(state: LiveState, act: WallAct, now: number): Outcome {
  switch (act.kind) {
    case 'ask':
      return ask(state, act, now)
    case 'support':
      return support(state, act)
    case 'judge':
      return judge(state, act)
    case 'mergeQuestions':
      return merge(state, act)
  }
}

/** The question that stands for this one: itself, or what it was merged into. */
export function rootOf(questions: LiveState['questions'], id: string): QuestionDoc | undefined {
  let question = questions[id]
  while (question?.mergedInto) question = questions[question.mergedInto]
  return question
}

const families = new WeakMap<LiveState['questions'], Map<string, string[]>>()

/** A question and all that was merged into it. */
export function familyOf(questions: LiveState['questions'], root: string): readonly string[] {
  let known = families.get(questions)
  if (!known) {
    known = new Map<string, string[]>()
    for (const id of Object.keys(questions)) {
      const of = rootOf(questions, id)?.id ?? id
      known.set(of, [...(known.get(of) ?? []), id])
    }
    families.set(questions, known)
  }
  return known.get(root) ?? []
}

/** Who supports a question or one that was merged into it, each person once. */
export function supportersOf({ questions, ballots }: Pick<LiveState, 'questions' | 'ballots'>, root: string) {
  const supporters = new Map<string, BallotDoc>()
  for (const id of familyOf(questions, root)) {
    for (const [userId, ballot] of Object.entries(ballots[id] ?? {})) {
      if (ballot.value === 'support') supporters.set(userId, ballot)
    }
  }
  return supporters
}

const withQuestion = (state: LiveState, question: QuestionDoc): LiveState => ({
  ...state,
  questions: { ...state.questions, [question.id]: question },
})

/** With what one person says about one thing. */
export const withBallot = (
  state: LiveState,
  target: string,
  userId: string,
  ballot: BallotDoc,
): LiveState => ({
  ...state,
  ballots: { ...state.ballots, [target]: { ...state.ballots[target], [userId]: ballot } },
})

function ask(
  state: LiveState,
  { id, request, party, text, lang, pending }: Extract<WallAct, { kind: 'ask' }>,
  now: number,
): Outcome {
  const { session, questions } = state
  const all = Object.values(questions)
  const stored = all.find((one) => isSameRequest(one.request, request))
  if (stored) {
    const isSame = stored.text === text && isSameParty(stored.askers[0]!, party)
    return isSame ? { state, question: stored.id } : refused('conflict')
  }
  if (!isPossible('ask', session)) return refused('live.ended')
  if (all.length >= mostQuestions) return refused('live.wall-full')
  const question: QuestionDoc = {
    id,
    n: all.reduce((most, { n }) => Math.max(most, n), 0) + 1,
    text,
    lang,
    state: pending ? 'pending' : 'published',
    shown: !pending,
    askers: [party],
    request,
    mergedInto: null,
    reason: null,
    askedAt: now,
    rev: 1,
    from: null,
  }
  return {
    state: changed(withQuestion(state, question), { organisationIds: withOrganisation(session, party) }),
    question: id,
  }
}

function support(
  state: LiveState,
  { questionId, by, on, party, group }: Extract<WallAct, { kind: 'support' }>,
): Outcome {
  const { session, questions } = state
  const root = rootOf(questions, questionId)
  if (!root?.shown) return refused('not-found')
  const supports = supportersOf(state, root.id).has(by)
  if (on === supports) return { state }
  if (!isPossible('support', session)) return refused('live.ended')
  if (root.state === 'rejected' || root.state === 'moved') return refused('conflict')
  const { organisationId, institution } = party
  if (on) {
    const ballot = { value: 'support' as const, organisationId, institution, group }
    return {
      state: changed(withBallot(state, root.id, by, ballot), {
        organisationIds: withOrganisation(session, party),
      }),
    }
  }
  const targets = familyOf(questions, root.id).filter((id) => state.ballots[id]?.[by]?.value === 'support')
  const without = targets.reduce(
    (next, id) => withBallot(next, id, by, { ...next.ballots[id]![by]!, value: null }),
    state,
  )
  return { state: changed(without, {}) }
}

function judge(
  state: LiveState,
  { questionId, rev, to, reason }: Extract<WallAct, { kind: 'judge' }>,
): Outcome {
  const question = state.questions[questionId]
  if (!question) return refused('not-found')
  if (!isPossible('judge', state.session)) return refused('live.ended')
  if (question.rev !== rev || !comesFrom[to].includes(question.state)) return refused('conflict')
  const judged: QuestionDoc = {
    ...question,
    state: to,
    shown: question.shown || to !== 'rejected',
    reason: to === 'moved' || to === 'rejected' ? reason : null,
    rev: question.rev + 1,
  }
  return { state: changed(withQuestion(state, judged), {}), question: questionId }
}

function merge(
  state: LiveState,
  { questionId, into, rev }: Extract<WallAct, { kind: 'mergeQuestions' }>,
): Outcome {
  const { questions, session } = state
  const [question, target] = [questions[questionId], rootOf(questions, into)]
  if (!question || !target) return refused('not-found')
  if (!isPossible('mergeQuestions', session)) return refused('live.ended')
  const isStale = question.rev !== rev || question.state === 'merged'
  const isSettled = target.state === 'rejected' || target.state === 'moved'
  // What everybody sees does not vanish into what still waits.
  const vanishes = question.shown && !target.shown
  if (isStale || isSettled || vanishes || target.id === questionId) return refused('conflict')
  const merged: QuestionDoc = {
    ...question,
    state: 'merged',
    mergedInto: target.id,
    rev: question.rev + 1,
  }
  const joined: QuestionDoc = {
    ...target,
    askers: [
      ...target.askers,
      ...question.askers.filter((one) => !target.askers.some((other) => isSameParty(one, other))),
    ],
    rev: target.rev + 1,
  }
  return { state: changed(withQuestion(withQuestion(state, merged), joined), {}), question: target.id }
}
