import type { Room, Thread } from '@augenhoehe/contracts'

export const lastActivity = (thread: Thread) => thread.lastContributionAt ?? thread.createdAt

/** Opened before, and something has come since. */
export const isToReadOn = ({ readSeq, unreadCount }: Thread) => readSeq !== null && unreadCount > 0

const newestFirst = (a: Thread, b: Thread) => (lastActivity(a) < lastActivity(b) ? 1 : -1)

/** Questions keep their order, whatever happens in them: people learn the place. */
export function byQuestion(room: Pick<Room, 'questions'>, threads: readonly Thread[]) {
  const known = new Set(room.questions.map(({ id }) => id))
  const sorted = threads.toSorted(newestFirst)
  return {
    questions: room.questions
      .toSorted((a, b) => a.order - b.order)
      .map((question) => ({
        question,
        threads: sorted.filter(({ questionId }) => questionId === question.id),
      }))
      // What is no longer asked stays where something stands under it.
      .filter(({ question, threads: some }) => !question.retired || some.length > 0),
    free: sorted.filter(({ questionId }) => questionId === null || !known.has(questionId)),
  }
}

/** Who was last to say something, each association once. */
export const lastOrganisations = (threads: readonly Thread[], most: number): string[] =>
  [...new Set(threads.toSorted(newestFirst).flatMap(({ lastOrganisation }) => lastOrganisation ?? []))].slice(
    0,
    most,
  )

export const newest = (threads: readonly Thread[], most: number) =>
  threads.toSorted(newestFirst).slice(0, most)
