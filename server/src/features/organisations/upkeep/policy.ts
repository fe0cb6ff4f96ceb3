import type { CurrencyAnswer, OwnMembership } from '@augenhoehe/contracts'
import type { AnsweredDoc } from './model.ts'
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

/** So long an answer may be taken back. */
export const regretMs = dayMs

/** As long as nothing else has happened to what it left. */
export function mayTakeBack(
  standing: Standing & { confirmedAt: Date; answered?: AnsweredDoc | null },
  now: Date,
): boolean {
  const { answered } = standing
  if (!answered || now.getTime() - answered.at.getTime() >= regretMs) return false
  const left = { ...answered.before, ...afterAnswer(answered.answer, answered.at) }
  return (['confirmedAt', 'askedAt', 'dormantSince'] as const).every(
    (field) => left[field]?.getTime() === standing[field]?.getTime(),
  )
}

/** What an answer makes of an organisation. */
export const afterAnswer = (answer: CurrencyAnswer, now: Date) =>
  answer === 'current'
    ? { confirmedAt: now, askedAt: null, dormantSince: null }
    : { askedAt: null, dormantSince: now }
