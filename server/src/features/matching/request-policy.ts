import type { RequestKind, RequestState } from '@augenhoehe/contracts'
import { daysAfter, requestDays } from './policy.ts'

/** How long a request waits for room on the other side. */
export const queueDays = 56
/** A request counts so long against what the other side wants in a week. */
export const weekDays = 7
/** So many days before its end those who have not answered are reminded. */
export const reminderDaysBefore = [7, 2] as const

/** What can happen to a request. */
export const requestActs = ['deliver', 'accept', 'decline', 'postpone', 'withdraw', 'lapse'] as const
export type RequestAct = (typeof requestActs)[number]

/** What follows what. Where nothing follows, it is over. */
const following: Record<RequestState, Partial<Record<RequestAct, RequestState>>> = {
  queued: { deliver: 'sent', withdraw: 'withdrawn', lapse: 'expired' },
  sent: {
    accept: 'accepted',
    decline: 'declined',
    postpone: 'postponed',
    withdraw: 'withdrawn',
    lapse: 'expired',
  },
  postponed: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', lapse: 'expired' },
  accepted: {},
  declined: {},
  withdrawn: {},
  expired: {},
}
/** Whose act it is; time does the rest. */
export const whoseAct: Record<RequestAct, 'asking' | 'asked' | 'time'> = {
  deliver: 'time',
  accept: 'asked',
  decline: 'asked',
  postpone: 'asked',
  withdraw: 'asking',
  lapse: 'time',
}

export const requestStates = Object.keys(following) as RequestState[]
export const isOpen = (state: RequestState) => Object.keys(following[state]).length > 0
export const openStates = requestStates.filter(isOpen)

/** What becomes of it; undefined where that cannot happen. A case is not put off: somebody needs help now. */
export const afterAct = (kind: RequestKind, state: RequestState, act: RequestAct): RequestState | undefined =>
  kind === 'referral' && act === 'postpone' ? undefined : following[state][act]

/** An open request whose time is over has expired, whether or not a job has said so. */
export const requestState = (
  { state, expiresAt }: { state: RequestState; expiresAt: Date },
  now: Date,
): RequestState => (isOpen(state) && expiresAt <= now ? 'expired' : state)

/** When the time is over of what is in this state since `now`; putting off gives as long again. */
export const endOf = (state: 'queued' | 'sent' | 'postponed', now: Date, before: Date = now): Date =>
  state === 'postponed'
    ? daysAfter(before, requestDays)
    : daysAfter(now, state === 'queued' ? queueDays : requestDays)

/** How many reminders are due for what has been delivered and not been answered. */
export const remindersDue = (
  { state, expiresAt }: { state: RequestState; expiresAt: Date },
  now: Date,
): number =>
  state === 'queued' || requestState({ state, expiresAt }, now) !== state || !isOpen(state)
    ? 0
    : reminderDaysBefore.filter((days) => daysAfter(expiresAt, -days) <= now).length

/**
 * When those that wait are delivered, in their order, and one more behind them: never more than `perWeek` within seven
 * days. `delivered` is when the last ones were.
 */
export function deliveryTimes(
  delivered: readonly Date[],
  perWeek: number,
  waiting: number,
  now: Date,
): Date[] {
  const taken = delivered.map((at) => at.getTime()).toSorted((a, b) => a - b)
  return Array.from({ length: waiting }, () => {
    const hinders = taken[taken.length - perWeek]
    const last = taken.at(-1) ?? 0
    const free = hinders === undefined ? 0 : daysAfter(new Date(hinders), weekDays).getTime()
    const at = Math.max(now.getTime(), last, free)
    taken.push(at)
    return new Date(at)
  })
}
