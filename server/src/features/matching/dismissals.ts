import type { DismissReason } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { adjustments } from './learned.ts'
import { Dismissals } from './model.ts'
import { daysAfter, dismissedDays } from './policy.ts'
import { countsMore, lessonOfDismissal } from './preferences-policy.ts'
import type { Parts } from './service.ts'
import type { Hiding } from './standing.ts'

export interface Dismissed {
  organisationId: string
  otherOrganisationId: string
}

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
const keyOf = ({ organisationId, otherOrganisationId }: Dismissed) => ({
  organisationId: objectId(organisationId),
  otherOrganisationId: objectId(otherOrganisationId),
})

/** Whom organisations have said they do not want to be shown for a while. */
export async function dismissed(now: Date, of?: readonly string[]): Promise<Hiding[]> {
  const docs = await Dismissals.find({
    ...(of && { organisationId: trusted({ $in: of.map(objectId) }) }),
    until: trusted({ $gt: now }),
  }).lean()
  return docs.map((one) => ({ to: String(one.organisationId), hidden: String(one.otherOrganisationId) }))
}

const done = { done: true } as const

export function createDismissals({
  organisations,
  lessons,
  now,
  standingChanged,
}: Pick<Parts, 'organisations' | 'lessons' | 'now' | 'standingChanged'>) {
  async function adjustmentOf(asked: string) {
    const id = await organisations.currentId(asked)
    const known = await adjustments(
      { currentId: organisations.currentId, now },
      await organisations.everOf(id),
    )
    return known.get(id) ?? {}
  }

  return {
    async dismiss(actor: Actor, pair: Dismissed, reason: DismissReason) {
      await organisations.mustBelong(actor, pair.organisationId)
      const isOther = pair.otherOrganisationId !== pair.organisationId
      if (!isOther || !(await organisations.get(pair.otherOrganisationId))) throw refuse('not-found')
      const until = daysAfter(now(), dismissedDays)
      const before = await adjustmentOf(pair.organisationId)
      // While it still stands in the list; a second time says where it stood then.
      await lessons.note({ ...pair, of: 'dismissal' }, lessonOfDismissal(reason))
      await Dismissals.updateOne(keyOf(pair), { $set: { reason, until } }, { upsert: true })
      await standingChanged([pair.organisationId])
      return { ...done, learned: countsMore(before, await adjustmentOf(pair.organisationId)) }
    },

    async undoDismissal(actor: Actor, pair: Dismissed) {
      await organisations.mustBelong(actor, pair.organisationId)
      await lessons.note({ ...pair, of: 'dismissal' }, null)
      await Dismissals.deleteOne(keyOf(pair))
      await standingChanged([pair.organisationId])
      return done
    },
  }
}
