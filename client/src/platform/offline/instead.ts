import { hashKey } from '@tanstack/react-query'
import { standIns, type Question } from '../copies-door.ts'
import { isProblem, ProblemError } from '../problem-error.ts'
import { copyOf, dropCopies } from './copies.ts'

/** For a question that is not answered yet, or not at all. */
export async function instead<T>({ client, queryKey }: Question, asked: Promise<T>): Promise<T> {
  const hash = hashKey(queryKey)
  const copy = async () =>
    (await copyOf(client, queryKey).catch(() => undefined)) as { at: number; value: T } | undefined
  let answered = false
  const answer = asked.then(
    (value) => {
      answered = true
      standIns.delete(hash)
      return value
    },
    async (error: unknown) => {
      answered = true
      if (isProblem(error, 'not-found')) void forgetGone(queryKey)
      const kept = error instanceof ProblemError && error.offline && (await copy())
      if (!kept) throw error
      standIns.set(hash, kept.at)
      return kept.value
    },
  )
  // Whoever waits for it hears of a refusal; nobody else has to.
  answer.catch(() => undefined)
  // What somebody sees already is not taken away by something older.
  const kept = client.getQueryData(queryKey) === undefined && (await copy())
  if (!kept || answered) return answer
  standIns.set(hash, kept.at)
  answer.then((value) => client.setQueryData(queryKey, value)).catch(() => undefined)
  return kept.value
}

/** Nothing is there under this question any more: what was kept of it goes, with what hangs on it. */
async function forgetGone(key: readonly unknown[]) {
  const hash = hashKey(key)
  let ids: readonly string[] = []
  await dropCopies((copy) => {
    if (copy.key !== hash) return false
    ids = copy.about
    return true
  })
  const [gone] = ids
  if (gone !== undefined) await dropCopies(({ about }) => about.includes(gone))
}
