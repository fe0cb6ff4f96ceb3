import type { Merge, MergePreview, OrganisationName } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import {
  Organisations,
  roleOf,
  type AbsorbedDoc,
  type InvitationDoc,
  type OrganisationDoc,
} from '../model.ts'
import { isOpen } from '../policy.ts'
import type { Parts } from '../service.ts'
import { holdingsOf, isHandoverOf, planHoldings, releaseHoldings, returnHoldings } from './holdings.ts'
import { planMerge, planRelease, planReturn } from './plan.ts'
import { planStanding, putAside, releaseStanding, returnStanding } from './standing.ts'

const dayMs = 24 * 60 * 60 * 1000
/** So long a merge can be undone. */
export const undoDays = 30

const nameOf = ({ _id, slug, name }: OrganisationDoc): OrganisationName => ({ id: String(_id), slug, name })
const undoUntil = (at: Date) => new Date(at.getTime() + undoDays * dayMs)

/** What is left of people in an entry that does not come back. */
const nobody = {
  members: [],
  invitations: [],
  functions: [],
  contacts: [],
  removals: [],
  handover: null,
  verification: null,
  vouchesFor: [],
} satisfies Partial<OrganisationDoc>
/** That it was taken up is known; who came by it is not any more. */
const nothing = { added: [], raised: [], narrowed: [], decided: [], invitations: [], wasRun: false }

/** Whether two say the same in these fields. */
const isSame = (a: object, b: object, fields: object) =>
  Object.keys(fields).every(
    (field) =>
      JSON.stringify(a[field as keyof typeof a] ?? null) ===
      JSON.stringify(b[field as keyof typeof b] ?? null),
  )

interface Needs extends Pick<Parts, 'acting' | 'now' | 'stored' | 'everOf' | 'onMembershipChanged'> {
  /** Who keeps needs and offers reads them anew. */
  listingsMoved: (organisationId: string) => Promise<void>
}

/**
 * Two entries for one organisation become one. The entry that goes keeps all it had and says into which one it went:
 * that is the commit, and what others stored under its id leads on from there; nothing is rewritten. What the other
 * entry takes up from it follows, and can be repeated after the end of a process.
 */
