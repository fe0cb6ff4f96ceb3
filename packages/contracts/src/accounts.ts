import { z } from 'zod'
import { Done, Email, Id, IsoTime, Limit, Line, Locale, Nothing, wellFormed } from './common.ts'
import { operations } from './define.ts'
import { Name } from './names.ts'

/** What an account may do everywhere; rights in rooms and organisations come from there. */
export const AccountRole = z.enum(['member', 'institution', 'staff', 'admin'])
export type AccountRole = z.infer<typeof AccountRole>

/** What kind of office somebody writes for. */
export const InstitutionKind = z.enum(['municipality', 'district', 'state', 'party', 'funder', 'science'])
export type InstitutionKind = z.infer<typeof InstitutionKind>

/** How an office is named beside what its people write. */
export const InstitutionLabel = z
  .object({ name: z.string(), kind: InstitutionKind })
  .meta({ id: 'InstitutionLabel' })
export type InstitutionLabel = z.infer<typeof InstitutionLabel>

/** Somebody writes for an office for a while; as long as it is current, their account is the office’s. */
export const Affiliation = z
  .object({
    id: Id,
    userId: Id,
    personName: z.string(),
    institution: InstitutionLabel,
    /** What they do there, for staff only. */
    function: z.string().nullable(),
    /** The key of the municipality (eight digits) or district (five) it answers for. */
    ags: z.string().nullable(),
    from: IsoTime,
    /** The moment it ends; none: until somebody ends it. */
    to: IsoTime.nullable(),
    state: z.enum(['coming', 'current', 'past']),
  })
  .meta({ id: 'Affiliation' })
export type Affiliation = z.infer<typeof Affiliation>

export const ColourScheme = z.enum(['auto', 'light', 'dark'])

export const OwnMembership = z.object({
  organisationId: Id,
  name: z.string(),
  slug: z.string(),
  role: z.enum(['member', 'admin']),
  /** Whether this person may write for the organisation. */
  mayWriteFor: z.boolean(),
  /** Whether the platform knows this organisation. */
  verified: z.boolean(),
  /** How much it may have open at once; little until it is verified. */
  openAtOnce: z.object({ listings: z.int(), requests: z.int(), invitations: z.int() }),
  /** Who else may know of it: the other members, or everybody. */
  shown: z.enum(['members', 'everyone']),
  /** Nobody else runs it, and this person has not put the reminder off. */
  needsSecondAdmin: z.boolean(),
  /** What the profile waits for; null where it holds. */
  upkeep: z
    .object({
      state: z.enum(['asked', 'unconfirmed', 'dormant']),
      /** Until when an answer keeps it among the suggestions; null where it is not asked. */
      until: z.iso.datetime().nullable(),
    })
    .nullable(),
})
export type OwnMembership = z.infer<typeof OwnMembership>

