import type { MatchingPreferences, Sliders } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { turned, type Turned } from './learned.ts'
import { Settings } from './model.ts'
import { standardSliders, toPreferences } from './preferences-policy.ts'
import type { Parts } from './service.ts'

const untouched: Turned = { sliders: standardSliders, learned: {}, answers: 0 }

/** What counts how much for an organisation: its members read it, its admins set it. */
export function createPreferences({
  organisations,
  lessons,
  now,
  standingChanged,
}: Pick<Parts, 'organisations' | 'lessons' | 'now' | 'standingChanged'>) {
  async function show(asked: string, mayChange: boolean): Promise<MatchingPreferences> {
    const id = await organisations.currentId(asked)
    const found = await turned({ currentId: organisations.currentId, now }, await organisations.everOf(id))
    return toPreferences(found.get(id) ?? untouched, mayChange)
  }

  return {
    async preferences(actor: Actor, organisationId: string) {
      const role = await organisations.mustBelong(actor, organisationId)
      return show(organisationId, role === 'admin')
    },

    async setPreferences(actor: Actor, organisationId: string, sliders: Sliders) {
      const { id } = await organisations.mustAdminister(actor, organisationId)
      await Settings.updateOne(
        { _id: new mongoose.Types.ObjectId(id) },
        { $set: { sliders } },
        { upsert: true },
      )
      await standingChanged([id])
      return show(id, true)
    },

    async forgetLearned(actor: Actor, organisationId: string) {
      const { id } = await organisations.mustAdminister(actor, organisationId)
      await lessons.forget(await organisations.everOf(id))
      await standingChanged([id])
      return show(id, true)
    },
  }
}
