import { call } from '../api.ts'
import { ask } from '../live.ts'
import { ProblemError } from '../problem-error.ts'
import { recall, remember } from '../remembered.ts'
import { isPassing } from './unsent.ts'

type Marks = Readonly<Record<string, number>>

const key = (user: string) => `marks.${user}`

function marksOf(user: string): Marks {
  try {
    return Object(JSON.parse(recall(key(user)) || '{}')) as Marks
  } catch {
    return {}
  }
}

/** How far somebody read while the server was not reached. */
export function keepMark(user: string, threadId: string, seq: number) {
  const marks = marksOf(user)
  remember(key(user), JSON.stringify({ ...marks, [threadId]: Math.max(marks[threadId] ?? 0, seq) }))
}

/** Tells the server of it. A mark only goes up there: told twice, or late, it changes nothing. */
export async function sendMarks(user: string) {
  const marks = Object.entries(marksOf(user))
  if (marks.length === 0) return
  try {
    // Somebody else may have signed in in another tab.
    if ((await call('accounts.me', {})).user?.id !== user) return
  } catch {
    return
  }
  for (const [threadId, seq] of marks) {
    try {
      await ask('threads.markRead', { threadId, seq })
    } catch (error) {
      if (!(error instanceof ProblemError) || isPassing(error.problem)) return
      // What may not be read any more has no mark.
    }
    const { [threadId]: now, ...others } = marksOf(user)
    if (now === seq) remember(key(user), Object.keys(others).length > 0 ? JSON.stringify(others) : '')
  }
}
