import { z } from 'zod'
import { Ags, Done, Id, IsoTime, Nothing } from './common.ts'
import { operations } from './define.ts'
import { Name } from './names.ts'
import { FieldAudience } from './organisation-people.ts'
import { Organisation, OrganisationDraft, ProfileField } from './organisations.ts'

/** The steps in which one describes a new organisation. */
export const CreatingStep = z.enum(['name', 'work', 'words', 'contact', 'visibility', 'look'])
export type CreatingStep = z.infer<typeof CreatingStep>

/** What somebody has filled in so far; nobody else ever sees it. */
export const OwnDraft = z.object({
  entries: Organisation.pick({
    name: true,
    municipality: true,
    fields: true,
    languages: true,
    selfDescription: true,
    selfTerm: true,
    kind: true,
    legalForm: true,
    memberBand: true,
    staffBand: true,
    foundedYear: true,
    targetGroups: true,
    activities: true,
    meetingPlace: true,
    website: true,
    contactEmail: true,
    contactPhone: true,
  })
    .extend({ visibility: z.partialRecord(ProfileField, FieldAudience) })
    .partial(),
  /** Where they go on. */
  step: CreatingStep,
  savedAt: IsoTime,
  /** They asked to be let into an organisation instead; going on takes it up again. */
  putAway: z.boolean(),
})
export type OwnDraft = z.infer<typeof OwnDraft>

/** An organisation that may be the one somebody is about to register. */
export const SimilarOrganisation = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  municipality: Ags,
  verified: z.boolean(),
  /** What the reader is to it already. */
  own: z.enum(['member', 'claimed']).nullable(),
})
export type SimilarOrganisation = z.infer<typeof SimilarOrganisation>

const ownDraft = z.object({ draft: OwnDraft.nullable() })

export const organisationCreating = operations({
  'organisations.similar': {
    title: 'Organisations in a municipality whose names are like this one.',
    who: 'signed-in',
    http: 'GET /organisation-names/similar',
    input: z.strictObject({ name: Name(120, 2), municipality: Ags }),
    reply: z.object({ organisations: z.array(SimilarOrganisation) }),
  },
  'organisations.getDraft': {
    title: 'The organisation that the reader has begun to register.',
    who: 'signed-in',
    http: 'GET /me/organisation-draft',
    input: Nothing,
    reply: ownDraft,
  },
  'organisations.saveDraft': {
    title: 'Keep what is filled in so far; what is left out stays.',
    who: 'signed-in',
    http: 'PATCH /me/organisation-draft',
    input: z.strictObject({ entries: OrganisationDraft.partial(), step: CreatingStep }),
    reply: OwnDraft,
    problems: ['action.forbidden'],
  },
  'organisations.discardDraft': {
    title: 'Throw the draft away.',
    who: 'signed-in',
    http: 'DELETE /me/organisation-draft',
    input: Nothing,
    reply: Done,
  },
  'organisations.publishDraft': {
    title: 'Register the organisation as it stands in the draft; repeating a lost answer creates nothing.',
    who: 'signed-in',
    http: 'POST /me/organisation-draft/publish',
    input: Nothing,
    reply: Organisation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})
