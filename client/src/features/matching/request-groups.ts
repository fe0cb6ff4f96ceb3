import type { ContactRequest } from '@augenhoehe/contracts'

export const isOpen = ({ state }: Pick<ContactRequest, 'state'>) =>
  state === 'queued' || state === 'sent' || state === 'postponed'

export const requestGroups = ['mine', 'others', 'agreed', 'over'] as const
export type RequestGroup = (typeof requestGroups)[number]

/** What needs me comes first, then what I wait for, what came of it, and what is over. */
export function groupOf(request: Pick<ContactRequest, 'state' | 'direction'>): RequestGroup {
  if (isOpen(request)) return request.direction === 'received' ? 'mine' : 'others'
  return request.state === 'accepted' ? 'agreed' : 'over'
}

/** What ends soonest first, where somebody has to act. */
export const inOrder = (group: RequestGroup, requests: readonly ContactRequest[]): ContactRequest[] => {
  const own = requests.filter((request) => groupOf(request) === group)
  return group === 'mine' ? own.toSorted((a, b) => a.expiresAt.localeCompare(b.expiresAt)) : own
}
