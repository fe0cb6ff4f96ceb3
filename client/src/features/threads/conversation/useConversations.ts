import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useNews } from '../../../platform/news.ts'

const asked = ['threads.conversations'] as const

/** What an association talks about with others, as it is now. */
export function useConversations(organisationId: string) {
  useNews('conversation.changed', asked)
  useNews('thread.read', asked)
  return useQuery(read('threads.conversations', { organisationId }))
}
