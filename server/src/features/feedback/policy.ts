import { feedbackAnswerDays, feedbackKeptDays, type FeedbackState } from '@augenhoehe/contracts'

const dayMs = 86_400_000

/** Until when an answer is promised to whoever wants one. */
export const dueAt = (at: Date) => new Date(at.getTime() + feedbackAnswerDays * dayMs)

/** What was settled before is deleted with everything that is in it. */
export const forgottenBefore = (now: Date) => new Date(now.getTime() - feedbackKeptDays * dayMs)

/** Nobody reads a form, chooses and writes a sentence in less. */
const quickestMs = 2_500

/** Whether a program seems to have filled it in: a field nobody sees, or all of it faster than anybody could. */
export const looksAutomatic = ({ trap, tookMs }: { trap: string; tookMs: number }) =>
  trap !== '' || tookMs < quickestMs

export type FeedbackAct = 'answer' | 'close' | 'open'

/** What becomes of it; undefined where that is not possible. */
export function afterAct(
  { state, email }: { state: FeedbackState; email: string | null },
  act: FeedbackAct,
): FeedbackState | undefined {
  switch (act) {
    case 'answer':
      // Whoever left no address wants no answer.
      return email === null || state === 'closed' ? undefined : 'answered'
    case 'close':
      return state === 'closed' ? undefined : 'closed'
    case 'open':
      return state === 'open' ? undefined : 'open'
  }
}

/** Mails that cannot be handed over are tried again with each hourly job, so many times. */
export const mostTries = 48
