import { hashKey, type QueryClient } from '@tanstack/react-query'
import { offline } from './later-offline.ts'
import { most } from './offline/most.ts'

const patienceMs = 4_000

/** Questions whose answer on the screen is a copy, with the moment it was true. */
export const standIns = new Map<string, number>()

/** How what a capability keeps in memory becomes small enough to be kept on the device. */
export const shapes = new Map<string, (value: never) => unknown>()
export const shapeCopies = <T>(name: string, shape: (value: T) => T) => void shapes.set(name, shape)

/** What one question needs to be answered from this device. */
export interface Question {
  client: QueryClient
  queryKey: readonly unknown[]
}

/** The server's answer, or the last one this device kept, where the server is not reached or does not answer for long. */
export async function orCopy<T>(question: Question, ask: () => Promise<T>): Promise<T> {
  const asked = ask()
  if (!most[String(question.queryKey[0])]) return asked
  const soon = await Promise.race([
    asked.then(
      (value) => ({ value }),
      () => null,
    ),
    new Promise<null>((resolve) => {
      setTimeout(resolve, patienceMs, null)
    }),
  ])
  if (soon) {
    standIns.delete(hashKey(question.queryKey))
    return soon.value
  }
  const there = await offline().catch(() => null)
  return there ? there.instead(question, asked) : asked
}
