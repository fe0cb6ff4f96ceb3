import type { Merge, MergePreview, OrganisationName } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import { Organisations, type AbsorbedDoc, type InvitationDoc, type OrganisationDoc } from '../model.ts'
import { isOpen } from '../policy.ts'
import type { Parts } from '../service.ts'
import { planMerge, planRelease, planReturn } from './plan.ts'

const dayMs = 24 * 60 * 60 * 1000
/** So long a merge can be undone. */
export const undoDays = 30

const nameOf = ({ _id, slug, name }: OrganisationDoc): OrganisationName => ({ id: String(_id), slug, name })
const undoUntil = (at: Date) => new Date(at.getTime() + undoDays * dayMs)

interface Needs extends Pick<Parts, 'acting' | 'now' | 'stored' | 'onMembershipChanged'> {
  /** Who keeps needs and offers reads them anew. */
  listingsMoved: (organisationId: string) => Promise<void>
}

/**
 * Two entries for one organisation become one. The entry that goes keeps all it had and says into which one it went:
 * that is the commit, and what others stored under its id leads on from there; nothing is rewritten. What the other
 * entry takes up from it follows, and can be repeated after the end of a process.
 */
export function createMerges({ acting, now, stored, onMembershipChanged, listingsMoved }: Needs) {
  const peopleOf = ({ members, invitations }: OrganisationDoc) => ({
    members: members.map((doc) => ({ userId: String(doc.userId), role: doc.role, doc })),
    invitations: invitations.map((doc) => ({
      id: String(doc._id),
      email: doc.email,
      open: isOpen(doc, now()),
      doc,
    })),
  })
  type Planned = ReturnType<typeof peopleOf>
  const toStore = ({ members, invitations }: Planned) => ({
    members: members.map(({ role, doc }) => ({ ...doc, role })),
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

  async function preview(fromId: string, intoId: string): Promise<MergePreview> {
    const { from, into } = await mustFindTwo(fromId, intoId)
    const { absorbed } = planMerge(peopleOf(from), peopleOf(into))
    return {
      from: nameOf(from),
      into: nameOf(into),
      added: absorbed.added.length,
      raised: absorbed.raised.length,
      invitations: absorbed.invitations.length,
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
    const after = await rewrite(from.mergedInto, (into) => {
      if (entryOf(into, String(from._id))) return undefined
      const { absorbed, ...together } = planMerge(peopleOf(from), peopleOf(into))
      const entry = { organisationId: from._id, ...absorbed }
      return { ...toStore(together), absorbed: [...(into.absorbed ?? []), entry] }
    })
    if (!after) return
    tell(String(from._id), peopleOf(from).members, false)
    tell(String(after._id), peopleOf(from).members, true)
    await stored(after)
    await listingsMoved(String(after._id))
  }

  async function release(intoId: unknown, fromId: string) {
    let before: Planned['members'] = []
    const after = await rewrite(intoId, (into) => {
      const entry = entryOf(into, fromId)
      if (!entry) return undefined
      before = peopleOf(into).members
      const apart = toStore(planRelease(peopleOf(into), entry))
      return { ...apart, absorbed: (into.absorbed ?? []).filter((one) => one !== entry) }
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
    const at = now()
    const gone = await acting(
      { ...officeOf(actor), act: 'organisations.merge', target: { organisationId: fromId, into: intoId } },
      async () => {
        const committed = await Organisations.findOneAndUpdate(
          { _id: from._id, mergedInto: null, hiddenBy: null },
          {
            $set: {
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
    const back = toStore(planReturn(peopleOf(from), peopleOf(into), entry))
    const returned = await acting(
      {
        ...officeOf(actor),
        act: 'organisations.undoMerge',
        target: { organisationId: fromId, into: String(into._id) },
      },
      async () => {
        const committed = await Organisations.findOneAndUpdate(
          { _id: from._id, mergedInto: into._id, rev: from.rev },
          { $set: { ...back, mergedInto: null, mergedAt: null, mergedBy: null }, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        ).lean()
        if (!committed) throw refuse('conflict')
        return committed
      },
    )
    await stored(returned)
    await release(into._id, fromId)
    tell(fromId, peopleOf(returned).members, true)
    await stored(returned)
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

    /** What the end of a process interrupted, in either direction; may run as often as one likes. */
    repairMerges: () =>
      inTurn(async () => {
        for (const from of await Organisations.find({ mergedInto: trusted({ $ne: null }) }).lean())
          await absorb(from)
        for (const into of await Organisations.find({ 'absorbed.0': trusted({ $exists: true }) }).lean())
          for (const { organisationId } of into.absorbed ?? []) {
            const from = await Organisations.findById(organisationId, { mergedInto: 1 }).lean()
            if (!from?.mergedInto?.equals(into._id)) await release(into._id, String(organisationId))
          }
      }),
  }
}
