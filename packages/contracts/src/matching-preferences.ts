import { z } from 'zod'
import { Id } from './common.ts'
import { operations } from './define.ts'
import { Factor } from './matching.ts'

/** How much one thing counts for an organisation: a quarter more or less with each step. */
const Slider = z.int().min(-2).max(2)

export const Sliders = z.strictObject({ distance: Slider, language: Slider, topic: Slider })
export type Sliders = z.infer<typeof Sliders>

/** What counts how much for one organisation, and why. */
export const MatchingPreferences = z
  .object({
    sliders: Sliders,
    /** What its answers have turned, as factors by which weights are multiplied; only what differs from 1. */
    learned: z.array(z.object({ kind: Factor.shape.kind, turn: z.number() })),
    /** How many answers of the last year that comes of. */
    answers: z.int().nonnegative(),
    /** The weights as they are for everybody, and as they are for this organisation. */
    weights: z.array(z.object({ kind: Factor.shape.kind, usual: z.number(), own: z.number() })),
    /** What a score is multiplied with where an interpreter helps, and where there is no language in common. */
    language: z.object({
      interpreter: z.object({ usual: z.number(), own: z.number() }),
      none: z.object({ usual: z.number(), own: z.number() }),
    }),
    weightsVersion: z.string(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'MatchingPreferences' })
export type MatchingPreferences = z.infer<typeof MatchingPreferences>

const DigestToken = z.string().regex(/^[\w-]{20,100}$/, 'not a token')
const Digest = z.object({ weekly: z.boolean() })

export const matchingPreferences = operations({
  'matching.preferences': {
    title: 'What counts how much in the suggestions of an organisation (members).',
    who: 'signed-in',
    http: 'GET /matching/preferences',
    input: z.strictObject({ organisationId: Id }),
    reply: MatchingPreferences,
    problems: ['not-found'],
  },
  'matching.setPreferences': {
    title: 'Set what counts how much in the suggestions of the own organisation, from −2 to 2 (admins).',
    who: 'signed-in',
    http: 'POST /matching/preferences',
    status: 200,
    input: z.strictObject({ organisationId: Id, sliders: Sliders }),
    reply: MatchingPreferences,
    problems: ['not-found', 'action.forbidden'],
  },
  'matching.forgetLearned': {
    title: 'Forget what was learned from the answers of the own organisation (admins).',
    who: 'signed-in',
    http: 'POST /matching/preferences/forget',
    status: 200,
    input: z.strictObject({ organisationId: Id }),
    reply: MatchingPreferences,
    problems: ['not-found', 'action.forbidden'],
  },
  'matching.showDigest': {
    title: 'Whether the weekly mail is on, for whoever holds the link of such a mail; changes nothing.',
    who: 'anyone',
    http: 'GET /weekly-suggestions/:token',
    input: z.strictObject({ token: DigestToken }),
    reply: Digest,
    problems: ['token.invalid'],
  },
  'matching.endDigest': {
    title: 'Get no weekly mail any more, with the link of such a mail; or get it again.',
    who: 'anyone',
    http: 'POST /weekly-suggestions/:token',
    status: 200,
    input: z.strictObject({ token: DigestToken, weekly: z.boolean().default(false) }),
    reply: Digest,
    problems: ['token.invalid'],
  },
})
