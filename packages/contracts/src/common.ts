import { z } from 'zod'

/** A document's id: 24 hexadecimal digits. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, 'not an id')
export const IsoTime = z.iso.datetime()

/** Clients make it, without a secure context; it names what they create for ever, so that a retry creates nothing. */
export const ClientId = z.guid()

/** The languages of the interface, in the order in which they are offered; `de-simple` is plain German (a registered variant). */
export const locales = ['de', 'de-simple', 'en', 'tr', 'ar', 'uk'] as const
export const Locale = z.enum(locales)
export type Locale = z.infer<typeof Locale>

const otherLocales = locales.filter((locale) => locale !== 'de')
/** A text by language: German always, others where somebody wrote them. */
export const inLanguages = <S extends z.ZodType<string>>(text: S) =>
  z.strictObject({
    de: text,
    ...(Object.fromEntries(otherLocales.map((locale) => [locale, text.optional()])) as Record<
      (typeof otherLocales)[number],
      z.ZodOptional<S>
    >),
  })

/** The language of a text somebody wrote (BCP 47). */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not a language tag')
  .max(35)

const codePoints = (text: string) => {
  let count = 0
  for (const _ of text) count++
  return count
}

// Lone surrogates cannot be stored or shown; other control characters hide what a text says.
// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Any words: well-formed, without control characters, otherwise as they came. */
export const wellFormed = z
  .string()
  .refine((text) => text.isWellFormed(), 'malformed Unicode')
  .refine((text) => !control.test(text), 'control characters')

// Signs that turn the direction of all that follows: inside a name they rewrite the sentence around it.
const turning = /[\u202a-\u202e\u2066-\u2069]/g
/** Something to see: joiners and marks alone are nothing. */
const visible = /[^\p{Cf}\p{Z}\p{M}\s]/u

const hasAtLeast = (min: number) => (text: string) =>
  codePoints(text) >= min && (min === 0 || visible.test(text))

/** Text with line breaks, trimmed, in Unicode's composed form; lengths in code points. */
export const Text = (max: number, min = 1) =>
  wellFormed
    .refine((text) => text.length <= max * 2 && codePoints(text) <= max, `at most ${max} characters`)
    .transform((text) => text.replaceAll('\r\n', '\n').normalize('NFC').trim())
    .refine(hasAtLeast(min), `at least ${min} characters`)

/** Text on one line. */
export const Line = (max: number, min = 1) =>
  wellFormed
    .refine((text) => text.length <= max * 2 && codePoints(text) <= max, `at most ${max} characters`)
    .refine((text) => !/[\n\r]/.test(text), 'one line only')
    .transform((text) => text.normalize('NFC').replaceAll(turning, '').replaceAll(/\s+/g, ' ').trim())
    .refine(hasAtLeast(min), `at least ${min} characters`)

/** A sentence that stands for a decision or a report. */
export const Sentence = Line(500, 3)

export const Email = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email())

/** An address somebody gives for others to open: nothing but the web. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(500)

export const Cursor = z.string().regex(/^[\w-]{1,200}$/, 'not a cursor')
/** A number that arrives as text in a query. */
export const QueryInt = (min: number, max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,15}$/, 'not a whole number')
        .transform(Number),
    ])
    .pipe(z.int().min(min).max(max))
/** How many at most; whoever asks for more than a page holds gets a page. */
export const Limit = (standard: number, max = 100) =>
  QueryInt(1, 1_000_000)
    .transform((limit) => Math.min(limit, max))
    .default(standard)

/** The official key of a municipality: eight digits. */
export const Ags = z.string().regex(/^\d{8}$/, 'not a municipality key')

/** A word from the controlled vocabulary; the server knows which exist. */
export const Word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'not a word of the vocabulary')

export const Nothing = z.strictObject({})
export const Done = z.object({ done: z.literal(true) })
