import type { AllOperations, HttpOperation, Input, Reply } from '@augenhoehe/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { fetchReference } from './reference.ts'

/** What the server wrote into the page it sent: answers, and the questions to them. */
interface First {
  name: string
  input: Record<string, unknown>
  reply: unknown
}

/** What a drawn page was drawn from: answers as the program keeps them, by their questions. */
export interface Given {
  key: readonly unknown[]
  /** Left out where the program brings it. */
  data?: unknown
}

let all: readonly First[] | undefined

function written(id: string): unknown[] {
  const text = document.getElementById(id)?.textContent
  return text ? [JSON.parse(text)].flat() : []
}

const read = () => written('first-answer') as First[]

/** Whether both ask the same; in an address numbers are words. */
const isSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => String(value) === String(b[key]))

/** The answer that came with the page, if it is the one to this question: what is already there is not asked for. */
export function firstAnswer<K extends HttpOperation>(
  name: K,
  input: Input<AllOperations[K]>,
): Reply<AllOperations[K]> | undefined {
  all ??= read()
  const first = all.find((one) => one.name === name && isSame(one.input, input))
  return first?.reply as Reply<AllOperations[K]> | undefined
}

/** When that answer was given, for deciding whether to ask again. */
export const firstAnswerAt = () => Math.round(performance.timeOrigin)

/** Whether the server sent this page with words on it. */
export const hasFirstWords = () => document.querySelector('#root > [data-first], #root[data-first]') !== null

/** Whether they are the very page that the program would draw first: then it takes it over as it is. */
export const isDrawn = () => document.querySelector('#root[data-first]') !== null

/** Whether the server drew it for whoever is signed in here. */
export const isOwnPage = () => document.querySelector('#root[data-first="own"]') !== null

/** The program has taken the page over. */
export const endFirst = () => document.getElementById('root')?.removeAttribute('data-first')

/**
 * Puts what came with the page where it is asked for; it goes with its person, like everything that is remembered.
 * Resolves when the facts are there that the page was drawn with.
 */
export function fillFirst(queries: QueryClient) {
  // The directory is written for visitors; whoever is signed in asks for their own.
  for (const { name, input, reply } of read())
    if (!name.startsWith('organisations'))
      queries.setQueryData([name, input], reply, { updatedAt: firstAnswerAt() })
  const given = written('given') as Given[]
  for (const { key, data } of given)
    if (data !== undefined) queries.setQueryData(key, data, { updatedAt: firstAnswerAt() })
  // Places and fields have names on the directory's pages.
  const facts = window.location.pathname.startsWith('/organisationen')
    ? ['taxonomy', 'municipalities']
    : given.filter(({ key }) => key[0] === 'reference').map(({ key }) => key[1])
  return fetchReference(queries, facts)
}
