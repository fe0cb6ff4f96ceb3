import type { Contribution } from '@augenhoehe/contracts'
import { useState } from 'react'

interface News {
  contributions: readonly Contribution[]
  newest: number
  atEnd: boolean
  ready: boolean
  ownId: string | null
}

/** What has arrived below the reader since the end was last in sight. What was there at the start is not news. */
export function useNews({ contributions, newest, atEnd, ready, ownId }: News) {
  const [seen, setSeen] = useState<number | null>(null)
  if (ready && seen !== newest && (seen === null || atEnd)) setSeen(newest)
  const from = seen ?? newest
  return {
    news: contributions.filter(({ seq, authorId }) => seq !== null && seq > from && authorId !== ownId),
    markSeen: () => setSeen(newest),
  }
}