export const Me = z
  .object({
    user: z
      .object({
        id: Id,
        name: z.string(),
        email: z.string(),
        role: AccountRole,
        /** The office this person writes for at present, and until when. */
        institution: InstitutionLabel.extend({ until: IsoTime.nullable() }).nullable(),
        locale: Locale.nullable(),
        colourScheme: ColourScheme,
        /** Their role needs a second factor, and they have none: until then nothing but that is open to them. */
        lacksSecondFactor: z.boolean(),
        /** Whether others may see that they are here, and that they write. */
        presence: z.boolean(),
        /** How far they are on the welcome path: not there yet, on the way, or in no need of it. */
        welcome: z.enum(['new', 'begun', 'done']),
        createdAt: IsoTime,
        /** When the account will be erased; as long as it is not, that can be taken back. */
        leavingAt: IsoTime.nullable(),
      })
      .nullable(),
    memberships: z.array(OwnMembership),
    /** Rooms this person moderates. */
    moderates: z.array(Id),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** What somebody can show besides a password, or instead of it. */
export const ProofWay = z.enum(['password', 'totp', 'recovery', 'passkey'])
export type ProofWay = z.infer<typeof ProofWay>

/** A sign-in that waits for a second proof. */
export const SecondStep = z
  .object({
    /** Belongs to this sign-in alone, and is over after ten minutes. */
    ticket: z.string(),
    ways: z.array(ProofWay),
    until: IsoTime,
  })
  .meta({ id: 'SecondStep' })
export type SecondStep = z.infer<typeof SecondStep>

/** Who is signed in now; nobody yet where a second step is asked for. */
export const SignedIn = Me.extend({ secondStep: SecondStep.nullable() }).meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>

/** Long rather than complicated: length is what makes a password hard to guess. */
export const Password = wellFormed.min(10).max(200)

/** What came with a link, or stands for a sign-in that is not complete. */
export const Token = z.string().regex(/^[\w.~-]{16,2000}$/, 'not a token')

export const accounts = operations({
  'accounts.signUp': {
    title: 'Create an account. The answer is the same whether or not the address is known.',
    who: 'anyone',
    http: 'POST /auth/sign-up/email',
    input: z.strictObject({ name: Name(80), email: Email, password: Password, locale: Locale.optional() }),
    reply: Done,
  },
  'accounts.signIn': {
    title: 'Sign in with e-mail address and password; sets the session cookie, or asks for a second step.',
    who: 'anyone',
    http: 'POST /auth/sign-in/email',
    status: 200,
    input: z.strictObject({ email: Email, password: wellFormed.min(1).max(200) }),
    reply: SignedIn,
    problems: ['session.wrong-credentials', 'session.unverified'],
  },
  'accounts.requestMagicLink': {
    title: 'Send a link that signs in without a password.',
    who: 'anyone',
    http: 'POST /auth/sign-in/magic-link',
    status: 200,
    input: z.strictObject({ email: Email }),
    reply: Done,
  },
  'accounts.redeemMagicLink': {
    title: 'Sign in with the token of a magic link; it works once.',
    who: 'anyone',
    http: 'POST /auth/magic-link/verify',
    status: 200,
    input: z.strictObject({ token: Token }),
    reply: SignedIn,
    problems: ['token.invalid'],
  },
  'accounts.verifyEmail': {
    title: 'Confirm an e-mail address with the token sent to it; signs in.',
    who: 'anyone',
    http: 'POST /auth/verify-email',
    status: 200,
    input: z.strictObject({ token: Token }),
    reply: SignedIn,
    problems: ['token.invalid'],
  },
  'accounts.requestPasswordReset': {
    title: 'Send a link for a new password. The answer is the same whether or not the address is known.',
    who: 'anyone',
    http: 'POST /auth/request-password-reset',
    status: 200,
    input: z.strictObject({ email: Email }),
    reply: Done,
  },
  'accounts.resetPassword': {
    title: 'Set a new password with the token sent by mail; ends all sessions.',
    who: 'anyone',
    http: 'POST /auth/reset-password',
    status: 200,
    input: z.strictObject({ token: Token, newPassword: Password }),
    reply: Done,
    problems: ['token.invalid'],
  },
  'accounts.signOut': {
    title: 'Sign out on this device.',
    who: 'anyone',
    http: 'POST /auth/sign-out',
    status: 200,
    settingUp: true,
    whileLeaving: true,
    input: Nothing,
    reply: Done,
  },
  'accounts.signOutEverywhere': {
    title: 'Sign out on all devices; open connections end at once.',
    who: 'signed-in',
    http: 'POST /auth/revoke-sessions',
    status: 200,
    settingUp: true,
    whileLeaving: true,
    input: Nothing,
    reply: Done,
  },
  'accounts.me': {
    title: 'Who is signed in, and for which organisations; nobody is an answer too.',
    who: 'anyone',
    http: 'GET /me',
    settingUp: true,
    whileLeaving: true,
    input: Nothing,
    reply: Me,
  },
  'accounts.change': {
    title: 'Change one’s own name, language or colours, or whether others may see that one is here.',
    who: 'signed-in',
    http: 'PATCH /me',
    settingUp: true,
    input: z.strictObject({
      name: Name(80).optional(),
      locale: Locale.optional(),
      colourScheme: ColourScheme.optional(),
      presence: z.boolean().optional(),
    }),
    reply: Me,
  },
  'accounts.claimPlatform': {
    title: 'Become the first platform admin with the one-time link an empty deployment prints.',
    who: 'anyone',
    http: 'POST /platform/claim',
    status: 200,
    input: z.strictObject({ token: Token, name: Name(80), email: Email, password: Password }),
    reply: Me,
    problems: ['token.invalid', 'conflict'],
  },
  'accounts.grantAffiliation': {
    title: 'Let somebody write for an institution, by the address of their account.',
    who: 'staff',
    http: 'POST /affiliations',
    audited: true,
    stepUp: true,
    input: z.strictObject({
      email: Email,
      institution: Name(120, 2),
      kind: InstitutionKind,
      function: Line(120, 2).optional(),
      ags: z
        .string()
        .regex(/^\d{5}(\d{3})?$/, 'not the key of a municipality or district')
        .optional(),
      /** From now on, unless said otherwise. */
      from: IsoTime.optional(),
      to: IsoTime.optional(),
    }),
    reply: Affiliation,
    problems: ['not-found', 'action.forbidden', 'affiliation.moderates', 'affiliation.member', 'conflict'],
  },
  'accounts.endAffiliation': {
    title: 'No longer let somebody write for an institution; it holds at once.',
    who: 'staff',
    http: 'POST /affiliations/:affiliationId/end',
    audited: true,
    status: 200,
    input: z.strictObject({ affiliationId: Id }),
    reply: Affiliation,
    problems: ['not-found', 'conflict'],
  },
  'accounts.listAffiliations': {
    title: 'Who writes for which institution, now, later and before; the latest first.',
    who: 'staff',
    http: 'GET /affiliations',
    input: z.strictObject({ limit: Limit(200, 200) }),
    reply: z.object({ affiliations: z.array(Affiliation), more: z.boolean() }),
  },
})
