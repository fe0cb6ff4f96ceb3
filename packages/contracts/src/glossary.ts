import { z } from 'zod'
import { ClientId, inLanguages, IsoTime, Line, Nothing, Text, Word } from './common.ts'
import { events, operations } from './define.ts'

export const mostVariants = 12

/** What is said of a term. The term itself stays German in every language. */
export const TermWords = z.strictObject({
  term: Line(80, 2),
  /** Abbreviations and other names; cases and plurals are found without being listed. */
  variants: z.array(Line(60, 2)).max(mostVariants),
  category: Word,
  /** In plain German, and in other languages where somebody wrote them; orientation, not legal advice. */
  explanation: inLanguages(Text(600, 3)),
})
export type TermWords = z.infer<typeof TermWords>

export const GlossaryTerm = z
  .object({
    /** Its name in addresses. */
    id: z.string(),
    term: z.string(),
    variants: z.array(z.string()),
    category: z.string(),
    explanation: z.record(z.string(), z.string()),
  })
  .meta({ id: 'GlossaryTerm' })
export type GlossaryTerm = z.infer<typeof GlossaryTerm>

export const Glossary = z
  .object({
    /** By their words, as German sorts them. */
    terms: z.array(GlossaryTerm),
    /** The year for which sums of money in the explanations hold. */
    amountsAsOf: z.string(),
  })
  .meta({ id: 'Glossary' })
export type Glossary = z.infer<typeof Glossary>

/** A term for those who write the glossary. */
export const GlossaryEntry = GlossaryTerm.extend({
  /** Counts its changes; none for one that is as it was delivered. Whoever changes it says which reading they saw. */
  rev: z.int().min(0),
  /** Not in the glossary any more, and not lost. */
  hidden: z.boolean(),
  /** Delivered, delivered and changed here, or written here. */
  origin: z.enum(['delivered', 'changed', 'own']),
}).meta({ id: 'GlossaryEntry' })
export type GlossaryEntry = z.infer<typeof GlossaryEntry>

/** How a term once was: who made it so, and when; nobody, where it was delivered like that. */
export const GlossaryVersion = z
  .object({
    rev: z.int().min(0),
    at: IsoTime.nullable(),
    by: z.string().nullable(),
    hidden: z.boolean(),
    words: GlossaryTerm.omit({ id: true }),
  })
  .meta({ id: 'GlossaryVersion' })
export type GlossaryVersion = z.infer<typeof GlossaryVersion>

const ofTerm = z.strictObject({ termId: Word })

export const glossary = operations({
  'glossary.list': {
    title: 'Terms of German administration and funding, with what they mean.',
    who: 'anyone',
    http: 'GET /glossary',
    input: Nothing,
    reply: Glossary,
  },
  'glossary.entries': {
    title: 'The glossary for those who write it, with what is hidden.',
    who: 'staff',
    http: 'GET /administration/glossary',
    input: Nothing,
    reply: z.object({ entries: z.array(GlossaryEntry) }),
  },
  'glossary.add': {
    title: 'Write a new term. The same `clientId` again answers with what is stored.',
    who: 'staff',
    http: 'POST /glossary',
    audited: true,
    input: TermWords.extend({ clientId: ClientId }),
    reply: GlossaryEntry,
    problems: ['conflict'],
  },
  'glossary.change': {
    title: 'Change what is said of a term, or hide it and show it again. Its address stays.',
    who: 'staff',
    http: 'PATCH /glossary/:termId',
    audited: true,
    input: TermWords.partial().extend({
      termId: Word,
      rev: z.int().min(0),
      hidden: z.boolean().optional(),
    }),
    reply: GlossaryEntry,
    problems: ['not-found', 'conflict'],
  },
  'glossary.history': {
    title: 'How a term was before, newest first.',
    who: 'staff',
    http: 'GET /glossary/:termId/history',
    input: ofTerm,
    reply: z.object({ versions: z.array(GlossaryVersion) }),
    problems: ['not-found'],
  },
})

export const glossaryEvents = events({
  /** To everybody: the glossary is not what it was. Ask again. */
  'glossary.changed': z.object({}),
})
