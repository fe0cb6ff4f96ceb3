import type { IntroductionState } from '@augenhoehe/contracts'

/** So long those who are introduced may answer. */
export const introductionDays = 30
/** So many introductions may wait for the answer of one organisation. */
export const openIntroductions = 3
/** How long those who met see it among their suggestions. */
export const metDays = 30

type Said = 'open' | 'accepted' | 'declined'

/** An introduction nobody answered in time has expired, whether or not a job has said so. */
export const introductionState = (
  said: Said,
  { expiresAt }: { expiresAt: Date },
  now: Date,
): IntroductionState => (said === 'open' && expiresAt <= now ? 'expired' : said)

/** With whom somebody who accepts gets in touch: all who accepted before. */
export const meets = (states: readonly Said[], place: number): number[] =>
  states.flatMap((state, other) => (other !== place && state === 'accepted' ? [other] : []))

/** Whether anything can still come of it: somebody may answer, and not everybody else has declined. */
export const isUndecided = (states: readonly Said[]) =>
  states.includes('open') && states.filter((state) => state !== 'declined').length >= 2
