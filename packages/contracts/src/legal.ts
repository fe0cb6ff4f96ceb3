import { z } from 'zod'
import { Locale } from './common.ts'
import { operations } from './define.ts'

/** What whoever runs the platform has to say of themselves and of it. */
export const LegalPageName = z.enum(['imprint', 'privacy', 'accessibility'])
export type LegalPageName = z.infer<typeof LegalPageName>

/** A part of such a page; addresses in its lines are links. */
export const LegalBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  /** Names and what stands behind them, as the operator wrote it. */
  z.object({
    kind: z.literal('facts'),
    facts: z.array(z.object({ label: z.string(), lines: z.array(z.string()) })),
  }),
  z.object({
    kind: z.literal('table'),
    head: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ kind: z.literal('links'), links: z.array(z.object({ href: z.string(), label: z.string() })) }),
])
export type LegalBlock = z.infer<typeof LegalBlock>

export const LegalPage = z
  .object({
    page: LegalPageName,
    title: z.string(),
    lead: z.string(),
    /** What has to be known before one reads on: an invented operator, or which wording counts. */
    notes: z.array(z.string()),
    /** Over the list of its parts, where the page is long; none where one sees them anyway. */
    contents: z.string().nullable(),
    sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(LegalBlock) })),
    /** When the wording was last gone over, in words. */
    asOf: z.string(),
  })
  .meta({ id: 'LegalPage' })
export type LegalPage = z.infer<typeof LegalPage>

export const legal = operations({
  'legal.page': {
    title: 'Imprint, privacy and accessibility, with the details of whoever runs the platform.',
    who: 'anyone',
    http: 'GET /legal/:page',
    input: z.strictObject({ page: LegalPageName, locale: Locale.default('de') }),
    reply: LegalPage,
  },
})
