import { z } from 'zod'
import { Ags, Id, IsoTime, Line, Text, Word } from './common.ts'
import { operations } from './define.ts'
import { ActingOrganisation } from './organisations.ts'

export const ListingKind = z.enum(['need', 'offer'])
export type ListingKind = z.infer<typeof ListingKind>

export const ListingState = z.enum(['active', 'paused', 'fulfilled', 'expired', 'withdrawn'])
export type ListingState = z.infer<typeof ListingState>

/** A day of the calendar. */
export const Day = z.iso.date()

/** How many of what: 2 laptops, 30 places. */
const Quantity = z.strictObject({ amount: z.int().min(1).max(10_000), of: Line(60) })

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const dayParts = ['morning', 'afternoon', 'evening'] as const
export type Weekday = (typeof weekdays)[number]
export type DayPart = (typeof dayParts)[number]
export type WeekTime = `${Weekday}-${DayPart}`
/** The times of a week, in their order. */
export const weekTimes = weekdays.flatMap((day) => dayParts.map((part): WeekTime => `${day}-${part}`))

/** When a room or a thing can be had. */
const Availability = z.strictObject({
  times: z
    .array(z.enum(weekTimes))
    .max(weekTimes.length)
    .transform((times) => weekTimes.filter((time) => times.includes(time))),
  /** What no table says: not in the holidays. */
  note: Line(200, 0),
})
export type Availability = z.infer<typeof Availability>

/** What is said of a need or an offer. */
export const ListingFields = {
  /** A kind of need or offer from the taxonomy. */
  category: Word,
  title: Line(120, 3),
  text: Text(2000, 0).optional(),
  /** Where; the organisation's own municipality when left out. */
  municipality: Ags.optional(),
  /** Online as well. */
  remote: z.boolean().optional(),
  from: Day.nullable().optional(),
  until: Day.nullable().optional(),
  quantity: Quantity.nullable().optional(),
  /** Under which conditions, in a few words: free of charge, for a donation. */
  conditions: Line(200, 0).optional(),
  /** Only where the category asks for it. */
  availability: Availability.nullable().optional(),
}

/** A need or an offer of an organisation. */
export const Listing = z
  .object({
    id: Id,
    kind: ListingKind,
    organisationId: Id,
    organisation: ActingOrganisation,
    category: z.string(),
    /** What its category was called, where the vocabulary has it no more; then it is renewed only with another. */
    formerCategory: z.object({ labels: z.record(z.string(), z.string()) }).nullable(),
    title: z.string(),
    text: z.string(),
    municipality: Ags,
    remote: z.boolean(),
    from: z.string().nullable(),
    until: z.string().nullable(),
    quantity: z.object({ amount: z.int(), of: z.string() }).nullable(),
    conditions: z.string(),
    availability: z.object({ times: z.array(z.enum(weekTimes)), note: z.string() }).nullable(),
    state: ListingState,
    createdAt: IsoTime,
    expiresAt: IsoTime,
    /** Whether the reader may change it. */
    mayEdit: z.boolean(),
    /** Until when it can be taken back that it was fulfilled or withdrawn, for whoever may. */
    undoUntil: IsoTime.nullable(),
    /** The decision that hides it from everybody outside the organisation, for whoever belongs to it. */
    hiddenBy: Id.nullable(),
    /** The contribution it came of, for whoever may read that. */
    source: z.object({ roomSlug: z.string(), threadId: Id, contributionId: Id }).optional(),
  })
  .meta({ id: 'Listing' })
export type Listing = z.infer<typeof Listing>

/** What has to be changed before an entry can be shown again. */
export const ListingHindrance = z.enum(['category', 'until'])
export type ListingHindrance = z.infer<typeof ListingHindrance>

const ReminderToken = z.string().regex(/^[\w-]{20,100}$/, 'not a token')

const Reminded = z.object({
  organisation: z.string(),
  slug: z.string(),
  kind: ListingKind,
  title: z.string(),
  state: ListingState,
  expiresAt: IsoTime,
  /** Somebody has renewed it since the mail. */
  renewed: z.boolean(),
  hindrances: z.array(ListingHindrance),
})

export const listingReminders = operations({
  'matching.showReminder': {
    title: 'Which entry soon expires, for whoever holds the link of the mail.',
    who: 'anyone',
    http: 'GET /matching/reminders/:token',
    input: z.strictObject({ token: ReminderToken }),
    reply: Reminded,
    problems: ['token.invalid'],
  },
  'matching.renewByLink': {
    title: 'Renew an entry for another 180 days, with the link of the mail; may be repeated.',
    who: 'anyone',
    http: 'POST /matching/reminders/:token',
    status: 200,
    input: z.strictObject({ token: ReminderToken }),
    reply: Reminded,
    problems: ['token.invalid', 'conflict', 'listing.outdated', 'listing.limit', 'organisation.unverified'],
  },
})
