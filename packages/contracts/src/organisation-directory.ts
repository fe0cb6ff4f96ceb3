import { z } from 'zod'
import { Ags, Cursor, LanguageTag, Limit, Line, QueryInt, Word } from './common.ts'
import { operations } from './define.ts'
import { ListingKind } from './listings.ts'
import { OrganisationSummary } from './organisations.ts'

/** As the directory lists it: what it says of itself stands in its profile. */
export const DirectoryRow = OrganisationSummary.omit({ selfDescription: true })
  .extend({
    /** From the place that `near` names; null without one. */
    distanceKm: z.number().nullable(),
    /** What it offers and seeks at present, the newest of each. */
    listings: z.array(z.object({ kind: ListingKind, title: z.string() })),
  })
  .meta({ id: 'DirectoryRow' })
export type DirectoryRow = z.infer<typeof DirectoryRow>

export const organisationDirectory = operations({
  'organisations.list': {
    title: 'Find organisations by name, place, field of activity, language and what they offer.',
    who: 'anyone',
    http: 'GET /organisations',
    input: z.strictObject({
      search: Line(100, 0).optional(),
      municipality: Ags.optional(),
      /** The official key of a district. */
      district: z
        .string()
        .regex(/^\d{5}$/, 'not a district key')
        .optional(),
      postalCode: z
        .string()
        .regex(/^\d{5}$/, 'not a postal code')
        .optional(),
      /** A place as people write it, a postal code or an official key: the nearest come first. */
      near: Line(80, 0).optional(),
      /** How far away from there at most. */
      radiusKm: QueryInt(1, 500).optional(),
      field: Word.optional(),
      language: LanguageTag.optional(),
      /** A kind of need that they can help with. */
      offers: Word.optional(),
      order: z.enum(['standard', 'newest']).default('standard'),
      cursor: Cursor.optional(),
      limit: Limit(30),
    }),
    reply: z.object({
      organisations: z.array(DirectoryRow),
      total: z.int(),
      nextCursor: z.string().nullable(),
      /** The place that `near` was understood as; null where it names none that is known. */
      near: z.object({ municipality: Ags, name: z.string() }).nullable(),
      /** How many there are in each district, by its key, wherever one has looked so far. */
      districts: z.record(z.string(), z.int()),
    }),
  },
})
export type DirectoryPage = z.infer<(typeof organisationDirectory)['organisations.list']['reply']>
