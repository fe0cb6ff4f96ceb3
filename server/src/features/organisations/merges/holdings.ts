import type { ContactDoc, FunctionDoc, HandoverDoc, PeopleDoc, RemovalDoc } from '../people/model.ts'

/**
 * What people hold in an entry that becomes part of another: functions, their own addresses and numbers, a removal
 * that may still be taken back, a handover under way. It comes along once, with the consents it was given under, and
 * goes back with what happened to it since. Pure, like the plan for the people themselves.
 */
export interface Holdings {
  functions: FunctionDoc[]
  contacts: ContactDoc[]
  removals: RemovalDoc[]
  handover: HandoverDoc | null
}

export const holdingsOf = ({ functions, contacts, removals, handover }: PeopleDoc): Holdings => ({
  functions: functions ?? [],
  contacts: contacts ?? [],
  removals: removals ?? [],
  handover: handover ?? null,
})

/** Of two entries for the same: the one that was there, by the id of the one that stayed behind. */
type Twins = [stayedBehind: string, wasThere: string][]

export interface AbsorbedHoldings {
  functions: string[]
  sameFunctions: Twins
  contacts: string[]
  sameContacts: Twins
  removals: string[]
  handover: boolean
}

const idOf = ({ _id }: { _id: unknown }) => String(_id)
const idOfRemoval = ({ member, at }: RemovalDoc) => `${String(member.userId)} ${at.getTime()}`
const key = (...parts: unknown[]) => JSON.stringify(parts.map(String))
const keyOfFunction = ({ userId, name, kind, words, from }: FunctionDoc) =>
  key(userId, name ?? '', kind, words, from)
const keyOfContact = ({ userId, value, purpose }: ContactDoc) => key(userId, value, purpose)
const isSameHandover = (a: HandoverDoc, b: HandoverDoc) =>
  String(a.fromId) === String(b.fromId) && a.startedAt.getTime() === b.startedAt.getTime()

/** What is there once, and what stays behind because the same is there already. */
function together<T extends { _id: unknown }>(
  own: readonly T[],
  there: readonly T[],
  keyOf: (one: T) => string,
) {
  const known = new Map(there.map((one) => [keyOf(one), idOf(one)]))
  const moved: T[] = []
  const same: Twins = []
  for (const one of own) {
    const twin = known.get(keyOf(one))
    if (twin === undefined) {
      moved.push(one)
      known.set(keyOf(one), idOf(one))
    } else same.push([idOf(one), twin])
  }
  return { all: [...there, ...moved], moved: moved.map(idOf), same }
}

/** `belongs`: whether somebody is in the entry that goes on. */
export function planHoldings(from: Holdings, into: Holdings, belongs: (userId: string) => boolean) {
  const functions = together(from.functions, into.functions, keyOfFunction)
  const contacts = together(from.contacts, into.contacts, keyOfContact)
  const removed = new Set(into.removals.map(({ member }) => String(member.userId)))
  const removals = from.removals.filter(
    ({ member }) => !belongs(String(member.userId)) && !removed.has(String(member.userId)),
  )
  const handover = into.handover === null && from.handover !== null
  return {
    holdings: {
      functions: functions.all,
      contacts: contacts.all,
      removals: [...into.removals, ...removals],
      handover: handover ? from.handover : into.handover,
    },
    absorbed: {
      functions: functions.moved,
      sameFunctions: functions.same,
      contacts: contacts.moved,
      sameContacts: contacts.same,
      removals: removals.map(idOfRemoval),
      handover,
    } satisfies AbsorbedHoldings,
  }
}

/** Somebody who did this in both entries has left since: their name takes the account's place here too. */
const endedLike = (own: FunctionDoc, twin: FunctionDoc): FunctionDoc => {
  if (twin.userId !== null || own.userId === null) return own
  const ended = own.to !== null && twin.to !== null && own.to < twin.to ? own.to : twin.to
  return { ...own, userId: null, name: twin.name, to: ended }
}

/**
 * What the entry that comes back holds. `goesBack`: whether somebody belongs to it again and came to the other one
 * by the merge only; what was entered for them since goes with them.
 */
export function returnHoldings(
  from: Holdings,
  into: Holdings,
  absorbed: AbsorbedHoldings,
  goesBack: (userId: string) => boolean,
): Holdings {
  const functions = new Map(into.functions.map((one) => [idOf(one), one]))
  const contacts = new Map(into.contacts.map((one) => [idOf(one), one]))
  const [twinOf, twinContactOf] = [new Map(absorbed.sameFunctions), new Map(absorbed.sameContacts)]
  const known = new Set([...from.functions, ...from.contacts].map(idOf))
  const isNew = (one: FunctionDoc | ContactDoc) =>
    !known.has(idOf(one)) && one.userId !== null && goesBack(String(one.userId))
  const removals = new Set(into.removals.map(idOfRemoval))
  const moved = new Set(absorbed.removals)
  return {
    functions: [
      ...from.functions.flatMap((own) => {
        const there = functions.get(twinOf.get(idOf(own)) ?? idOf(own))
        if (!there) return []
        return [twinOf.has(idOf(own)) ? endedLike(own, there) : there]
      }),
      ...into.functions.filter(isNew),
    ],
    // Who has withdrawn a consent has withdrawn it, wherever it was given.
    contacts: [
      ...from.contacts.filter((own) => contacts.has(twinContactOf.get(idOf(own)) ?? idOf(own))),
      ...into.contacts.filter(isNew),
    ],
    removals: from.removals.filter((one) => !moved.has(idOfRemoval(one)) || removals.has(idOfRemoval(one))),
    handover: absorbed.handover ? returnedHandover(from.handover, into.handover) : from.handover,
  }
}

/** With what was ticked and written since; one that was cancelled is over, one that was finished can be again. */
function returnedHandover(own: HandoverDoc | null, there: HandoverDoc | null): HandoverDoc | null {
  if (!own || !there || !isSameHandover(own, there)) return null
  return there.completedAt && !own.completedAt ? own : there
}

/** What stays with the entry that went on. */
export function releaseHoldings(
  into: Holdings,
  absorbed: AbsorbedHoldings,
  belongs: (userId: string) => boolean,
  isFrom: (handover: HandoverDoc) => boolean,
): Holdings {
  const moved = new Set([...absorbed.functions, ...absorbed.contacts, ...absorbed.removals])
  const stays = (one: FunctionDoc | ContactDoc) =>
    !moved.has(idOf(one)) && (one.userId === null || belongs(String(one.userId)))
  const { handover } = into
  return {
    functions: into.functions.filter(stays),
    contacts: into.contacts.filter(stays),
    removals: into.removals.filter((one) => !moved.has(idOfRemoval(one))),
    handover: absorbed.handover && handover && isFrom(handover) ? null : handover,
  }
}

export const isHandoverOf =
  ({ handover }: Holdings) =>
  (other: HandoverDoc) =>
    handover !== null && isSameHandover(handover, other)
