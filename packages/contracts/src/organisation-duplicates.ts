import { z } from 'zod'
import { Ags, Cursor, Done, Id, IsoTime, Limit } from './common.ts'
import { operations } from './define.ts'
import { Currency, OrganisationName } from './organisations.ts'

/** Why two entries may be the same: what their names have in common, and how both are reached. */
export const SuspicionReason = z.enum(['same-name', 'similar-name', 'email', 'phone', 'website'])
export type SuspicionReason = z.infer<typeof SuspicionReason>

/** One of two entries, as far as the staff needs to know it: how many people, not who. */
export const SuspectedEntry = OrganisationName.extend({
  municipality: Ags,
  members: z.int(),
  verified: z.boolean(),
  currency: Currency,
  confirmedAt: IsoTime,
  joinedAt: IsoTime,
  /** The staff entered it from a list. */
  enteredByCentre: z.boolean(),
})
export type SuspectedEntry = z.infer<typeof SuspectedEntry>

export const Suspicion = z.object({
  /** The fuller one, which would go on, and the other. */
  into: SuspectedEntry,
  from: SuspectedEntry,
  reasons: z.array(SuspicionReason),
  /** False for whoever belongs to one of them. */
  mayDecide: z.boolean(),
})
export type Suspicion = z.infer<typeof Suspicion>

/** Two that somebody of the staff looked at, and that are not the same. */
export const KeptApart = z.object({
  id: Id,
  one: OrganisationName,
  other: OrganisationName,
  /** Who decided it. */
  by: z.string(),
  at: IsoTime,
})
export type KeptApart = z.infer<typeof KeptApart>

const page = z.strictObject({ cursor: Cursor.optional(), limit: Limit(20, 50) })

export const organisationDuplicates = operations({
  'organisations.listSuspicions': {
    title: 'Entries at the same place that may be the same organisation, the likeliest first (staff).',
    who: 'staff',
    http: 'GET /administration/duplicates',
    input: page,
    reply: z.object({ suspicions: z.array(Suspicion), total: z.int(), nextCursor: Cursor.nullable() }),
    problems: ['not-found'],
  },
  'organisations.keepApart': {
    title:
      'Note that two entries are not the same; they are not suggested until one changes its name (staff).',
    who: 'staff',
    http: 'POST /administration/duplicates/apart',
    audited: true,
    input: z.strictObject({ oneId: Id, otherId: Id }),
    reply: KeptApart,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.listKeptApart': {
    title: 'Entries that were found to be different, the last decision first (staff).',
    who: 'staff',
    http: 'GET /administration/duplicates/apart',
    input: page,
    reply: z.object({ pairs: z.array(KeptApart), total: z.int(), nextCursor: Cursor.nullable() }),
    problems: ['not-found'],
  },
  'organisations.undoKeepApart': {
    title: 'Suggest two entries again that were found to be different (staff).',
    who: 'staff',
    http: 'DELETE /administration/duplicates/apart/:apartId',
    audited: true,
    input: z.strictObject({ apartId: Id }),
    reply: Done,
    problems: ['not-found', 'action.forbidden'],
  },
})
