import { z } from 'zod'
import { Done, Email, Id, IsoTime, Line, Nothing, Sentence, Text } from './common.ts'
import { operations } from './define.ts'

export const OrganisationRole = z.enum(['member', 'admin'])
export type OrganisationRole = z.infer<typeof OrganisationRole>

/** Who may see a field: everybody, whoever has an account, or the members. */
export const FieldAudience = z.enum(['everyone', 'signed-in', 'members'])
export type FieldAudience = z.infer<typeof FieldAudience>

/** Who may know that somebody belongs to the organisation; only the person decides. */
export const Shown = z.enum(['members', 'everyone'])
export type Shown = z.infer<typeof Shown>

/** What people do in an association; `other` is said in words of their own. */
export const FunctionKind = z.enum([
  'chair',
  'deputy-chair',
  'treasurer',
  'secretary',
  'board',
  'auditor',
  'director',
  'press',
  'youth',
  'projects',
  'rooms',
  'data-protection',
  'other',
])
export type FunctionKind = z.infer<typeof FunctionKind>

/** A day of the calendar. */
const Day = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2100-12-31', 'between the years 1900 and 2100')

export const Member = z.object({
  userId: Id,
  name: z.string(),
  role: OrganisationRole,
  since: IsoTime,
  shown: Shown,
})
export type Member = z.infer<typeof Member>

export const Invitation = z.object({
  id: Id,
  /** Whom it is for; null: whoever holds the link. */
  email: z.string().nullable(),
  /** Handed over by whoever made it, and not sent by mail. */
  byLink: z.boolean(),
  role: OrganisationRole,
  invitedBy: z.string(),
  expiresAt: IsoTime,
})
export type Invitation = z.infer<typeof Invitation>

/** Somebody does something in the association for a while. */
export const MemberFunction = z.object({
  id: Id,
  /** Null where the person has left. */
  userId: Id.nullable(),
  name: z.string(),
  kind: FunctionKind,
  words: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(['coming', 'current', 'past']),
})
export type MemberFunction = z.infer<typeof MemberFunction>

/** What may be wrong with the days or words of a function, as refusals name it. */
export const functionFaults = [
  'words.needed',
  'days.before-first',
  'days.overlap',
  'days.left',
  'days.sooner',
  'days.longer',
] as const
export type FunctionFault = (typeof functionFaults)[number]

export const ContactKind = z.enum(['email', 'phone'])
export type ContactKind = z.infer<typeof ContactKind>
/** What somebody may be written to or called for. */
export const ContactPurpose = z.enum(['general', 'events', 'press', 'rooms', 'advice', 'membership'])
export type ContactPurpose = z.infer<typeof ContactPurpose>

/** A person's own address or number, as its owner sees it. */
export const OwnContact = z.object({
  id: Id,
  kind: ContactKind,
  value: z.string(),
  purpose: ContactPurpose,
  audience: FieldAudience,
  consentedAt: IsoTime,
  expiresAt: IsoTime,
})
export type OwnContact = z.infer<typeof OwnContact>

/** Somebody of the association, for a reader who may know that they belong to it. */
export const ShownPerson = z.object({
  name: z.string(),
  functions: z.array(z.object({ kind: FunctionKind, words: z.string() })),
  contacts: z.array(
    z.object({ kind: ContactKind, value: z.string(), purpose: ContactPurpose, expiresAt: IsoTime }),
  ),
})
export type ShownPerson = z.infer<typeof ShownPerson>

/** The points of a handover: some follow from what is stored, the others are ticked by hand. */
export const HandoverPoint = z.enum([
  'second-admin',
  'functions',
  'requests',
  'listings',
  'invitations',
  'contacts',
  'sessions',
  'records',
  'papers',
  'access',
  'introduced',
])
export type HandoverPoint = z.infer<typeof HandoverPoint>

