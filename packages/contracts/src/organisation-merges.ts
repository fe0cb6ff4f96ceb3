import { z } from 'zod'
import { Id, IsoTime, Nothing } from './common.ts'
import { operations } from './define.ts'
import { OrganisationName } from './organisations.ts'

/** Two entries that stood for the same organisation and became one. */
export const Merge = z.object({
  from: OrganisationName,
  into: OrganisationName,
  at: IsoTime,
  /** Until when it can be undone. */
  undoUntil: IsoTime,
})
export type Merge = z.infer<typeof Merge>

/** What a merge would bring: numbers only, because who belongs to an organisation is no matter of the staff. */
export const MergePreview = z.object({
  from: OrganisationName,
  into: OrganisationName,
  /** How many people come in, and how many become admins by it. */
  added: z.int(),
  raised: z.int(),
  invitations: z.int(),
  /** What people hold comes along: functions, and their own addresses and numbers with the consents given. */
  functions: z.int(),
  contacts: z.int(),
  /** The verification, or what waits for one, comes along. */
  verification: z.boolean(),
})
export type MergePreview = z.infer<typeof MergePreview>

const two = z.strictObject({ fromId: Id, intoId: Id })

export const organisationMerges = operations({
  'organisations.previewMerge': {
    title: 'What would come together if one entry became part of another (staff).',
    who: 'staff',
    http: 'GET /administration/merges/preview',
    input: two,
    reply: MergePreview,
    problems: ['not-found', 'conflict'],
  },
  'organisations.merge': {
    title: 'Make one entry part of another; addresses, links and history lead on (staff).',
    who: 'staff',
    http: 'POST /administration/merges',
    audited: true,
    stepUp: true,
    input: two,
    reply: Merge,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.merges': {
    title: 'Merges that can still be undone, the newest first (staff).',
    who: 'staff',
    http: 'GET /administration/merges',
    input: Nothing,
    reply: z.object({ merges: z.array(Merge) }),
    problems: ['not-found'],
  },
  'organisations.undoMerge': {
    title: 'Take a merge apart again within 30 days (staff).',
    who: 'staff',
    http: 'DELETE /administration/merges/:fromId',
    audited: true,
    stepUp: true,
    input: z.strictObject({ fromId: Id }),
    reply: z.object({ from: OrganisationName, into: OrganisationName }),
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})
