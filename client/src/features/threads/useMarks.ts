import type { Thread } from '@augenhoehe/contracts'
import { useEffect, useRef, useState } from 'react'
import { lastVisit, rememberVisit } from '../../platform/last-visit.ts'
import { offline } from '../../platform/later-offline.ts'
import { ask, isConnected, onEvent } from '../../platform/live.ts'
import { ProblemError, unreachable } from '../../platform/problem-error.ts'

/**
 * How far one has read: with the account, for all devices; of visitors only this device knows.
 * The line above what is new stays where it was when one came.
 */
export function useMarks(thread: Thread, userId: string | null) {
  const [opened] = useState(() =>
    userId === null ? (lastVisit(null, thread.id)?.seq ?? null) : thread.readSeq,
  )
  const read = useRef(opened ?? 0)

  useEffect(
    () =>
      onEvent('thread.read', ({ threadId, seq }) => {
        if (threadId === thread.id) read.current = Math.max(read.current, seq)
      }),
    [thread.id],
  )

  return {
    readSeq: opened,
    /** Who jumps far ahead has not read what lies between, unless it is the end one looks at. */
    mark: (seq: number, { from, atEnd }: { from: number; atEnd: boolean }) => {
      const before = read.current
      if (seq <= before || (from > before + 1 && !atEnd)) return
      read.current = seq
      if (userId === null) rememberVisit(null, thread.id, { at: new Date().toISOString(), seq })
      else
        tell(thread.id, seq).catch((error: unknown) => {
          // Without a network the device keeps it; what was refused may be tried again.
          if (error instanceof ProblemError && error.offline)
            void offline().then(
              ({ keepMark }) => keepMark(userId, thread.id, seq),
              () => undefined,
            )
          else if (read.current === seq) read.current = before
        })
    },
  }
}

/** Nobody waits for a connection that is gone: the page may be closed before. */
const tell = async (threadId: string, seq: number) => {
  if (!isConnected()) throw unreachable()
  await ask('threads.markRead', { threadId, seq })
}
