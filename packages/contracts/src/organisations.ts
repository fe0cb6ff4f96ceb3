import { z } from 'zod'
import { Ags, Email, Id, IsoTime, LanguageTag, Line, Text, WebAddress, Word } from './common.ts'
import { events, operations } from './define.ts'
import { Name } from './names.ts'
import { FieldAudience, OrganisationRole } from './organisation-people.ts'

/** What an organisation may keep to itself or to people with an account; name, place, fields and languages are public. */
export const ProfileField = z.enum([
  'selfTerm',
  'kind',
  'legalForm',
  'memberBand',
  'staffBand',
  'foundedYear',
  'targetGroups',
  'activities',
  'meetingPlace',
  'website',
  'contactEmail',
  'contactPhone',
  'results',
])
export type ProfileField = z.infer<typeof ProfileField>

/** Something that takes place again and again. */
export const Activity = z.strictObject({ title: Line(120, 2), when: Line(120).nullable().default(null) })
export type Activity = z.infer<typeof Activity>

/** How an organisation came to be verified. */
export const VerifiedBy = z.enum(['register', 'known-contact', 'vouching'])
export type VerifiedBy = z.infer<typeof VerifiedBy>

export const OrganisationName = z.object({ id: Id, slug: z.string(), name: z.string() })
export type OrganisationName = z.infer<typeof OrganisationName>

/** An organisation where it acts: whose name it is, the way to the profile, and whether anybody looked that it exists. */
export const ActingOrganisation = z
  .object({ name: z.string(), slug: z.string(), verified: z.boolean() })
  .meta({ id: 'ActingOrganisation' })
export type ActingOrganisation = z.infer<typeof ActingOrganisation>

/** Whether somebody stands by the profile: `unconfirmed` was asked in vain, `dormant` said that it rests. */
export const Currency = z.enum(['current', 'unconfirmed', 'dormant'])
export type Currency = z.infer<typeof Currency>

export const OrganisationDraft = z.strictObject({
  name: Name(120, 2),
  /** Where it is at home, by official key. */
  municipality: Ags,
  fields: z.array(Word).min(1).max(10),
  languages: z.array(LanguageTag).min(1).max(20),
  /** How the organisation describes itself, in its own words. */
  selfDescription: Text(2000, 0).optional(),
  website: WebAddress.nullable().optional(),
  contactEmail: Email.nullable().optional(),
  foundedYear: z.int().min(1700).max(2100).nullable().optional(),
  /** What it calls itself: free words, shown as written. */
  selfTerm: Line(120, 0).optional(),
  kind: Word.nullable().optional(),
  legalForm: Word.nullable().optional(),
  memberBand: Word.nullable().optional(),
  staffBand: Word.nullable().optional(),
  targetGroups: Line(200, 0).optional(),
  activities: z.array(Activity).max(12).optional(),
  /** Where people meet, and how one gets in. */
  meetingPlace: Line(200, 0).optional(),
  contactPhone: Line(40, 5).nullable().optional(),
  visibility: z.partialRecord(ProfileField, FieldAudience).optional(),
})
export type OrganisationDraft = z.input<typeof OrganisationDraft>

/** What others show of it. */
export const OrganisationSummary = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    municipality: Ags,
    fields: z.array(z.string()),
    languages: z.array(z.string()),
    selfDescription: z.string(),
    verified: z.boolean(),
    currency: Currency,
    joinedAt: IsoTime,
  })
  .meta({ id: 'OrganisationSummary' })
export type OrganisationSummary = z.infer<typeof OrganisationSummary>

export const Organisation = OrganisationSummary.extend({
  website: z.string().nullable(),
  contactEmail: z.string().nullable(),
  contactPhone: z.string().nullable(),
  foundedYear: z.int().nullable(),
  selfTerm: z.string(),
  kind: z.string().nullable(),
  legalForm: z.string().nullable(),
  memberBand: z.string().nullable(),
  staffBand: z.string().nullable(),
  targetGroups: z.string(),
  activities: z.array(Activity),
  meetingPlace: z.string(),
  /** What this reader may not see is empty above; who may see what is told to its members only. */
  visibility: z.partialRecord(ProfileField, FieldAudience).nullable(),
  verifiedBy: VerifiedBy.nullable(),
  verifiedAt: IsoTime.nullable(),
  /** The organisations whose word made it verified; nobody learns which persons gave it. */
  vouchedBy: z.array(OrganisationName),
  /** When somebody of it last stood by the profile. */
  confirmedAt: IsoTime,
  /** The staff entered it from a list, and nobody of its own keeps it yet. */
  enteredByCentre: z.boolean(),
  /** Whether members who are not admins may write for it. */
  membersMayWrite: z.boolean(),
  /** What the reader is in it; null for everybody else. */
  ownRole: OrganisationRole.nullable(),
  /** The decision that hides the profile from everybody outside, for whoever belongs to it. */
  hiddenBy: Id.nullable(),
}).meta({ id: 'Organisation' })
export type Organisation = z.infer<typeof Organisation>

export const organisations = operations({
  'organisations.get': {
    title: 'One organisation, by the name in its address.',
    who: 'anyone',
    http: 'GET /organisations/:slug',
    input: z.strictObject({ slug: Word }),
    reply: Organisation,
    problems: ['not-found'],
  },
  'organisations.create': {
    title: 'Register an organisation; whoever does becomes its admin.',
    who: 'signed-in',
    http: 'POST /organisations',
    input: OrganisationDraft,
    reply: Organisation,
    problems: ['action.forbidden', 'conflict'],
  },
  'organisations.change': {
    title: 'Change the profile, or who may write for the organisation.',
    who: 'signed-in',
    http: 'PATCH /organisations/:organisationId',
    input: OrganisationDraft.partial().extend({
      organisationId: Id,
      membersMayWrite: z.boolean().optional(),
    }),
    reply: Organisation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})

export const organisationEvents = events({
  /** An organisation that everybody may find was verified, or is no longer; for everybody. */
  'organisation.verified': z.object({ slug: z.string(), verified: z.boolean() }),
})
