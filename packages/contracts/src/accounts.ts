import { z } from 'zod'
import { Done, Email, Id, IsoTime, Line, Locale, Nothing, wellFormed } from './common.ts'
import { operations } from './define.ts'

/** What an account may do everywhere; rights in rooms and organisations come from there. */
export const AccountRole = z.enum(['member', 'institution', 'staff', 'admin'])
export type AccountRole = z.infer<typeof AccountRole>

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
        /** The office an account of the administration writes for. */
        institution: z.string().nullable(),
        locale: Locale.nullable(),
        colourScheme: ColourScheme,
        /** Whether others may see that they are here, and that they write. */
        presence: z.boolean(),
        createdAt: IsoTime,
      })
      .nullable(),
    memberships: z.array(OwnMembership),
    /** Rooms this person moderates. */
    moderates: z.array(Id),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** Long rather than complicated: length is what makes a password hard to guess. */
export const Password = wellFormed.min(10).max(200)

const Token = z.string().regex(/^[\w.~-]{16,2000}$/, 'not a token')

export const accounts = operations({
  'accounts.signUp': {
    title: 'Create an account. The answer is the same whether or not the address is known.',
    who: 'anyone',
    http: 'POST /auth/sign-up/email',
    input: z.strictObject({ name: Line(80), email: Email, password: Password, locale: Locale.optional() }),
    reply: Done,
  },
  'accounts.signIn': {
    title: 'Sign in with e-mail address and password; sets the session cookie.',
    who: 'anyone',
    http: 'POST /auth/sign-in/email',
    status: 200,
    input: z.strictObject({ email: Email, password: wellFormed.min(1).max(200) }),
    reply: Me,
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
    reply: Me,
    problems: ['token.invalid'],
  },
  'accounts.verifyEmail': {
    title: 'Confirm an e-mail address with the token sent to it; signs in.',
    who: 'anyone',
    http: 'POST /auth/verify-email',
    status: 200,
    input: z.strictObject({ token: Token }),
    reply: Me,
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
    input: Nothing,
    reply: Done,
  },
  'accounts.signOutEverywhere': {
    title: 'Sign out on all devices; open connections end at once.',
    who: 'signed-in',
    http: 'POST /auth/revoke-sessions',
    status: 200,
    input: Nothing,
    reply: Done,
  },
  'accounts.me': {
    title: 'Who is signed in, and for which organisations; nobody is an answer too.',
    who: 'anyone',
    http: 'GET /me',
    input: Nothing,
    reply: Me,
  },
  'accounts.change': {
    title: 'Change one’s own name, language or colours, or whether others may see that one is here.',
    who: 'signed-in',
    http: 'PATCH /me',
    input: z.strictObject({
      name: Line(80).optional(),
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
    input: z.strictObject({ token: Token, name: Line(80), email: Email, password: Password }),
    reply: Me,
    problems: ['token.invalid', 'conflict'],
  },
})
