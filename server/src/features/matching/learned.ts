import type { Sliders } from '@augenhoehe/contracts'
import { type Adjustment, type Feedback, learn, type Market } from '@augenhoehe/matching'
import mongoose, { trusted } from 'mongoose'
import type { Lists } from './lists.ts'
import { Lessons, Settings, type LessonDoc } from './model.ts'
import {
  adjustmentOf,
  feedbackOf,
  remembersSince,
  standardSliders,
  strongestOf,
} from './preferences-policy.ts'

const objectId = (id: string) => new mongoose.Types.ObjectId(id)

interface Needs {
  currentId: (id: string) => Promise<string>
  now: () => Date
}

/** What an organisation set, and what its own answers taught: never what others did, never from messages. */
export interface Turned {
  sliders: Sliders
  learned: Adjustment
  answers: number
}

/** Of some organisations, or all; each under the id it has now. */
export async function turned(
  { currentId, now }: Needs,
  of?: readonly string[],
): Promise<Map<string, Turned>> {
  const some = of && trusted({ $in: of.map(objectId) })
  const at = trusted({ $gt: remembersSince(now()) })
  const [settings, lessons] = await Promise.all([
    Settings.find(some ? { _id: some } : {}, { sliders: 1 }).lean(),
    Lessons.find({ ...(some && { organisationId: some }), at }).lean(),
  ])
  const found = new Map<string, { sliders: Sliders | undefined; feedback: Feedback[] }>()
  const entryOf = (id: string) => {
    const entry = found.get(id) ?? { sliders: undefined, feedback: [] }
    found.set(id, entry)
    return entry
  }
  for (const { _id, sliders } of settings) {
    const id = await currentId(String(_id))
    const entry = entryOf(id)
    // Of two that became one, what the whole has set goes first.
    if (sliders && (id === String(_id) || !entry.sliders)) entry.sliders = sliders
  }
  for (const lesson of lessons)
    entryOf(await currentId(String(lesson.organisationId))).feedback.push(feedbackOf(lesson))
  return new Map(
    [...found].map(([id, { sliders = standardSliders, feedback }]) => [
      id,
      { sliders, learned: learn(feedback, now().getTime()), answers: feedback.length },
    ]),
  )
}

/** The same as lists take it: both together, within ±50 %. */
export async function adjustments(needs: Needs, of?: readonly string[]): Promise<Map<string, Adjustment>> {
  return new Map(
    [...(await turned(needs, of))].map(([id, { sliders, learned }]) => [id, adjustmentOf(sliders, learned)]),
  )
}

interface Sources {
  lists: Pick<Lists, 'read'>
  profiles: { market: () => Promise<Market> }
  now: () => Date
}

type About = Pick<LessonDoc, 'of'> & { organisationId: string; otherOrganisationId: string }
const keyOf = ({ organisationId, otherOrganisationId, of }: About) => ({
  organisationId: objectId(organisationId),
  otherOrganisationId: objectId(otherOrganisationId),
  of,
})

/** What answers teach: kept for a year beside the answers themselves. */
export function createLessons({ lists, profiles, now }: Sources) {
  return {
    /** Takes over what an answer says, or that it says nothing any more; harmless when repeated. */
    async note(about: About, kind: Feedback['kind'] | null): Promise<void> {
      const { organisationId, otherOrganisationId } = about
      if (!kind) return void (await Lessons.deleteOne(keyOf(about)))
      const [listed, market] = await Promise.all([lists.read(organisationId), profiles.market()])
      const rank = listed?.list.entries.findIndex(({ id }) => id === otherOrganisationId) ?? -1
      const [own, other] = [market.of(organisationId), market.of(otherOrganisationId)]
      const strongest = own && other && strongestOf(market.explain(own, other).forMe)
      await Lessons.updateOne(
        keyOf(about),
        { $set: { kind, at: now(), ...(strongest && { strongest }), ...(rank >= 0 && { rank }) } },
        { upsert: true },
      )
    },

    /** Takes away what was learned; the answers themselves stay. */
    async forget(organisationIds: readonly string[]): Promise<void> {
      await Lessons.deleteMany({ organisationId: trusted({ $in: organisationIds.map(objectId) }) })
    },

    /** What is too old to teach. */
    async tidy(): Promise<void> {
      await Lessons.deleteMany({ at: trusted({ $lte: remembersSince(now()) }) })
    },
  }
}
export type LessonBook = ReturnType<typeof createLessons>
