import type { OrganisationRole } from '@augenhoehe/contracts'

/**
 * Which people and invitations come together when one entry becomes part of another, and who is where when it is
 * taken apart. Pure: the service writes what is planned here.
 */
export interface Member {
  userId: string
  role: OrganisationRole
}

export interface Invited {
  id: string
  email: string | null
  open: boolean
}

export interface People<M extends Member, I extends Invited> {
  members: readonly M[]
  invitations: readonly I[]
}

/** What the merge did to those who were there: enough to take exactly that back. */
export interface Absorbed {
  /** Who came in by it. */
  added: string[]
  /** Who became an admin by it. */
  raised: string[]
  /** Invitations that came along. */
  invitations: string[]
  /** Whether anybody ran the entry before. */
  wasRun: boolean
}

/** The union; who is in both has the higher role. Invitations of which there is one already do not come along. */
export function planMerge<M extends Member, I extends Invited>(from: People<M, I>, into: People<M, I>) {
  const here = new Map(into.members.map((one) => [one.userId, one]))
  const added = from.members.filter(({ userId }) => !here.has(userId))
  const raised = from.members.filter(
    ({ userId, role }) => role === 'admin' && here.get(userId)?.role === 'member',
  )
  const isRaised = new Set(raised.map(({ userId }) => userId))
  const invited = new Set(into.invitations.flatMap(({ email, open }) => (open && email ? [email] : [])))
  const invitations = from.invitations.filter(({ email, open }) => open && !(email && invited.has(email)))
  return {
    members: [
      ...into.members.map((one) => (isRaised.has(one.userId) ? { ...one, role: 'admin' as const } : one)),
      ...added,
    ],
    invitations: [...into.invitations, ...invitations],
    absorbed: {
      added: added.map(({ userId }) => userId),
      raised: raised.map(({ userId }) => userId),
      invitations: invitations.map(({ id }) => id),
      wasRun: runs(into.members),
    } satisfies Absorbed,
  }
}

const runs = (some: readonly Member[]) => some.some(({ role }) => role === 'admin')

/** Who is in the entry that comes back: as before, but who left since does not return, and what was used is over. */
export function planReturn<M extends Member, I extends Invited>(
  from: People<M, I>,
  into: People<M, I>,
  { invitations }: Absorbed,
) {
  const stillThere = new Set(into.members.map(({ userId }) => userId))
  const stillOpen = new Set(into.invitations.filter(({ open }) => open).map(({ id }) => id))
  const moved = new Set(invitations)
  return {
    members: from.members.filter(({ userId }) => stillThere.has(userId)),
    invitations: from.invitations.filter(({ id }) => !moved.has(id) || stillOpen.has(id)),
  }
}

/** Who stays in the entry that went on: as before, and who came since. Nobody goes who is the last to run it. */
export function planRelease<M extends Member, I extends Invited>(
  into: People<M, I>,
  { added, raised, invitations, wasRun }: Absorbed,
) {
  const [isAdded, isRaised, moved] = [new Set(added), new Set(raised), new Set(invitations)]
  const stay = into.members.filter(({ userId }) => !isAdded.has(userId))
  const lowered = stay.map((one) =>
    isRaised.has(one.userId) && one.role === 'admin' ? { ...one, role: 'member' as const } : one,
  )
  // Whoever ran it before may have left since: then those who came with the merge go on running it.
  const members = [lowered, stay, into.members].find((some) => !wasRun || runs(some)) ?? into.members
  return {
    members: [...members],
    invitations: into.invitations.filter(({ id, open }) => !(moved.has(id) && open)),
  }
}
