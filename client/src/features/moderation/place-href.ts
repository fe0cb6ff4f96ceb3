import type { Statement } from '@augenhoehe/contracts'

/** Where something stands: the contribution, else the thread, else the room; outside rooms the profile. */
export function placeHref({ roomSlug, threadId, contributionId, organisation }: Statement['place']): string {
  if (organisation) return `/organisationen/${organisation.slug}`
  const room = `/raeume/${roomSlug}`
  if (threadId === null) return room
  return `${room}/${threadId}${contributionId === null ? '' : `?beitrag=${contributionId}`}`
}
