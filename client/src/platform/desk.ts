import { useQuery } from '@tanstack/react-query'
import { read } from './api.ts'
import { useMe } from './session.tsx'

/** What waits for a decision; the number in the navigation and the desk itself ask the same. */
export const queueQuery = read('moderation.queue', { limit: 100 })

/** Whether the reader decides about anything at all, and how much waits for them. */
export function useDesk() {
  const { user, moderates } = useMe()
  const isOpen = moderates.length > 0 || user?.role === 'staff' || user?.role === 'admin'
  const { data } = useQuery({
    ...queueQuery,
    enabled: isOpen,
    staleTime: 300_000,
    select: ({ entries }) => entries.filter(({ mayDecide }) => mayDecide).length,
  })
  return { isOpen, waiting: isOpen ? data : undefined }
}
