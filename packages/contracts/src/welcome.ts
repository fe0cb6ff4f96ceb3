import { z } from 'zod'
import { Ags, Done, Nothing, Word } from './common.ts'
import { operations } from './define.ts'
import { Reason } from './matching.ts'
import { OrganisationSummary } from './organisations.ts'

/** What somebody new is asked, in this order; each may be left open. */
export const WelcomeQuestion = z.enum(['place', 'fields', 'needs'])
export type WelcomeQuestion = z.infer<typeof WelcomeQuestion>

const fewWords = z.array(Word).max(3)

/** What somebody has said of themselves when they came; nobody else ever reads it. */
export const Welcome = z
  .object({
    /** What has been answered or left open on purpose. */
    asked: z.array(WelcomeQuestion),
    municipality: Ags.nullable(),
    fields: z.array(z.string()),
    needs: z.array(z.string()),
  })
  .meta({ id: 'Welcome' })
export type Welcome = z.infer<typeof Welcome>

/** An organisation to begin with. */
export const FirstPeer = z
  .object({
    organisation: OrganisationSummary,
    /** Newly on the platform. */
    newcomer: z.boolean(),
    /** At most three, the one it was chosen for first; none where nothing fits. */
    reasons: z.array(Reason),
    /** What it has to give at present. */
    offers: z.array(z.string()),
  })
  .meta({ id: 'FirstPeer' })
export type FirstPeer = z.infer<typeof FirstPeer>

/** The way of somebody new: three questions, then whom and what to begin with. */
export const welcome = operations({
  'accounts.welcome': {
    title: 'What oneself has answered on the welcome path.',
    who: 'signed-in',
    http: 'GET /me/welcome',
    input: Nothing,
    reply: Welcome,
  },
  'accounts.answerWelcome': {
    title: 'Answer a question of the welcome path, or leave it open; what is not named stays as it was.',
    who: 'signed-in',
    http: 'PATCH /me/welcome',
    input: z.strictObject({
      municipality: Ags.nullable().optional(),
      fields: fewWords.optional(),
      needs: fewWords.optional(),
      /** Needs no further question. */
      done: z.literal(true).optional(),
    }),
    reply: Welcome,
  },
  'accounts.forgetWelcome': {
    title: 'Delete one’s answers of the welcome path.',
    who: 'signed-in',
    http: 'DELETE /me/welcome',
    input: Nothing,
    reply: Done,
  },
  'matching.firstPeers': {
    title: 'Three organisations to begin with, by one’s own organisation or one’s answers, with the reasons.',
    who: 'signed-in',
    http: 'GET /matching/first-peers',
    input: Nothing,
    reply: z.object({ peers: z.array(FirstPeer) }),
  },
})
