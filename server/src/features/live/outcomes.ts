import type { CheckedStatement, SessionState } from '@augenhoehe/contracts'
import type { Lanes } from './lane.ts'
import { groupOf, personOf } from './parties.ts'
import { toStatement } from './present.ts'
import type { LiveState, PartyDoc } from './state.ts'

/** What came together in a session, for the record of it. */
export interface SessionOutcome {
  id: string
  roomId: string
  threadId: string
  title: string
  topic: string | null
  state: SessionState
  startsAt: Date
  place: string | null
  agenda: { questionId: string | null; title: Record<string, string>; minutes: number }[]
  /** Who runs it besides those who moderate the room. */
  moderators: string[]
  /** Why it was cancelled, merged, or ended without a result. */
  reason: string | null
  mergedInto: string | null
  recordId: string | null
  /** When it ran for the first time, and when it came to its end. */
  ranFrom: Date | null
  endedAt: Date | null
  /** Associations that raised a hand, asked, supported or voted. */
  organisationIds: string[]
  /** Who did so, and for whom: for counting, names are never shown. */
  parties: PartyDoc[]
  statements: CheckedStatement[]
  /** Questions that were shown and have not been answered. */
  openQuestions: {
    id: string
    text: string
    lang: string | null
    askers: { organisationId: string | null }[]
  }[]
}

/** Who raised a hand, asked, supported or voted; not counted twice where somebody did so for the same party. */
export function partiesIn({ session, questions, ballots }: LiveState): PartyDoc[] {
  const parties = [
    ...session.waiting.map(({ party }) => party),
    ...(session.turn ? [session.turn.hand.party] : []),
    ...session.taken.map(({ party }) => party),
    ...session.gone.flatMap(({ party }) => party ?? []),
    ...Object.values(questions).flatMap(({ askers, state }) => (state === 'rejected' ? [] : askers)),
    ...Object.values(ballots).flatMap((said) =>
      Object.entries(said).map(([userId, { organisationId, institution = null }]): PartyDoc => ({
        userId,
        name: null,
        organisationId,
        institution,
      })),
    ),
  ]
  const keyOf = (party: PartyDoc) => `${personOf(party)} ${groupOf(party)}`
  return [...new Map(parties.map((party) => [keyOf(party), party])).values()]
}

interface Needs {
  lanes: Lanes
  markPhases: (state: LiveState) => Promise<void>
}

/** What other capabilities ask of a session, after they have asked whether somebody may. */
export function createOutcomes({ lanes, markPhases }: Needs) {
  return {
    async sessionOf(sessionId: string): Promise<SessionOutcome> {
      const { id, session, ...state } = await lanes.read(sessionId)
      const at = (kind: string) => session.phases.find((phase) => phase.kind === kind)?.at
      const [ranFrom, last] = [at('session-running'), session.phases.at(-1)]
      return {
        id,
        roomId: session.roomId,
        threadId: session.threadId,
        title: session.title,
        topic: session.topic,
        state: session.state,
        startsAt: new Date(session.startsAt),
        place: session.place,
        agenda: session.agenda.map(({ questionId, title, minutes }) => ({ questionId, title, minutes })),
        moderators: session.moderators,
        reason: session.reason,
        mergedInto: session.mergedInto,
        recordId: session.recordId,
        ranFrom: ranFrom === undefined ? null : new Date(ranFrom),
        endedAt: session.ended && last ? new Date(last.at) : null,
        organisationIds: session.organisationIds,
        parties: partiesIn({ id, session, ...state }),
        statements: Object.values(state.statements)
          .toSorted((a, b) => a.n - b.n)
          .map((statement) => toStatement(statement, state)),
        openQuestions: Object.values(state.questions)
          .filter((question) => question.state === 'published' || question.state === 'called')
          .toSorted((a, b) => a.n - b.n)
          .map(({ id: questionId, text, lang, askers }) => ({
            id: questionId,
            text,
            lang,
            askers: askers.map(({ organisationId }) => ({ organisationId })),
          })),
      }
    },

    /** Its record has been published: that is its end. Harmless when repeated. */
    async documented(sessionId: string, { recordId, by }: { recordId: string; by: string }) {
      const { state } = await lanes.run(sessionId, { kind: 'documented', recordId, by })
      await markPhases(state)
    },
  }
}
