import { z } from 'zod'
import { Me, Password, ProofWay, Token } from './accounts.ts'
import { Done, Email, Id, IsoTime, Line, Nothing, wellFormed } from './common.ts'
import { operations } from './define.ts'

/** How long a proof of who one is suffices for sensitive acts. */
export const proofHoldsMs = 10 * 60 * 1000

/** Arabic and Persian keyboards write other digits, which authenticator apps show alike. */
const latinDigits = (text: string) =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))

/** Six digits of an authenticator app (RFC 6238), with or without blanks between them. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => latinDigits(text).replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'not six digits'))

/** One of the codes on paper: sixteen letters and digits, however they are parted and written. */
export const RecoveryCode = wellFormed
  .refine((text) => text.length <= 60, 'too long')
  .transform((text) =>
    latinDigits(text)
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replaceAll(/[IL]/g, '1'),
  )
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, 'not a recovery code'))

/** Bytes as WebAuthn writes them. */
const Bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/, 'not base64url')

/** What a browser says of a key that was just made (RegistrationResponseJSON of WebAuthn), of what of it is used. */
export const PasskeyMade = z
  .strictObject({
    id: Bytes(1400),
    clientDataJSON: Bytes(4000),
    attestationObject: Bytes(20_000),
    transports: z.array(z.string().max(20)).max(10),
  })
  .meta({ id: 'PasskeyMade' })
export type PasskeyMade = z.infer<typeof PasskeyMade>

/** What a key signed (AuthenticationResponseJSON of WebAuthn), of what of it is used. */
export const PasskeyShown = z
  .strictObject({
    id: Bytes(1400),
    clientDataJSON: Bytes(4000),
    authenticatorData: Bytes(4000),
    signature: Bytes(4000),
    /** Whose it is, where the key says so. */
    userHandle: Bytes(200).optional(),
  })
  .meta({ id: 'PasskeyShown' })
export type PasskeyShown = z.infer<typeof PasskeyShown>

const NamedKey = z.object({ id: z.string(), transports: z.array(z.string()) })

/** A passkey as its person sees it. */
export const Passkey = z
  .object({
    id: Id,
    name: z.string(),
    createdAt: IsoTime,
    /** When somebody was let in with it last. */
    usedAt: IsoTime.nullable(),
  })
  .meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof Passkey>

export const AccountSecurity = z
  .object({
    /** An account may have none and be opened by links alone. */
    password: z.boolean(),
    totp: z.object({ since: IsoTime }).nullable(),
    passkeys: z.array(Passkey),
    /** How many are left; null where there is no second factor that they could stand in for. */
    recoveryCodes: z.object({ left: z.int(), madeAt: IsoTime }).nullable(),
    /** This role may not be without a second factor. */
    required: z.boolean(),
    /** How this person can prove anew who they are. */
    ways: z.array(ProofWay),
  })
  .meta({ id: 'AccountSecurity' })
export type AccountSecurity = z.infer<typeof AccountSecurity>

/** Shown once; only check values are stored. */
const RecoveryCodes = z.array(z.string())

