import { useState } from 'react'

interface News {
  /** The highest place heard of. */
  newest: number
  atEnd: boolean
  ready: boolean
  isOwn: (seq: number) => boolean
}

/** What has arrived below the reader since the end was last in sight. What was there at the start is not news. */
export function useNews({ newest, atEnd, ready, isOwn }: News) {
  const [seen, setSeen] = useState<number | null>(null)
  if (ready && seen !== newest && (seen === null || atEnd)) setSeen(newest)
  const from = seen ?? newest
  let first: number | null = null
  let count = 0
  for (let seq = from + 1; seq <= newest; seq++) {
    if (isOwn(seq)) continue
    first ??= seq
    count++
  }
  return { count, first, markSeen: () => setSeen(newest) }
}
