import { z } from 'zod'
import { Ags, Cursor, Id, IsoTime, LanguageTag, Limit, Line, Locale, Word } from './common.ts'
import { operations } from './define.ts'
import { ActingOrganisation } from './organisations.ts'
import { ContributionType } from './threads.ts'

export const SearchKind = z.enum([
  'contribution',
  'thread',
  'room',
  'organisation',
  'need',
  'offer',
  'result',
])
export type SearchKind = z.infer<typeof SearchKind>

/** A text in pieces, so that what was found can be marked without rendering anything but text. */
export const MarkedText = z.array(z.object({ text: z.string(), marked: z.boolean() }))
export type MarkedText = z.infer<typeof MarkedText>

export const SearchHit = z
  .object({
    kind: SearchKind,
    id: Id,
    /** Empty for contributions: they stand under the title of their thread. */
    title: MarkedText,
    /** A few lines around the first word that was found. */
    excerpt: MarkedText,
    /** The language of the excerpt, where somebody said it. */
    lang: z.string().nullable(),
    /** The words were found in a translation, and the excerpt is from it. */
    translated: z.boolean(),
    type: ContributionType.nullable(),
    room: z.object({ slug: z.string(), title: z.string() }).nullable(),
    thread: z.object({ id: Id, title: z.string() }).nullable(),
    organisation: ActingOrganisation.nullable(),
    /** Who wrote it, and for which office. */
    author: z.object({ name: z.string(), institution: z.string().nullable() }).nullable(),
    municipality: Ags.nullable(),
    createdAt: IsoTime,
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof SearchHit>

const count = z.int().min(0)

export const search = operations({
  'search.find': {
    title: 'Find what the reader may read, by its words: better matches first, then newer ones.',
    who: 'anyone',
    http: 'GET /search',
    input: z.strictObject({
      q: Line(200),
      kind: SearchKind.optional(),
      roomId: Id.optional(),
      questionId: Word.optional(),
      type: ContributionType.optional(),
      municipality: Ags.optional(),
      /** The language something is written in. */
      lang: LanguageTag.optional(),
      /** The language of the reader, for titles that exist in several. */
      locale: Locale.default('de'),
      cursor: Cursor.optional(),
      limit: Limit(20, 50),
    }),
    reply: z.object({
      hits: z.array(SearchHit),
      nextCursor: z.string().nullable(),
      /** How many fit all filters. */
      total: count,
      /** How many of each kind fit the other filters. */
      counts: z.record(SearchKind, count),
      /** How many there are without any filter. */
      unfiltered: count,
      /** Not while the index is still being built after a start: then there may be more. */
      complete: z.boolean(),
    }),
  },
})
