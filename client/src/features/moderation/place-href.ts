import type { Statement } from '@augenhoehe/contracts'

/** Where something stands: the contribution, else the thread, else the room. */
export function placeHref({ roomSlug, threadId, contributionId }: Statement['place']): string {
  const room = `/raeume/${roomSlug}`
  if (threadId === null) return room
  return `${room}/${threadId}${contributionId === null ? '' : `?beitrag=${contributionId}`}`
}
