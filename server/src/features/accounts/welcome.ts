import type { AllOperations, Parsed, Welcome, WelcomeQuestion } from '@augenhoehe/contracts'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { mayMatchOn, needKindById } from '@augenhoehe/reference-data/taxonomy'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { Users, type WelcomeDoc } from './model.ts'

type Answers = Parsed<AllOperations['accounts.answerWelcome']>

const untold: Welcome = { asked: [], municipality: null, fields: [], needs: [] }
const done = { done: true } as const
const questions: Readonly<Record<keyof Pick<Answers, 'municipality' | 'fields' | 'needs'>, WelcomeQuestion>> =
  {
    municipality: 'place',
    fields: 'fields',
    needs: 'needs',
  }

/** How far somebody is; accounts that nobody signed up for here, and those of earlier versions, have no way to go. */
export function welcomeState(doc: Pick<WelcomeDoc, 'asked' | 'seen' | 'done'> | null | undefined) {
  if (!doc || doc.done || doc.asked.length === Object.keys(questions).length) return 'done'
  return doc.seen ? 'begun' : 'new'
}

/** The welcome path of one person: what they said is kept with their account, for them and nobody else. */
export function createWelcome() {
  async function answersOf(userId: string): Promise<Welcome> {
    const stored = (await Users.findById(userId, { welcome: 1 }).lean())?.welcome
    const { asked, municipality, fields, needs } = stored ?? untold
    return { asked, municipality, fields, needs }
  }

  return {
    /** Somebody has signed up with this address; whoever has confirmed it before knows the way. */
    async begin(email: string): Promise<void> {
      const welcome: WelcomeDoc = { ...untold, seen: false, done: false }
      await Users.updateOne({ email, emailVerified: false, welcome: null }, { $set: { welcome } })
    },

    of: (actor: Actor) => answersOf(person(actor).id),

    /** For suggestions to this person. */
    answersOf,

    /** What is not given stays, so that two devices do not answer against each other. */
    async answer(actor: Actor, { done: finished, ...given }: Answers): Promise<Welcome> {
      const { id } = person(actor)
      const answers = inVocabulary(given)
      const names = (Object.keys(questions) as (keyof typeof questions)[]).filter(
        (name) => answers[name] !== undefined,
      )
      const fresh: WelcomeDoc = { ...untold, seen: false, done: false }
      await Users.updateOne({ _id: id, welcome: null }, { $set: { welcome: fresh } })
      await Users.updateOne(
        { _id: id },
        {
          $set: {
            'welcome.seen': true,
            ...(finished && { 'welcome.done': true }),
            ...Object.fromEntries(names.map((name) => [`welcome.${name}`, answers[name]])),
          },
          $addToSet: { 'welcome.asked': { $each: names.map((name) => questions[name]) } },
        },
      )
      return answersOf(id)
    },

    /** Nothing of it stays but that they need not be asked again. */
    async forget(actor: Actor) {
      const welcome: WelcomeDoc = { ...untold, seen: true, done: true }
      await Users.updateOne({ _id: person(actor).id }, { $set: { welcome } })
      return done
    },
  }
}

/** Fields that never enter a score (religion, heritage language) would be kept for nothing, so they are not taken. */
function inVocabulary({ municipality, fields, needs }: Omit<Answers, 'done'>) {
  const ags = municipality == null ? municipality : currentAgs(municipality)
  const wrong: Record<string, string[]> = {
    ...(ags != null && !municipalityByAgs(ags) && { municipality: ['no municipality of Hesse'] }),
    ...(fields?.some((field) => !mayMatchOn(field)) && { fields: ['not used for suggestions'] }),
    ...(needs?.some((need) => !needKindById(need)) && { needs: ['not in the vocabulary'] }),
  }
  if (Object.keys(wrong).length > 0) throw refuse('request.invalid', { fields: wrong })
  return {
    municipality: ags,
    fields: fields && [...new Set(fields)],
    needs: needs && [...new Set(needs)],
  }
}
