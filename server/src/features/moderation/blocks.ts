import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { Blocks, type BlockDoc } from './model.ts'
import type { Parts } from './service.ts'

const mostBlocks = 500

/** Who wants to hear nothing of whom. Whoever is blocked is not told. */
export function createBlocks({ accounts, organisations, acting, now, onBlocked, onPersonBlocked }: Parts) {
  const list = (kind: BlockDoc['kind'], from: string) =>
    Blocks.find({ kind, from }).sort({ _id: 1 }).limit(mostBlocks).lean<BlockDoc[]>()

  async function put(kind: BlockDoc['kind'], from: string, to: string) {
    if (from === to) throw refuse('conflict')
    if ((await Blocks.countDocuments({ kind, from })) >= mostBlocks) throw refuse('conflict')
    await Blocks.updateOne({ kind, from, to }, { $setOnInsert: { at: now() } }, { upsert: true })
  }

  async function blockedBy(userId: string) {
    const ids = (await list('person', userId)).map(({ to }) => to)
    const people = await accounts.people(ids)
    return { people: ids.map((id) => ({ userId: id, name: people.get(id)?.name ?? '' })) }
  }

  async function blockedByOrganisation(organisationId: string) {
    const ids = (await list('organisation', organisationId)).map(({ to }) => to)
    const brief = await organisations.brief(ids)
    return { organisations: ids.map((id) => ({ organisationId: id, name: brief.get(id)?.name ?? '' })) }
  }

  const asAdmin = (actor: Actor, act: string, organisationId: string, blockedId: string) => ({
    actorId: person(actor).id,
    office: 'organisation-admin' as const,
    act: `moderation.${act}`,
    target: { organisationId, blockedId },
  })

  return {
    blocks: (actor: Actor) => blockedBy(person(actor).id),

    async block(actor: Actor, userId: string) {
      if (!(await accounts.people([userId])).has(userId)) throw refuse('not-found')
      await put('person', person(actor).id, userId)
      onPersonBlocked(userId)
      return blockedBy(person(actor).id)
    },

    async unblock(actor: Actor, userId: string) {
      if (!(await accounts.people([userId])).has(userId)) throw refuse('not-found')
      await Blocks.deleteOne({ kind: 'person', from: person(actor).id, to: userId })
      onPersonBlocked(userId)
      return blockedBy(person(actor).id)
    },

    async organisationBlocks(actor: Actor, organisationId: string) {
      await organisations.mustAdminister(actor, organisationId)
      return blockedByOrganisation(organisationId)
    },

    async blockOrganisation(actor: Actor, organisationId: string, blockedId: string) {
      await organisations.mustAdminister(actor, organisationId)
      if (!isId(blockedId) || !(await organisations.get(blockedId))) throw refuse('not-found')
      await acting(asAdmin(actor, 'blockOrganisation', organisationId, blockedId), () =>
        put('organisation', organisationId, blockedId),
      )
      await onBlocked([organisationId, blockedId])
      return blockedByOrganisation(organisationId)
    },

    async unblockOrganisation(actor: Actor, organisationId: string, blockedId: string) {
      await organisations.mustAdminister(actor, organisationId)
      await acting(asAdmin(actor, 'unblockOrganisation', organisationId, blockedId), () =>
        Blocks.deleteOne({ kind: 'organisation', from: organisationId, to: blockedId }),
      )
      await onBlocked([organisationId, blockedId])
      return blockedByOrganisation(organisationId)
    },

    /** Who does not want to hear of somebody. */
    async blockersOf(userId: string): Promise<ReadonlySet<string>> {
      const docs = await Blocks.find({ kind: 'person', to: userId }, { from: 1 }).lean<
        Pick<BlockDoc, 'from'>[]
      >()
      return new Set(docs.map(({ from }) => from))
    },

    /** Pairs of organisations that are kept apart: those of some, or all. */
    async apartPairs(of?: readonly string[]): Promise<[string, string][]> {
      const some = of && trusted({ $in: [...of] })
      const docs = await Blocks.find({
        kind: 'organisation',
        ...(some && { $or: [{ from: some }, { to: some }] }),
      }).lean<BlockDoc[]>()
      return docs.map(({ from, to }) => [from, to])
    },

    /** Organisations that are kept apart from this one, whoever of the two wanted it. */
    async apartFrom(organisationId: string): Promise<string[]> {
      const docs = await Blocks.find({
        kind: 'organisation',
        $or: [{ from: organisationId }, { to: organisationId }],
      }).lean<BlockDoc[]>()
      return docs.map(({ from, to }) => (from === organisationId ? to : from))
    },
  }
}
