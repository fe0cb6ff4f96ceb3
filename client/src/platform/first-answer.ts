import type { AllOperations, HttpOperation, Input, Reply } from '@augenhoehe/contracts'

/** What the server wrote into the page it sent: an answer, and the question to it. */
interface First {
  name: string
  input: Record<string, unknown>
  reply: unknown
}

let first: First | null | undefined

function read(): First | null {
  const text = document.getElementById('first-answer')?.textContent
  return text ? (JSON.parse(text) as First) : null
}

/** Whether both ask the same; in an address numbers are words. */
const isSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => String(value) === String(b[key]))

/** The answer that came with the page, if it is the one to this question: what is already there is not asked for. */
export function firstAnswer<K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
): Reply<AllOperations[K]> | undefined {
  first ??= read()
  if (first?.name !== name || !isSame(first.input, input)) return undefined
  return first.reply as Reply<AllOperations[K]>
}

/** When that answer was given, for deciding whether to ask again. */
export const firstAnswerAt = () => Math.round(performance.timeOrigin)

/** Whether the server sent this page with its content. */
export const hasFirstAnswer = () => document.getElementById('first-answer') !== null
