import type { OrganisationRole, Shown } from '@augenhoehe/contracts'

/**
 * Which people and invitations come together when one entry becomes part of another, and who is where when it is
 * taken apart. Pure: the service writes what is planned here.
 */
export interface Member {
  userId: string
  role: OrganisationRole
  /** Who may know of it; the members where nothing is said. */
  shown?: Shown | undefined
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
  /** Of whom fewer know now: who chose both, in two entries, is shown to the fewer. */
  narrowed: string[]
  /** Who has decided since how far they are shown. */
  decided: string[]
  /** Invitations that came along. */
  invitations: string[]
  /** Whether anybody ran the entry before. */
  wasRun: boolean
}

const isPublic = ({ shown }: Member) => shown === 'everyone'

/**
 * The union; who is in both has the higher role, and is shown to the fewer. Invitations of which there is one
 * already do not come along.
 */
export function planMerge<M extends Member, I extends Invited>(from: People<M, I>, into: People<M, I>) {
  const here = new Map(into.members.map((one) => [one.userId, one]))
  const added = from.members.filter(({ userId }) => !here.has(userId))
  const both = from.members.flatMap((own) => {
    const other = here.get(own.userId)
    return other ? [{ own, other }] : []
  })
  const raised = both.filter(({ own, other }) => own.role === 'admin' && other.role === 'member')
  const narrowed = both.filter(({ own, other }) => isPublic(other) && !isPublic(own))
  const isRaised = new Set(raised.map(({ own }) => own.userId))
  const isNarrowed = new Set(narrowed.map(({ own }) => own.userId))
  const invited = new Set(into.invitations.flatMap(({ email, open }) => (open && email ? [email] : [])))
  const invitations = from.invitations.filter(({ email, open }) => open && !(email && invited.has(email)))
  return {
    members: [
      ...into.members.map((one) => ({
        ...one,
        ...(isRaised.has(one.userId) && { role: 'admin' as const }),
        ...(isNarrowed.has(one.userId) && { shown: 'members' as const }),
      })),
      ...added,
    ],
    invitations: [...into.invitations, ...invitations],
    absorbed: {
      added: added.map(({ userId }) => userId),
      raised: [...isRaised],
      narrowed: [...isNarrowed],
      decided: [],
      invitations: invitations.map(({ id }) => id),
      wasRun: runs(into.members),
    } satisfies Absorbed,
  }
}

const runs = (some: readonly Member[]) => some.some(({ role }) => role === 'admin')

/**
 * Who is in the entry that comes back: as before, but who left since does not return, what was used is over, and who
 * decided since how far they are shown is shown no further.
 */
export function planReturn<M extends Member, I extends Invited>(
  from: People<M, I>,
  into: People<M, I>,
  { decided, invitations }: Absorbed,
) {
  const there = new Map(into.members.map((one) => [one.userId, one]))
  const hasDecided = new Set(decided)
  const stillOpen = new Set(into.invitations.filter(({ open }) => open).map(({ id }) => id))
  const moved = new Set(invitations)
  return {
    members: from.members.flatMap((one) => {
      const other = there.get(one.userId)
      if (!other) return []
      return [hasDecided.has(one.userId) ? { ...one, shown: other.shown } : one]
    }),
    invitations: from.invitations.filter(({ id }) => !moved.has(id) || stillOpen.has(id)),
  }
}

/** Who stays in the entry that went on: as before, and who came since. Nobody goes who is the last to run it. */
export function planRelease<M extends Member, I extends Invited>(
  into: People<M, I>,
  { added, raised, narrowed, decided, invitations, wasRun }: Absorbed,
) {
  const [isAdded, isRaised, moved] = [new Set(added), new Set(raised), new Set(invitations)]
  const widens = new Set(narrowed.filter((userId) => !decided.includes(userId)))
  const stay = into.members
    .filter(({ userId }) => !isAdded.has(userId))
    .map((one) => (widens.has(one.userId) ? { ...one, shown: 'everyone' as const } : one))
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
