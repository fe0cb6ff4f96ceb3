import type { WelcomeQuestion } from '@augenhoehe/contracts'

const order: readonly WelcomeQuestion[] = ['place', 'fields', 'needs']

/** Each question has an address of its own, so that "back" goes back by one. */
const addresses: Readonly<Record<WelcomeQuestion, string>> = {
  place: 'ort',
  fields: 'themen',
  needs: 'bedarf',
}

export const hrefOf = (question: WelcomeQuestion) => `/willkommen/${addresses[question]}`
export const resultHref = '/willkommen/ergebnis'
export const isResult = (step: string) => step === 'ergebnis'

export const questionAt = (step: string): WelcomeQuestion | undefined =>
  order.find((question) => addresses[question] === step)

/** What is left to ask: an association says where it is and what it does, and perhaps what it needs. */
export function questionsFor(own: { saysWhatItNeeds: boolean } | null): readonly WelcomeQuestion[] {
  if (!own) return order
  return own.saysWhatItNeeds ? [] : ['needs']
}

/** Where to go on: the first question that is still open, after this one if it is named. */
export function nextHref(
  questions: readonly WelcomeQuestion[],
  asked: readonly WelcomeQuestion[],
  current?: WelcomeQuestion,
): string {
  const place = current === undefined ? -1 : questions.indexOf(current)
  const next = questions.find((question, index) => index > place && !asked.includes(question))
  return next === undefined ? resultHref : hrefOf(next)
}

const token = /(?:\/einladung\/|^)([\w.~-]{16,2000})\/?$/

/** The address of an invitation within what somebody pasted: the whole link, or only its end. */
export function invitationIn(pasted: string): string | undefined {
  const found = token.exec(pasted.trim().split(/[?#\s]/, 1)[0] ?? '')?.[1]
  return found === undefined ? undefined : `/einladung/${found}`
}
