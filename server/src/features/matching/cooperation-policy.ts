import type { CooperationAnswer, CooperationState, FieldAudience } from '@augenhoehe/contracts'
import { daysAfter } from './policy.ts'

/** So many days after a contact both are asked whether they work together; then once more. */
export const questionDays = [30, 90] as const
/** Whoever closed a cooperation may say otherwise for so long. */
export const reopenDays = 30
/** So long after it was over the two are not suggested to each other. */
export const apartDays = 90
/** How long the words of what is over are kept. */
export const cooperationMemoryDays = 365
/** A mail that could not be handed over is tried for so long. */
export const triedDays = 3

/** What an answer means together with what the other side last said, or that somebody ends it. */
export type CooperationEvent = 'agreed' | 'open' | 'no' | 'end'

/** What may follow what; null is refused. What is over comes back only by whoever closed it. */
export const nextCooperation: Readonly<
  Record<CooperationState, Readonly<Record<CooperationEvent, CooperationState | null>>>
> = {
  begun: { agreed: 'confirmed', open: 'begun', no: 'denied', end: 'denied' },
  confirmed: { agreed: 'confirmed', open: 'begun', no: 'ended', end: 'ended' },
  denied: { agreed: 'confirmed', open: 'begun', no: 'denied', end: null },
  ended: { agreed: 'confirmed', open: 'begun', no: 'ended', end: null },
}

export const isOver = (state: CooperationState) => state === 'denied' || state === 'ended'

/** It takes both to confirm, and one to deny. */
export function eventOf(own: CooperationAnswer, theirs: CooperationAnswer | null): CooperationEvent {
  if (own === 'no') return 'no'
  return own === 'yes' && theirs === 'yes' ? 'agreed' : 'open'
}

export interface Closed {
  at: Date
  /** The place of the side that closed it. */
  by: number
}

export const mayReopen = (closed: Closed | null, side: number, now: Date) =>
  closed !== null && closed.by === side && now < daysAfter(closed.at, reopenDays)

/** Whether two may be suggested to each other again. */
export const isForgotten = (closed: Closed | null, now: Date) =>
  closed !== null && now >= daysAfter(closed.at, apartDays)

interface Asked {
  state: CooperationState
  begunAt: Date
  /** Which question was put last; 0 while none was. */
  question: number
}

/** Which question is to be put now, if any; one that was slept through is left out. */
export function dueQuestion({ state, begunAt, question }: Asked, now: Date): number | null {
  if (isOver(state)) return null
  const due = questionDays.filter((days) => now >= daysAfter(begunAt, days)).length
  return due > question ? due : null
}

const width: readonly FieldAudience[] = ['members', 'signed-in', 'everyone']

/** Both have to agree: the narrower of what they want. */
export const narrower = (one: FieldAudience, other: FieldAudience): FieldAudience =>
  width[Math.min(width.indexOf(one), width.indexOf(other))]!

const rank: readonly CooperationState[] = ['confirmed', 'begun', 'ended', 'denied']

/** Of several between the same two, because entries became one: what is further comes first, then what is newer. */
export const byWeight = (
  a: { state: CooperationState; begunAt: Date },
  b: { state: CooperationState; begunAt: Date },
) => rank.indexOf(a.state) - rank.indexOf(b.state) || b.begunAt.getTime() - a.begunAt.getTime()