export const accountSecurity = operations({
  'accounts.completeSignIn': {
    title: 'Prove the second step of a sign-in; sets the session cookie.',
    who: 'anyone',
    http: 'POST /auth/second-step',
    status: 200,
    input: z.strictObject({
      ticket: Token,
      proof: z.union([
        z.strictObject({ totp: TotpCode }),
        z.strictObject({ recovery: RecoveryCode }),
        z.strictObject({ passkey: PasskeyShown }),
      ]),
    }),
    reply: Me,
    problems: ['token.invalid', 'second-factor.wrong'],
  },
  'accounts.prove': {
    title: 'Prove anew who one is, before something sensitive; the session goes on under a new cookie.',
    who: 'signed-in',
    http: 'POST /auth/prove',
    status: 200,
    settingUp: true,
    input: z.strictObject({
      proof: z.union([
        z.strictObject({ password: wellFormed.min(1).max(200) }),
        z.strictObject({ totp: TotpCode }),
        z.strictObject({ passkey: PasskeyShown }),
      ]),
    }),
    reply: Done,
    problems: ['session.wrong-credentials', 'second-factor.wrong'],
  },
  'accounts.changePassword': {
    title: 'Set another password; ends all other sessions, and a mail says so.',
    who: 'signed-in',
    http: 'POST /auth/change-password',
    status: 200,
    stepUp: true,
    input: z.strictObject({ newPassword: Password }),
    reply: Done,
  },
  'accounts.security': {
    title: 'How one’s own account is protected.',
    who: 'signed-in',
    http: 'GET /me/security',
    settingUp: true,
    input: Nothing,
    reply: AccountSecurity,
  },
  'accounts.beginTotp': {
    title: 'Begin to use an authenticator app: a new secret, which counts once a code of it is confirmed.',
    who: 'signed-in',
    http: 'POST /me/security/totp',
    settingUp: true,
    stepUp: true,
    input: Nothing,
    reply: z.object({
      /** Base32, for typing. */
      secret: z.string(),
      /** What a QR code of it says (otpauth://). */
      uri: z.string(),
    }),
  },
  'accounts.confirmTotp': {
    title: 'Confirm an authenticator app with a code of it; from now on signing in asks for one.',
    who: 'signed-in',
    http: 'POST /me/security/totp/confirm',
    status: 200,
    settingUp: true,
    stepUp: true,
    input: z.strictObject({ totp: TotpCode }),
    reply: z.object({
      /** Null where the account has some already. */
      recoveryCodes: RecoveryCodes.nullable(),
    }),
    problems: ['second-factor.wrong', 'conflict'],
  },
  'accounts.endTotp': {
    title: 'No longer use an authenticator app.',
    who: 'signed-in',
    http: 'POST /me/security/totp/end',
    status: 200,
    stepUp: true,
    input: Nothing,
    reply: Done,
    problems: ['second-factor.last'],
  },
  'accounts.askPasskey': {
    title: 'What a passkey is to sign: for signing in, for the second step of a sign-in, or as a proof anew.',
    who: 'anyone',
    http: 'POST /auth/passkey',
    status: 200,
    settingUp: true,
    input: z.strictObject({
      /** Of the sign-in that waits for its second step. */
      ticket: Token.optional(),
    }),
    reply: z.object({
      challenge: z.string(),
      rpId: z.string(),
      timeout: z.int(),
      /** Those that count; empty where any key of this site may say whose it is. */
      allowCredentials: z.array(NamedKey),
    }),
    problems: ['token.invalid'],
  },
  'accounts.signInWithPasskey': {
    title: 'Sign in with a passkey alone; sets the session cookie.',
    who: 'anyone',
    http: 'POST /auth/sign-in/passkey',
    status: 200,
    input: z.strictObject({ passkey: PasskeyShown }),
    reply: Me,
    problems: ['second-factor.wrong'],
  },
  'accounts.beginPasskey': {
    title: 'What a device is to make a passkey of.',
    who: 'signed-in',
    http: 'POST /me/security/passkeys/begin',
    status: 200,
    settingUp: true,
    stepUp: true,
    input: Nothing,
    reply: z.object({
      challenge: z.string(),
      rp: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      /** COSE numbers of the kinds of keys that are understood. */
      algorithms: z.array(z.int()),
      timeout: z.int(),
      excludeCredentials: z.array(NamedKey),
    }),
    problems: ['conflict'],
  },
  'accounts.addPasskey': {
    title: 'Add a passkey that a device has just made; from now on signing in asks for a second step.',
    who: 'signed-in',
    http: 'POST /me/security/passkeys',
    settingUp: true,
    stepUp: true,
    input: z.strictObject({ name: Line(60), passkey: PasskeyMade }),
    reply: z.object({
      /** Null where the account has some already. */
      recoveryCodes: RecoveryCodes.nullable(),
    }),
    problems: ['second-factor.wrong', 'conflict'],
  },
  'accounts.removePasskey': {
    title: 'No longer let a passkey in.',
    who: 'signed-in',
    http: 'DELETE /me/security/passkeys/:passkeyId',
    stepUp: true,
    input: z.strictObject({ passkeyId: Id }),
    reply: Done,
    problems: ['not-found', 'second-factor.last'],
  },
  'accounts.renewRecoveryCodes': {
    title: 'Make new recovery codes; the ones before are worth nothing.',
    who: 'signed-in',
    http: 'POST /me/security/recovery-codes',
    stepUp: true,
    input: Nothing,
    reply: z.object({ recoveryCodes: RecoveryCodes }),
    problems: ['conflict'],
  },
  'accounts.resetSecondFactor': {
    title:
      'Take the second factor from somebody who lost it (platform admins); ends their sessions, a mail says so.',
    who: 'staff',
    http: 'POST /accounts/second-factor/reset',
    status: 200,
    audited: true,
    stepUp: true,
    input: z.strictObject({
      email: Email,
      /** How it was made sure who asks for it: seen in person, called back, or vouched for by their association. */
      checked: z.enum(['met', 'called', 'association']),
    }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})
