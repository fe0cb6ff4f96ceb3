import type {
  FieldAudience,
  FunctionFault,
  FunctionKind,
  HandoverPoint,
  MemberFunction,
  OrganisationRole,
  RestorationState,
  Shown,
} from '@augenhoehe/contracts'

const dayMs = 24 * 60 * 60 * 1000

export interface FunctionFacts {
  userId: unknown
  kind: FunctionKind
  words: string
  from: string
  /** The last day; null: until somebody ends it. */
  to: string | null
}

export function stateOfFunction({ from, to }: FunctionFacts, today: string): MemberFunction['state'] {
  if (from > today) return 'coming'
  return to !== null && to < today ? 'past' : 'current'
}

type Faults = Partial<Record<'words' | 'from' | 'to', FunctionFault[]>>

/** The last day of all, where nobody has named one. */
const lastDay = ({ to }: Pick<FunctionFacts, 'to'>) => to ?? '9999-12-31'
const overlap = (a: Pick<FunctionFacts, 'from' | 'to'>, b: Pick<FunctionFacts, 'from' | 'to'>) =>
  a.from <= lastDay(b) && b.from <= lastDay(a)
const isSameTask = (a: FunctionFacts, b: FunctionFacts) =>
  String(a.userId) === String(b.userId) && a.kind === b.kind && a.words === b.words

/** Whether somebody does this already at that time: nobody does the same twice at once. */
export const overlapsOwn = (one: FunctionFacts, others: readonly FunctionFacts[]) =>
  one.userId !== null && others.some((other) => isSameTask(one, other) && overlap(one, other))

/** What is wrong with the days or the words of a function, by field. */
export function faultsOfFunction(
  one: FunctionFacts,
  others: readonly FunctionFacts[],
  today: string,
): Faults {
  const { kind, words, from, to } = one
  const faults: Faults = {}
  if (kind === 'other' && words === '') faults.words = ['words.needed']
  if (to !== null && to < from) faults.to = ['days.before-first']
  // Of somebody who has left, nothing is to begin or go on.
  else if (one.userId === null && lastDay(one) > today) faults.to = ['days.left']
  else if (overlapsOwn(one, others)) faults.from = ['days.overlap']
  return faults
}

/**
 * What somebody who does not run the association may not do to the days of their own function: begin it sooner than
 * it was given to them, or keep it longer.
 */
export function faultsOfOwnDays(before: FunctionFacts, after: FunctionFacts, today: string): Faults {
  if (before.from > today && after.from < before.from) return { from: ['days.sooner'] }
  return lastDay(after) > lastDay(before) ? { to: ['days.longer'] } : {}
}

/** How long it is kept who did what, after they left: as long as an association may have to answer for it. */
export const formerYears = 3

/** Functions of somebody who leaves: what never began goes, what runs ends today, and a name takes the account's place. */
export function functionsWithout<F extends FunctionFacts & { name: string | null }>(
  functions: readonly F[],
  userId: string,
  name: string,
  today: string,
): F[] {
  return functions.flatMap((one) => {
    if (String(one.userId) !== userId) return [one]
    const state = stateOfFunction(one, today)
    if (state === 'coming') return []
    return [{ ...one, userId: null, name, to: state === 'current' ? today : one.to }]
  })
}

/** What need not be known any more of people who have left. */
export function isForgotten({ userId, to }: FunctionFacts, today: string): boolean {
  if (userId !== null || to === null) return false
  const until = `${Number(to.slice(0, 4)) + formerYears}${to.slice(4)}`
  return until < today
}

/** So long a removal may be taken back. */
export const regretMs = 10 * 60 * 1000

export const mostContacts = 4
/** Functions of one association, with those of people who have left. */
export const mostFunctions = 200

const width: Record<FieldAudience, number> = { members: 0, 'signed-in': 1, everyone: 2 }
/** A number shows that its owner belongs here, so it reaches no further than that may be known. */
export const reachOf = (audience: FieldAudience, shown: Shown): FieldAudience =>
  shown === 'everyone' || width[audience] === 0 ? audience : 'members'

