import type { CheckedStatement, SessionState } from '@augenhoehe/contracts'
import type { Lanes } from './lane.ts'
import { toStatement } from './present.ts'
import type { LiveState } from './state.ts'

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
  statements: CheckedStatement[]
  /** Questions that were shown and have not been answered. */
  openQuestions: {
    id: string
    text: string
    lang: string | null
    askers: { organisationId: string | null }[]
  }[]
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
