import { hash, verify } from '@node-rs/argon2'
import { mongodbAdapter } from '@better-auth/mongo-adapter'
import { locales, type Locale } from '@augenhoehe/contracts'
import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint, sessionMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { generateRandomString } from 'better-auth/crypto'
import { magicLink } from 'better-auth/plugins'
import type { Db } from 'mongodb'
import mongoose from 'mongoose'
import { z } from 'zod'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import { accountMail } from './mails.ts'
import { Users } from './model.ts'

interface Settings {
  secret: string
  baseUrl: string
  mail: SendMail
}

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const hashing = { running: 0, waiting: [] as (() => void)[] }
const atOnce = 4
const queue = 50

/** Hashing is meant to be slow: only a few at once, so that a rush at the door stops nobody inside. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (hashing.running >= atOnce) {
    if (hashing.waiting.length >= queue) throw refuse('unavailable', { retryAfterMs: 2000 })
    await new Promise<void>((resolve) => hashing.waiting.push(resolve))
  }
  hashing.running++
  try {
    return await work()
  } finally {
    hashing.running--
    hashing.waiting.shift()?.()
  }
}

export const hashPassword = (password: string) => inTurn(() => hash(password, argon2))

export const verifyPassword = (stored: string, password: string) => inTurn(() => verify(stored, password))

/**
 * `beginSession`: for somebody who has proved in steps of ours who they are; nothing but our service calls it.
 *
 * `renewSession`: after a proof the session goes on under a new token, so that a cookie somebody took before is worth nothing;
 * its id stays, and with it what hangs on the device.
 */
const renewing = {
  id: 'renewing',
  endpoints: {
    beginSession: createAuthEndpoint(
      '/begin-session',
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (!user) throw ctx.error('UNAUTHORIZED')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ user: { id: user.id } })
      },
    ),
    renewSession: createAuthEndpoint(
      '/renew-session',
      { method: 'POST', use: [sessionMiddleware] },
      async (ctx) => {
        const { session, user } = ctx.context.session
        const token = generateRandomString(32, 'a-z', 'A-Z', '0-9')
        const proof = { token, provenAt: new Date() }
        const renewed = await ctx.context.internalAdapter.updateSession(session.token, proof)
        if (!renewed) throw ctx.error('UNAUTHORIZED')
        await setSessionCookie(ctx, { session: renewed, user })
        return ctx.json({ user: { id: user.id } })
      },
    ),
  },
} satisfies BetterAuthPlugin

export const localeOf = (value: unknown): Locale => locales.find((locale) => locale === value) ?? 'de'

/** better-auth with our rules; it is called by our operations only and mounts no routes of its own. */
export function createAuth({ secret, baseUrl, mail }: Settings) {
  const link = (path: string, token: string) => `${baseUrl}${path}?token=${encodeURIComponent(token)}`
  return betterAuth({
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Transactions need a replica set; every use here is right without (ADR 0009).
    database: mongodbAdapter(mongoose.connection.db as unknown as Db, { transaction: false }),
    user: {
      additionalFields: {
        role: { type: 'string', defaultValue: 'member', input: false },
        locale: { type: 'string', required: false },
        colourScheme: { type: 'string', defaultValue: 'auto', input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }) => verifyPassword(stored, password),
      },
      // Mails are not waited for: how long one takes must not tell whether an address is known.
      sendResetPassword: async ({ user, token }) => {
        void mail(
          accountMail(
            'reset',
            user.email,
            localeOf((user as { locale?: unknown }).locale),
            link('/passwort', token),
          ),
        )
      },
      onExistingUserSignUp: async ({ user }) => {
        void mail(
          accountMail(
            'known',
            user.email,
            localeOf((user as { locale?: unknown }).locale),
            `${baseUrl}/anmelden`,
          ),
        )
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: 24 * 60 * 60,
      sendVerificationEmail: async ({ user, token }) => {
        void mail(
          accountMail(
            'verify',
            user.email,
            localeOf((user as { locale?: unknown }).locale),
            link('/bestaetigen', token),
          ),
        )
      },
    },
    plugins: [
      renewing,
      magicLink({
        expiresIn: 15 * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => {
          const known = await Users.findOne({ email }).lean()
          if (known)
            void mail(accountMail('magic', email, localeOf(known.locale), link('/anmelden/link', token)))
        },
      }),
    ],
    session: {
      expiresIn: 60 * 60 * 24 * 60,
      updateAge: 60 * 60 * 24,
      additionalFields: { provenAt: { type: 'date', required: false, input: false } },
    },
    // Whoever reads the store can use no link that was mailed.
    verification: { storeIdentifier: 'hashed' },
    advanced: {
      // Nobody needs to know later from where somebody signed in.
      ipAddress: { disableIpTracking: true },
      cookiePrefix: 'augenhoehe',
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    rateLimit: { enabled: false }, // ours counts over all carriers
  })
}
export type Auth = ReturnType<typeof createAuth>
