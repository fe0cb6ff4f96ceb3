import type { CurrencyAnswer, OwnMembership } from '@augenhoehe/contracts'
import { answerDays, confirmDays, currencyOf } from '../policy.ts'

const dayMs = 24 * 60 * 60 * 1000
/** After so many days without an answer the admins are asked once more. */
export const remindDays = 15
/** So long the links of the mails answer; later one signs in. */
export const linkDays = 180
/** A mail that could not be handed over is tried for so long. */
export const triedDays = 3

const ago = (now: Date, days: number) => new Date(now.getTime() - days * dayMs)

export const confirmedBefore = (now: Date) => ago(now, confirmDays)
export const remindedBefore = (now: Date) => ago(now, remindDays)
export const greyBefore = (now: Date) => ago(now, answerDays)
export const givenUpBefore = (now: Date) => ago(now, triedDays)
export const answerableUntil = (question: Date) => new Date(question.getTime() + linkDays * dayMs)
export const answerBy = (askedAt: Date) => new Date(askedAt.getTime() + answerDays * dayMs)

interface Standing {
  askedAt: Date | null
  dormantSince: Date | null
}

/** What members are told of it. */
export function upkeepOf(standing: Standing, now: Date): OwnMembership['upkeep'] {
  const currency = currencyOf(standing, now)
  if (currency !== 'current') return { state: currency, until: null }
  return standing.askedAt ? { state: 'asked', until: answerBy(standing.askedAt).toISOString() } : null
}

/** What was answered to the last question; null while nothing was. */
export const answerOf = ({ askedAt, dormantSince }: Standing): CurrencyAnswer | null =>
  dormantSince ? 'dormant' : askedAt ? null : 'current'

/** What an answer makes of an organisation. */
export const afterAnswer = (answer: CurrencyAnswer, now: Date) =>
  answer === 'current'
    ? { confirmedAt: now, askedAt: null, dormantSince: null }
    : { askedAt: null, dormantSince: now }