/** For so many days somebody who runs an association alone is left in peace. */
export const laterDays = 30
export const needsSecondAdmin = (
  members: readonly { userId: unknown; role: OrganisationRole; laterUntil?: Date | null | undefined }[],
  userId: string,
  now: Date,
): boolean => {
  const admins = members.filter(({ role }) => role === 'admin')
  const [only] = admins
  return (
    admins.length === 1 &&
    only !== undefined &&
    String(only.userId) === userId &&
    !(only.laterUntil && only.laterUntil > now)
  )
}

/** A link that makes an admin of whoever holds it is worth more to a thief. */
const openAdminDays = 3
export const linkDays = (days: number, role: OrganisationRole, email: string | undefined) =>
  role === 'admin' && email === undefined ? Math.min(days, openAdminDays) : days

/** The points only people know about. */
export const handMade: readonly HandoverPoint[] = ['papers', 'access', 'introduced']
/** Points that follow from what is stored, where the successor may take over what is there. */
const inherited: readonly HandoverPoint[] = ['requests', 'listings', 'sessions', 'records']
export const mayTick = (point: HandoverPoint) => handMade.includes(point) || inherited.includes(point)

/** In the order they are worked off. */
export function handoverPoints(
  open: Partial<Record<HandoverPoint, number>>,
  ticked: readonly HandoverPoint[],
) {
  const all: HandoverPoint[] = [
    'second-admin',
    'functions',
    'contacts',
    'requests',
    'listings',
    'invitations',
    'sessions',
    'records',
    ...handMade,
  ]
  return all.map((point) => {
    const left = handMade.includes(point) ? null : (open[point] ?? 0)
    return {
      point,
      open: left,
      byHand: mayTick(point) && left !== 0,
      done: left === 0 || (mayTick(point) && ticked.includes(point)),
    }
  })
}

/** For so long the note stays for whoever took over. */
export const noteDays = 90
export const isNoteOver = ({ completedAt }: { completedAt: Date | null }, now: Date) =>
  completedAt !== null && now.getTime() >= completedAt.getTime() + noteDays * dayMs

// Restoring access

export const confirmableDays = 14
export const waitMs = 72 * 60 * 60 * 1000

export interface RestorationFacts {
  state: RestorationState | 'taking-effect'
  proposedBy: string
  proposedAt: Date
  confirmedBy: string | null
  effectiveAt: Date | null
}
export type RestorationAct = 'confirm' | 'decline' | 'withdraw' | 'object' | 'take-effect' | 'lapse'
/** Who acts: an account of the staff, somebody with the link of a mail, or time. */
export type RestorationActor = { staff: string } | 'affected' | 'time'

export const confirmableUntil = ({ proposedAt }: Pick<RestorationFacts, 'proposedAt'>) =>
  new Date(proposedAt.getTime() + confirmableDays * dayMs)

/** What becomes of a proposal; null where the act is not possible. */
export function afterAct(
  facts: RestorationFacts,
  act: RestorationAct,
  actor: RestorationActor,
  now: Date,
): RestorationFacts['state'] | null {
  const isStaff = typeof actor === 'object'
  const own = isStaff && actor.staff === facts.proposedBy
  const inTime = now < confirmableUntil(facts)
  const waiting = facts.state === 'confirmed' && facts.effectiveAt !== null
  const open = facts.state === 'proposed' || waiting
  switch (act) {
    case 'confirm':
      return facts.state === 'proposed' && inTime && isStaff && !own ? 'confirmed' : null
    case 'decline':
      return facts.state === 'proposed' && inTime && isStaff && !own ? 'declined' : null
    case 'withdraw':
      return open && isStaff && (own || actor.staff === facts.confirmedBy) ? 'withdrawn' : null
    case 'object':
      return open && actor === 'affected' ? 'objected' : null
    case 'take-effect':
      return waiting && actor === 'time' && now >= facts.effectiveAt! ? 'taking-effect' : null
    case 'lapse':
      return facts.state === 'proposed' && actor === 'time' && !inTime ? 'lapsed' : null
  }
}
/** Nothing more becomes of it. */
export const isOver = (state: RestorationFacts['state']) =>
  !['proposed', 'confirmed', 'taking-effect'].includes(state)