export function createMerges({ acting, now, stored, onMembershipChanged, listingsMoved, everOf }: Needs) {
  const peopleOf = ({ members, invitations }: OrganisationDoc) => ({
    members: members.map((doc) => ({ userId: String(doc.userId), role: doc.role, shown: doc.shown, doc })),
    invitations: invitations.map((doc) => ({
      id: String(doc._id),
      email: doc.email,
      open: isOpen(doc, now()),
      doc,
    })),
  })
  type Planned = ReturnType<typeof peopleOf>
  const toStore = ({ members, invitations }: Planned) => ({
    members: members.map(({ role, shown, doc }) => ({ ...doc, role, ...(shown && { shown }) })),
    invitations: invitations.map(({ doc }): InvitationDoc => doc),
  })

  // One at a time: two merges that cross must not lead in a circle.
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }

  async function mustFindTwo(fromId: string, intoId: string) {
    const [from, into] = await Promise.all([
      Organisations.findById(fromId).lean(),
      Organisations.findById(intoId).lean(),
    ])
    if (!from || !into) throw refuse('not-found')
    // What moderators hid is not brought back into sight, or out of it, in passing.
    const busy = [from, into].some(({ mergedInto, hiddenBy }) => mergedInto || hiddenBy)
    if (busy || fromId === intoId) throw refuse('conflict')
    return { from, into }
  }

  /** Nobody gets to run an association by merging their own into it. */
  function mustBeOutside(actor: Actor, ...both: OrganisationDoc[]) {
    if (both.some((doc) => roleOf(doc, person(actor).id) !== null)) throw refuse('action.forbidden')
  }

  /** What the entry that goes on becomes, and what that took up; with the ids of both, and of what they took up. */
  function plan(from: OrganisationDoc, into: OrganisationDoc, ever: readonly string[]) {
    const { absorbed: people, ...together } = planMerge(peopleOf(from), peopleOf(into))
    const isHere = new Set(together.members.map(({ userId }) => userId))
    const held = planHoldings(holdingsOf(from), holdingsOf(into), (userId) => isHere.has(userId))
    const own = new Set([...ever, String(from._id), String(into._id)])
    const { standing, absorbed } = planStanding(from, into, own)
    const entry: AbsorbedDoc = {
      organisationId: from._id,
      ...people,
      holdings: held.absorbed,
      standing: absorbed,
    }
    return { after: { ...toStore(together), ...held.holdings, ...standing }, entry }
  }

  async function preview(fromId: string, intoId: string): Promise<MergePreview> {
    const { from, into } = await mustFindTwo(fromId, intoId)
    const { entry } = plan(from, into, [])
    return {
      from: nameOf(from),
      into: nameOf(into),
      added: entry.added.length,
      raised: entry.raised.length,
      invitations: entry.invitations.length,
      functions: entry.holdings?.functions.length ?? 0,
      contacts: entry.holdings?.contacts.length ?? 0,
      verification: entry.standing?.verification ?? false,
    }
  }

  const tell = (organisationId: string, some: readonly { userId: string }[], member: boolean) => {
    for (const { userId } of some) onMembershipChanged({ organisationId, userId, member })
  }

  /** Writes what follows from a document as it is now; whoever changed it meanwhile is asked anew. */
  async function rewrite(
    id: unknown,
    plan: (doc: OrganisationDoc) => Partial<OrganisationDoc> | undefined,
  ): Promise<OrganisationDoc | undefined> {
    for (;;) {
      const doc = await Organisations.findById(id).lean()
      const change = doc && plan(doc)
      if (!change) return undefined
      const after = await Organisations.findOneAndUpdate(
        { _id: doc._id, rev: doc.rev },
        { $set: change, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (after) return after
    }
  }

  const entryOf = (into: OrganisationDoc, fromId: string): AbsorbedDoc | undefined =>
    into.absorbed?.find(({ organisationId }) => String(organisationId) === fromId)

  async function absorb(from: OrganisationDoc) {
    const ever = await everOf(String(from.mergedInto))
    const after = await rewrite(from.mergedInto, (into) => {
      if (entryOf(into, String(from._id))) return undefined
      const { after: together, entry } = plan(from, into, ever)
      return { ...together, absorbed: [...(into.absorbed ?? []), entry] }
    })
    if (!after) return
    tell(String(from._id), peopleOf(from).members, false)
    tell(String(after._id), peopleOf(from).members, true)
    await stored(after)
    await listingsMoved(String(after._id))
  }

  /** The entry that comes back, as it is to be by what happened since. */
  function returned(from: OrganisationDoc, into: OrganisationDoc, entry: AbsorbedDoc) {
    const people = planReturn(peopleOf(from), peopleOf(into), entry)
    const added = new Set(entry.added)
    const goesBack = (userId: string) =>
      added.has(userId) && people.members.some((one) => one.userId === userId)
    return {
      ...toStore(people),
      ...(entry.holdings && returnHoldings(holdingsOf(from), holdingsOf(into), entry.holdings, goesBack)),
      ...(entry.standing && returnStanding(from, into, entry.standing)),
    }
  }

  async function release(intoId: unknown, from: OrganisationDoc) {
    const fromId = String(from._id)
    let before: Planned['members'] = []
    const after = await rewrite(intoId, (into) => {
      const entry = entryOf(into, fromId)
      if (!entry) return undefined
      before = peopleOf(into).members
      const people = planRelease(peopleOf(into), entry)
      const stay = new Set(people.members.map(({ userId }) => userId))
      const isFrom = isHandoverOf(holdingsOf(from))
      return {
        ...toStore(people),
        ...(entry.holdings &&
          releaseHoldings(holdingsOf(into), entry.holdings, (userId) => stay.has(userId), isFrom)),
        ...(entry.standing && releaseStanding(from, into, entry.standing)),
        absorbed: (into.absorbed ?? []).filter((one) => one !== entry),
      }
    })
    if (!after) return
    const stay = new Set(peopleOf(after).members.map(({ userId }) => userId))
    tell(
      String(after._id),
      before.filter(({ userId }) => !stay.has(userId)),
      false,
    )
    await stored(after)
    await listingsMoved(String(after._id))
    await listingsMoved(fromId)
  }

  async function merge(actor: Actor, fromId: string, intoId: string): Promise<Merge> {
    const { from, into } = await mustFindTwo(fromId, intoId)
    mustBeOutside(actor, from, into)
    const at = now()
    const gone = await acting(
      { ...officeOf(actor), act: 'organisations.merge', target: { organisationId: fromId, into: intoId } },
      async () => {
        const committed = await Organisations.findOneAndUpdate(
          { _id: from._id, mergedInto: null, hiddenBy: null, rev: from.rev },
          {
            $set: {
              verification: putAside(from.verification, at),
              mergedInto: into._id,
              mergedAt: at,
              mergedBy: new mongoose.Types.ObjectId(person(actor).id),
            },
            $inc: { rev: 1 },
          },
          { returnDocument: 'after' },
        ).lean()
        if (!committed) throw refuse('conflict')
        return committed
      },
    )
    await stored(gone)
    await absorb(gone)
    // Whose names stand beside what they did is told anew.
    await stored(gone)
    return {
      from: nameOf(from),
      into: nameOf(into),
      at: at.toISOString(),
      undoUntil: undoUntil(at).toISOString(),
    }
  }

  const canUndo = (at: Date | null | undefined) => at != null && now() < undoUntil(at)

  async function undo(actor: Actor, fromId: string) {
    const from = await Organisations.findById(fromId).lean()
    if (!from?.mergedInto) throw refuse('not-found')
    await absorb(from)
    const into = await Organisations.findById(from.mergedInto).lean()
    const entry = into && entryOf(into, fromId)
    if (!into || !entry) throw refuse('not-found')
    // Later merges are undone first.
    if (!canUndo(from.mergedAt) || into.mergedInto) throw refuse('conflict')
    // Whoever belonged to the one that went belongs to this one, unless they have left.
    mustBeOutside(actor, into)
    const back = await acting(
      {
        ...officeOf(actor),
        act: 'organisations.undoMerge',
        target: { organisationId: fromId, into: String(into._id) },
      },
      async () => {
        const committed = await Organisations.findOneAndUpdate(
          { _id: from._id, mergedInto: into._id, rev: from.rev },
          {
            $set: { ...returned(from, into, entry), mergedInto: null, mergedAt: null, mergedBy: null },
            $inc: { rev: 1 },
          },
          { returnDocument: 'after' },
        ).lean()
        if (!committed) throw refuse('conflict')
        return committed
      },
    )
    await stored(back)
    await release(into._id, back)
    tell(fromId, peopleOf(back).members, true)
    await stored(back)
    return { from: nameOf(from), into: nameOf(into) }
  }

  return {
    previewMerge: preview,
    merge: (actor: Actor, fromId: string, intoId: string) => inTurn(() => merge(actor, fromId, intoId)),
    undoMerge: (actor: Actor, fromId: string) => inTurn(() => undo(actor, fromId)),

    /** Those that can still be taken apart, the newest first. */
    async merges(): Promise<{ merges: Merge[] }> {
      const since = new Date(now().getTime() - undoDays * dayMs)
      const gone = await Organisations.find({ mergedAt: trusted({ $gt: since }) })
        .sort({ mergedAt: -1 })
        .lean()
      const ids = gone.flatMap(({ mergedInto }) => mergedInto ?? [])
      const into = new Map(
        (await Organisations.find({ _id: trusted({ $in: ids }) }).lean()).map((doc) => [
          String(doc._id),
          doc,
        ]),
      )
      return {
        merges: gone.flatMap((from) => {
          const other = into.get(String(from.mergedInto))
          const at = from.mergedAt
          if (!other || !at) return []
          return [
            {
              from: nameOf(from),
              into: nameOf(other),
              at: at.toISOString(),
              undoUntil: undoUntil(at).toISOString(),
            },
          ]
        }),
      }
    },

    /**
     * What was kept to take a merge apart follows what people did since: who has left, or withdrawn a consent, stands
     * in no copy either. After 30 days nothing of people is left in it. May run as often as one likes.
     */
    tidyMerges: () =>
      inTurn(async () => {
        const last = new Date(now().getTime() - undoDays * dayMs)
        const gone = await Organisations.find({ mergedInto: trusted({ $ne: null }) })
          .sort({ mergedAt: -1 })
          .lean()
        for (const { _id, mergedAt, mergedInto } of gone) {
          const into = await Organisations.findById(mergedInto).lean()
          const entry = into && entryOf(into, String(_id))
          if (!into || !entry) continue
          if (mergedAt && mergedAt > last)
            await rewrite(_id, (from) => {
              const { members, invitations, ...held } = returned(from, into, entry)
              const { functions, contacts, removals } = { ...holdingsOf(from), ...held }
              const kept = { members, invitations, functions, contacts, removals }
              return isSame(kept, { ...holdingsOf(from), ...from }, kept) ? undefined : kept
            })
          else {
            await rewrite(_id, (from) =>
              isSame(nobody, { ...holdingsOf(from), ...from }, nobody) ? undefined : nobody,
            )
            await rewrite(into._id, (doc) => {
              const own = entryOf(doc, String(_id))
              const settled: AbsorbedDoc = { organisationId: _id, ...nothing }
              if (!own || isSame(settled, own, { ...settled, ...own })) return undefined
              return { absorbed: (doc.absorbed ?? []).map((one) => (one === own ? settled : one)) }
            })
          }
        }
      }),

    /** What the end of a process interrupted, in either direction; may run as often as one likes. */
    repairMerges: () =>
      inTurn(async () => {
        for (const from of await Organisations.find({ mergedInto: trusted({ $ne: null }) }).lean())
          await absorb(from)
        for (const into of await Organisations.find({ 'absorbed.0': trusted({ $exists: true }) }).lean())
          for (const { organisationId } of into.absorbed ?? []) {
            const from = await Organisations.findById(organisationId).lean()
            if (from && !from.mergedInto?.equals(into._id)) await release(into._id, from)
          }
      }),
  }
}