export const Handover = z.object({
  from: z.object({ userId: Id, name: z.string() }),
  successor: z.object({ userId: Id, name: z.string(), role: OrganisationRole }).nullable(),
  note: z.string(),
  startedAt: IsoTime,
  completedAt: IsoTime.nullable(),
  points: z.array(
    z.object({
      point: HandoverPoint,
      /** How many of them are still there; null where only people know. */
      open: z.int().nullable(),
      /** Whether it may be ticked by hand. */
      byHand: z.boolean(),
      done: z.boolean(),
    }),
  ),
})
export type Handover = z.infer<typeof Handover>

/** How far a proposal to restore access has come. */
export const RestorationState = z.enum([
  'proposed',
  'confirmed',
  'effective',
  'declined',
  'withdrawn',
  'objected',
  'lapsed',
])
export type RestorationState = z.infer<typeof RestorationState>

export const Restoration = z.object({
  id: Id,
  organisation: z.object({ id: Id, name: z.string(), slug: z.string() }),
  /** Whose account is to become an admin's. */
  person: z.object({ name: z.string(), email: z.string() }),
  reason: z.string(),
  evidence: z.string(),
  state: RestorationState,
  proposedBy: z.string(),
  proposedAt: IsoTime,
  /** Until when somebody else of the staff may confirm it. */
  confirmableUntil: IsoTime,
  decidedBy: z.string().nullable(),
  decidedAt: IsoTime.nullable(),
  /** When it takes effect unless somebody objects. */
  effectiveAt: IsoTime.nullable(),
  /** What a declining member of staff or an objecting member of the association said. */
  words: z.string().nullable(),
  /** What this reader may do about it. */
  may: z.object({ confirm: z.boolean(), decline: z.boolean(), withdraw: z.boolean() }),
})
export type Restoration = z.infer<typeof Restoration>

const ofOrganisation = z.strictObject({ organisationId: Id })
const InvitationToken = z.string().regex(/^[\w-]{20,100}$/, 'not a token')
const strangers = ['not-found', 'action.forbidden'] as const

