import type { OpinionGroup, VoteValue } from '@augenhoehe/contracts'
import { fewestVoters, opinionGroups, type Voter } from './groups.ts'
import {
  changed,
  isPossible,
  isSameRequest,
  refused,
  withOrganisation,
  type LiveState,
  type Outcome,
  type PartyDoc,
  type Request,
} from './state.ts'
import { withBallot } from './wall.ts'

export const mostStatements = 50

export type StatementAct =
  | { kind: 'state'; id: string; request: Request; text: string; questionId: string | null }
  | { kind: 'closeStatement'; statementId: string; open: boolean }
  | {
      kind: 'vote'
      statementId: string
      by: string
      value: VoteValue | null
      party: PartyDoc
      group: string
    }

export function onStatement(state: LiveState, act: StatementAct): Outcome {
  switch (act.kind) {
    case 'state':
      return put(state, act)
    case 'closeStatement':
      return close(state, act)
    case 'vote':
      return vote(state, act)
  }
}

function put(
  state: LiveState,
  { id, request, text, questionId }: Extract<StatementAct, { kind: 'state' }>,
): Outcome {
  const all = Object.values(state.statements)
  const stored = all.find((one) => isSameRequest(one.request, request))
  if (stored) {
    const isSame = stored.text === text && stored.questionId === questionId
    return isSame ? { state, statement: stored.id } : refused('conflict')
  }
  if (!isPossible('state', state.session)) return refused('live.ended')
  if (all.length >= mostStatements) return refused('live.wall-full')
  const statement = { id, n: all.length + 1, text, questionId, open: true, request, rev: 1 }
  return {
    state: changed({ ...state, statements: { ...state.statements, [id]: statement } }, {}),
    statement: id,
  }
}

function close(
  state: LiveState,
  { statementId, open }: Extract<StatementAct, { kind: 'closeStatement' }>,
): Outcome {
  const statement = state.statements[statementId]
  if (!statement) return refused('not-found')
  if (!isPossible('closeStatement', state.session)) return refused('live.ended')
  if (statement.open === open) return { state, statement: statementId }
  const closed = { ...statement, open, rev: statement.rev + 1 }
  return {
    state: changed({ ...state, statements: { ...state.statements, [statementId]: closed } }, {}),
    statement: statementId,
  }
}

function vote(
  state: LiveState,
  { statementId, by, value, party, group }: Extract<StatementAct, { kind: 'vote' }>,
): Outcome {
  const statement = state.statements[statementId]
  if (!statement) return refused('not-found')
  if (!isPossible('vote', state.session)) return refused('live.ended')
  if (!statement.open) return refused('conflict')
  const before = state.ballots[statementId]?.[by]
  const { organisationId, institution } = party
  if ((before?.value ?? null) === value && (value === null || before?.group === group)) return { state }
  return {
    state: changed(withBallot(state, statementId, by, { value, organisationId, institution, group }), {
      organisationIds: withOrganisation(state.session, party),
    }),
  }
}

/** What everybody voted on the statements whose vote has ended. */
function votersOf({ statements, ballots }: LiveState): Voter[] {
  const votes = new Map<string, Map<string, VoteValue>>()
  for (const { id, open } of Object.values(statements)) {
    if (open) continue
    for (const [person, { value }] of Object.entries(ballots[id] ?? {})) {
      // Nobody supports a statement; and what was taken back is no vote.
      if (value === null || value === 'support') continue
      const own = votes.get(person) ?? new Map<string, VoteValue>()
      votes.set(person, own.set(id, value))
    }
  }
  return [...votes].map(([person, cast]) => ({ person, votes: cast }))
}

/** Groups of opinion as they may be shown: sizes and counts, nobody's name. */
export function groupsIn(state: LiveState): { voters: number; fewest: number; groups: OpinionGroup[] } {
  const voters = votersOf(state)
  const closed = Object.values(state.statements).filter(({ open }) => !open)
  const byPerson = new Map(voters.map(({ person, votes }) => [person, votes]))
  const groups = opinionGroups(voters).map(({ people }) => ({
    size: people.length,
    statements: closed.map(({ id }) => {
      const count = (value: VoteValue) =>
        people.filter((person) => byPerson.get(person)?.get(id) === value).length
      return {
        statementId: id,
        agree: count('agree'),
        disagree: count('disagree'),
        unsure: count('unsure'),
      }
    }),
  }))
  return { voters: voters.length, fewest: fewestVoters, groups }
}
