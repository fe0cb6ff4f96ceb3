import type { QueryClient } from '@tanstack/react-query'
import { followNews } from './news.ts'

const asked = {
  queue: ['moderation.queue'],
  statements: ['moderation.statements', 'moderation.statement', 'moderation.ownReports'],
} as const

/** Asks anew for what waits on the desk and for one's own statements and reports; returns how to stop. */
export const followModeration = (queries: QueryClient): (() => void) =>
  followNews(queries, 'moderation.changed', Object.values(asked).flat(), ({ what }) => asked[what])