export const organisationPeople = operations({
  'organisations.listMembers': {
    title: 'Who belongs to it and what they do there; only its members may know.',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/members',
    input: ofOrganisation,
    reply: z.object({
      members: z.array(Member),
      /** The latest first; also of people who have left. */
      functions: z.array(MemberFunction),
      invitations: z.array(Invitation),
    }),
    problems: ['not-found'],
  },
  'organisations.listPeople': {
    title: 'Who of it wants to be known to this reader, and how to reach them.',
    who: 'anyone',
    http: 'GET /organisations/:organisationId/people',
    input: ofOrganisation,
    reply: z.object({ people: z.array(ShownPerson) }),
    problems: ['not-found'],
  },
  'organisations.changeMember': {
    title: 'Make a member an admin, or an admin a member.',
    who: 'signed-in',
    http: 'PATCH /organisations/:organisationId/members/:userId',
    audited: true,
    stepUp: true,
    input: z.strictObject({ organisationId: Id, userId: Id, role: OrganisationRole }),
    reply: Member,
    problems: ['not-found', 'action.forbidden', 'organisation.last-admin'],
  },
  'organisations.removeMember': {
    title: 'Remove a member, or leave.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/members/:userId',
    audited: true,
    input: z.strictObject({ organisationId: Id, userId: Id }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'organisation.last-admin'],
  },
  'organisations.takeBackRemoval': {
    title: 'Take back a removal, within ten minutes, by whoever removed somebody.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/members/:userId/return',
    status: 200,
    audited: true,
    input: z.strictObject({ organisationId: Id, userId: Id }),
    reply: Member,
    problems: strangers,
  },
  'organisations.addFunction': {
    title: 'Say what a member does in the association, from when until when.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/functions',
    input: z.strictObject({
      organisationId: Id,
      userId: Id,
      kind: FunctionKind,
      /** Needed for `other`, otherwise free to add. */
      words: Line(80, 0).default(''),
      from: Day,
      to: Day.nullable().default(null),
    }),
    reply: MemberFunction,
    problems: [...strangers, 'conflict'],
  },
  'organisations.changeFunction': {
    title: 'Change the days or the words of a function; whoever has it may correct and shorten its days.',
    who: 'signed-in',
    http: 'PATCH /organisations/:organisationId/functions/:functionId',
    input: z.strictObject({
      organisationId: Id,
      functionId: Id,
      words: Line(80, 0).optional(),
      from: Day.optional(),
      to: Day.nullable().optional(),
    }),
    reply: MemberFunction,
    problems: strangers,
  },
  'organisations.removeFunction': {
    title: 'Remove a function that was entered by mistake.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/functions/:functionId',
    input: z.strictObject({ organisationId: Id, functionId: Id }),
    reply: Done,
    problems: strangers,
  },
  'organisations.getOwnMembership': {
    title: 'Who may know that one belongs to it, and one’s own addresses and numbers there.',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/membership',
    input: ofOrganisation,
    reply: z.object({ shown: Shown, contacts: z.array(OwnContact) }),
    problems: ['not-found'],
  },
  'organisations.changeOwnMembership': {
    title: 'Decide who may know that one belongs to it.',
    who: 'signed-in',
    http: 'PATCH /organisations/:organisationId/membership',
    input: z.strictObject({ organisationId: Id, shown: Shown }),
    reply: z.object({ shown: Shown }),
    problems: ['not-found'],
  },
  'organisations.consentContact': {
    title: 'Consent that the association shows one’s own address or number, for a purpose and a time.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/contacts',
    input: z.strictObject({
      organisationId: Id,
      kind: ContactKind,
      value: Line(254, 5),
      purpose: ContactPurpose,
      audience: FieldAudience,
      days: z.int().min(1).max(730).default(365),
    }),
    reply: OwnContact,
    problems: ['not-found', 'conflict'],
  },
  'organisations.withdrawContact': {
    title: 'Withdraw that consent; the address or number is gone at once.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/contacts/:contactId',
    input: z.strictObject({ organisationId: Id, contactId: Id }),
    reply: Done,
    problems: ['not-found'],
  },
  'organisations.postponeSecondAdmin': {
    title: 'Not be reminded for thirty days that nobody else runs the association.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/second-admin/later',
    status: 200,
    input: ofOrganisation,
    reply: Done,
    problems: strangers,
  },
  'organisations.invite': {
    title: 'Invite a colleague by e-mail; the link works once, for that address, for 14 days.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/invitations',
    input: z.strictObject({ organisationId: Id, email: Email, role: OrganisationRole.default('member') }),
    reply: Invitation,
    problems: [...strangers, 'conflict', 'organisation.unverified'],
  },
  'organisations.inviteByLink': {
    title: 'Make a link that works once, to hand over oneself; it is told this one time.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/invitation-links',
    input: z.strictObject({
      organisationId: Id,
      role: OrganisationRole.default('member'),
      /** One that makes an admin of whoever holds it works for at most three days. */
      days: z.int().min(1).max(30).default(7),
      /** If given, only an account with this address may use it. */
      email: Email.optional(),
    }),
    reply: z.object({ invitation: Invitation, link: z.string() }),
    problems: [...strangers, 'conflict', 'organisation.unverified'],
  },
  'organisations.withdrawInvitation': {
    title: 'Withdraw an invitation.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/invitations/:invitationId',
    input: z.strictObject({ organisationId: Id, invitationId: Id }),
    reply: Done,
    problems: strangers,
  },
  'organisations.showInvitation': {
    title: 'What an invitation is for, for whoever holds its link.',
    who: 'anyone',
    http: 'GET /invitations/:token',
    input: z.strictObject({ token: InvitationToken }),
    reply: z.object({
      organisation: z.string(),
      slug: z.string(),
      invitedBy: z.string(),
      email: z.string().nullable(),
      role: OrganisationRole,
    }),
    problems: ['token.invalid'],
  },
  'organisations.acceptInvitation': {
    title: 'Join with the link of an invitation, signed in with the address it is for.',
    who: 'signed-in',
    http: 'POST /invitations/:token/accept',
    status: 200,
    input: z.strictObject({ token: InvitationToken }),
    reply: z.object({ organisationId: Id, slug: z.string() }),
    problems: ['token.invalid', 'action.forbidden'],
  },
  'organisations.getHandover': {
    title: 'The handover under way, for whoever runs the association.',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/handover',
    input: ofOrganisation,
    reply: z.object({ handover: Handover.nullable() }),
    problems: strangers,
  },
  'organisations.changeHandover': {
    title: 'Begin or go on with a handover: who follows, what is done, what they should know.',
    who: 'signed-in',
    http: 'PATCH /organisations/:organisationId/handover',
    input: z.strictObject({
      organisationId: Id,
      successorId: Id.nullable().optional(),
      note: Text(2000, 0).optional(),
      tick: z.strictObject({ point: HandoverPoint, done: z.boolean() }).optional(),
    }),
    reply: z.object({ handover: Handover }),
    problems: [...strangers, 'conflict'],
  },
  'organisations.cancelHandover': {
    title: 'End a handover without handing over.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/handover',
    input: ofOrganisation,
    reply: Done,
    problems: strangers,
  },
  'organisations.completeHandover': {
    title: 'Make the successor an admin and oneself a member, in one step.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/handover/complete',
    status: 200,
    audited: true,
    stepUp: true,
    input: z.strictObject({
      organisationId: Id,
      /** As the giver saw it: so that nobody becomes admin who was not meant. */
      successorId: Id,
      /** Whether the successor takes over the functions the giver has today. */
      moveFunctions: z.boolean().default(false),
      stayAdmin: z.boolean().default(false),
    }),
    reply: z.object({ handover: Handover }),
    problems: [...strangers, 'conflict'],
  },
  'organisations.listRestorations': {
    title: 'Proposals to give somebody access to an organisation whose admins cannot be reached.',
    who: 'staff',
    http: 'GET /restorations',
    input: Nothing,
    reply: z.object({ restorations: z.array(Restoration) }),
  },
  'organisations.proposeRestoration': {
    title: 'Propose who shall run an organisation whose admins cannot be reached.',
    who: 'staff',
    http: 'POST /restorations',
    audited: true,
    stepUp: true,
    input: z.strictObject({ organisationId: Id, email: Email, reason: Sentence, evidence: Sentence }),
    reply: Restoration,
    problems: [...strangers, 'conflict'],
  },
  'organisations.confirmRestoration': {
    title: 'Confirm what somebody else of the staff proposed; it takes effect after 72 hours.',
    who: 'staff',
    http: 'POST /restorations/:restorationId/confirm',
    status: 200,
    audited: true,
    stepUp: true,
    input: z.strictObject({ restorationId: Id }),
    reply: Restoration,
    problems: [...strangers, 'conflict'],
  },
  'organisations.declineRestoration': {
    title: 'Decline what somebody else proposed.',
    who: 'staff',
    http: 'POST /restorations/:restorationId/decline',
    status: 200,
    audited: true,
    input: z.strictObject({ restorationId: Id, reason: Sentence }),
    reply: Restoration,
    problems: [...strangers, 'conflict'],
  },
  'organisations.withdrawRestoration': {
    title: 'Withdraw what oneself proposed or confirmed, before it takes effect.',
    who: 'staff',
    http: 'POST /restorations/:restorationId/withdraw',
    status: 200,
    audited: true,
    input: z.strictObject({ restorationId: Id }),
    reply: Restoration,
    problems: [...strangers, 'conflict'],
  },
  'organisations.showObjection': {
    title: 'What one may object to, for whoever holds the link of the mail about it.',
    who: 'anyone',
    http: 'GET /objections/:token',
    input: z.strictObject({ token: InvitationToken }),
    reply: z.object({
      organisation: z.string(),
      state: RestorationState,
      /** Until when an objection stops it; null while it is only proposed. */
      effectiveAt: IsoTime.nullable(),
    }),
    problems: ['token.invalid'],
  },
  'organisations.objectToRestoration': {
    title: 'Stop a proposal to give somebody else access to one’s organisation.',
    who: 'anyone',
    http: 'POST /objections/:token',
    status: 200,
    input: z.strictObject({ token: InvitationToken, words: Text(500, 0).default('') }),
    reply: Done,
    problems: ['token.invalid', 'conflict'],
  },
})
