import { z } from 'zod'
import { Id, IsoTime } from './common.ts'
import { operations } from './define.ts'

const share = z.number().min(0).max(1)
const count = z.int().nonnegative()

/** How often organisations are shown in one cycle, over all of them. */
const Spread = z.object({ fewest: count, tenth: count, mean: z.number(), ninetieth: count, most: count })

/** How one cycle came out, over everybody; nobody is named. */
export const CycleReport = z
  .object({
    number: z.int().positive(),
    madeAt: IsoTime,
    weightsVersion: z.string(),
    organisations: count,
    /** Share of them that at least one other is shown. */
    coverage: share,
    shown: Spread,
    /** Of attention, by places: 0 when all have the same. */
    gini: share,
    /** Attention of those who joined within 90 days, as a share of the mean; none where nobody did. */
    newcomers: z.number().nullable(),
    /** Share of all lines that the guarantee asked for. */
    guaranteed: share,
    /** Looked at for one organisation, on average. */
    candidates: z.number(),
    ms: count,
  })
  .meta({ id: 'CycleReport' })
export type CycleReport = z.infer<typeof CycleReport>

/** How often one organisation is shown to others. */
export const Exposure = z
  .object({
    /** Lists that hold it at this moment. */
    lists: count,
    /** How many of these have been opened as far as its place. */
    opened: count,
    /** How many of these it owes to the guarantee. */
    guaranteed: count,
    /** Organisations that may see it at all. */
    viewers: count,
    /** How it is for all, in the last cycle; none before the first. */
    usual: Spread.nullable(),
    /** The last cycles in which it took part, newest first. */
    cycles: z.array(
      z.object({ number: z.int().positive(), madeAt: IsoTime, shown: count, guaranteed: count }),
    ),
  })
  .meta({ id: 'Exposure' })
export type Exposure = z.infer<typeof Exposure>

export const matchingFeed = operations({
  'matching.exposure': {
    title: 'How often an organisation is shown to others, and how often that is usual (members).',
    who: 'signed-in',
    http: 'GET /matching/exposure',
    input: z.strictObject({ organisationId: Id }),
    reply: Exposure,
    problems: ['not-found'],
  },
  'matching.report': {
    title: 'How the last cycles came out, newest first; no organisation is named (staff).',
    who: 'staff',
    http: 'GET /matching/report',
    input: z.strictObject({}),
    reply: z.object({ cycles: z.array(CycleReport) }),
  },
  'matching.quality': {
    title:
      'What the matchmaking keeps to, in one line: how many take part, and how often each is shown at least.',
    who: 'anyone',
    http: 'GET /matching/quality',
    input: z.strictObject({}),
    reply: z.object({
      /** None before the first cycle. */
      quality: CycleReport.pick({ madeAt: true, organisations: true, coverage: true })
        .extend({ fewest: count })
        .nullable(),
    }),
  },
})
