import {
  type AccountRole,
  type ColourScheme,
  type Locale,
  type Me,
  type OwnMembership,
  type SignedIn,
  type AllOperations,
  type Parsed,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { person, visitor, type Actor, type Person } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import { createMemory } from '../../platform/memory.ts'
import type { RateLimits } from '../../platform/rate-limits.ts'
import type { Sealer } from '../../platform/sealed-text.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Acting } from '../audit/index.ts'
import { createAffiliations, labelOf, openAffiliations } from './affiliations.ts'
import { hashPassword, localeOf, type Auth } from './auth.ts'
import {
  Installations,
  Sessions,
  Users,
  type AffiliationDoc,
  type StoredRole,
  type UserDoc,
} from './model.ts'
import { currentOf, roleOf } from './policy.ts'
import { createProofs, type CallParts } from './proofs.ts'
import { createLeaving } from './leaving.ts'
import { createFactors } from './second-factor/factors.ts'
import { createPasskeys } from './second-factor/passkeys.ts'
import { createSettingUp } from './second-factor/setting-up.ts'
import { securityMail, type SecurityMail } from './security-mails.ts'
import { createWelcome, welcomeState } from './welcome.ts'

/** What others may show of a person. */
export interface PublicPerson {
  name: string
  /** The office they write for at this moment. */
  institution: string | null
}

interface Needs {
  auth: Auth
  limits: RateLimits
  /** When the account of somebody will be erased; null for everybody who has not asked for that. */
  leavingAt: (userId: string) => Promise<Date | null>
  /** What the account's page shows of other capabilities. */
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  moderatedBy: (userId: string) => Promise<string[]>
  /** Some, or all, sessions of a person ended: their sockets must end too. */
  onSignedOut: (ended: { userId: string; sessionId?: string }) => void
  /** Somebody lets others see that they are here, or no longer. */
  onPresenceChanged: (userId: string) => void
  /** Somebody writes for an institution: closed rooms are not for them any more. */
  onAffiliated: (userId: string) => Promise<void>
  /** A session goes on under another cookie: its sockets connect anew. */
  onRenewed: (sessionId: string) => void
  neighbours: Neighbours
  mail: SendMail
  baseUrl: string
  /** Keeps the secrets of authenticator apps. */
  sealer: Sealer
  /** Whether staff and platform admins may not be without a second factor. */
  staffNeedSecondFactor: () => Promise<boolean>
  acting: Acting
  now: () => Date
}

/** Whoever sends a cookie; which role they have follows from the clock. */
interface SignedInAs {
  user: UserDoc
  sessionId: string
  provenAt: number
  affiliations: AffiliationDoc[]
  /** Their role needs a second factor, and they have none. */
  lacksSecondFactor: boolean
  isLeaving: boolean
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const done = { done: true } as const
/** Names kept in memory; beyond that they are read again. */
const mostKnown = 20_000
/**
 * The one cookie that says who somebody is; its name carries a prefix behind https.
 * What is longer than ours ever are is not one of them, and not worth remembering.
 */
const sessionCookie = /(?:^|;\s*)((?:__Secure-)?augenhoehe\.session_token=[^;]{1,300})(?:;|$)/

export function createAccounts({
  auth,
  limits,
  leavingAt,
  membershipsOf,
  moderatedBy,
  onSignedOut,
  onPresenceChanged,
  onAffiliated,
  onRenewed,
  neighbours,
  mail,
  baseUrl,
  sealer,
  staffNeedSecondFactor,
  acting,
  now,
}: Needs) {
  const known = new Map<string, { name: string; affiliations: AffiliationDoc[] }>()

  function asPerson({ user, sessionId, provenAt, affiliations }: SignedInAs): Person {
    const current = currentOf(affiliations, now())
    const role = roleOf(user.role ?? 'member', current !== undefined)
    return {
      id: String(user._id),
      role,
      name: user.name,
      institution: role === 'institution' && current ? labelOf(current) : null,
      sessionId,
      provenAt,
    }
  }

  const actors = createMemory<SignedInAs | null>({
    most: 10_000,
    forMs: 30_000,
    load: async (cookie) => {
      // The only fault it has is that the store does not answer, and it hides which.
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) }).catch(() => {
        throw refuse('unavailable', { retryAfterMs: 1000 })
      })
      if (!found) return null
      const { user, session } = found
      return {
        user: { ...user, _id: user.id } as unknown as UserDoc,
        sessionId: session.id,
        // Signing in is a proof, too.
        provenAt: (session.provenAt ?? session.createdAt).getTime(),
        affiliations: await openAffiliations([user.id], now()),
        lacksSecondFactor: await lacksSecondFactor(user.id, (user as { role?: unknown }).role),
        isLeaving: (await leavingAt(user.id)) !== null,
      }
    },
  })

  /** Tells somebody by mail what became of their account; it is not waited for. */
  async function tell(kind: SecurityMail, userId: string) {
    const user = await Users.findById(userId, { email: 1, locale: 1 }).lean()
    if (user) void mail(securityMail(kind, user.email, localeOf(user.locale), baseUrl))
  }

  const passkeys = createPasskeys({ baseUrl, now })
  const factors = createFactors({
    passkeys,
    sealer,
    onHeld: (userId) => void tell('codes-wrong', userId).catch(() => undefined),
    now,
  })

  const needsSecondFactor = async (role: unknown) =>
    (role === 'staff' || role === 'admin') && staffNeedSecondFactor()

  const lacksSecondFactor = async (userId: string, role: unknown) =>
    (await needsSecondFactor(role)) && !(await factors.has(userId))

  const showing = createMemory<boolean>({
    most: 20_000,
    forMs: 60_000,
    load: async (id) => (await Users.findById(id, { presence: 1 }).lean())?.presence ?? false,
  })

  const forgetSessions = neighbours.share('sessions', () => actors.forgetAll())
  const forgetPerson = neighbours.share('person', (userId: string) => {
    known.delete(userId)
    showing.forget(userId)
    actors.forgetAll()
  })

  /** Who sends these headers; a visitor when nobody is signed in. */
  async function actorOf(headers: Headers): Promise<Actor> {
    const cookie = sessionCookie.exec(headers.get('cookie') ?? '')?.[1]
    const signedIn = cookie ? await actors.get(cookie) : null
    if (!signedIn) return visitor
    const self = asPerson(signedIn)
    if (signedIn.isLeaving) return { ...visitor, leaving: self }
    return signedIn.lacksSecondFactor ? { ...visitor, lacking: self } : self
  }

  function signedOut(ended: { userId: string; sessionId?: string }) {
    forgetSessions(null)
    onSignedOut(ended)
  }

  async function describe(userId: string | null): Promise<Me> {
    const user = userId ? await Users.findById(userId).lean() : null
    if (!user) return { user: null, memberships: [], moderates: [] }
    const id = String(user._id)
    const [memberships, moderates, affiliations, lacking] = await Promise.all([
      membershipsOf(id),
      moderatedBy(id),
      openAffiliations([id], now()),
      lacksSecondFactor(id, user.role),
    ])
    const current = currentOf(affiliations, now())
    const role = roleOf(user.role ?? 'member', current !== undefined)
    return {
      user: {
        id,
        name: user.name,
        email: user.email,
        role,
        institution:
          role === 'institution' && current
            ? { ...labelOf(current), until: current.to?.toISOString() ?? null }
            : null,
        locale: user.locale ?? null,
        colourScheme: user.colourScheme ?? 'auto',
        lacksSecondFactor: lacking,
        presence: user.presence ?? false,
        welcome: welcomeState(user.welcome),
        createdAt: user.createdAt.toISOString(),
        leavingAt: (await leavingAt(id))?.toISOString() ?? null,
      },
      memberships,
      moderates,
    }
  }

  /** Passes a call on to better-auth, takes over its cookies and translates its refusals. */
  async function pass(
    { setCookies }: Pick<CallParts, 'setCookies'>,
    invalid: 'session.wrong-credentials' | 'session.required' | 'token.invalid',
    work: () => Promise<Response>,
  ): Promise<{ user?: { id: string } | null }> {
    const response = await work()
    const redirectedWithError = response.status >= 300 && response.status < 400
    if (!response.ok || redirectedWithError) {
      const body = (await response.json().catch(() => ({}))) as { code?: string }
      if (response.status >= 500) throw new Error(`better-auth answered ${response.status}`)
      // Its word for a write that did not come about: the store failed, or the address was taken a moment ago.
      if (body.code === 'FAILED_TO_CREATE_USER') throw refuse('unavailable')
      throw refuse(body.code === 'EMAIL_NOT_VERIFIED' ? 'session.unverified' : invalid)
    }
    setCookies(response.headers.getSetCookie())
    return (await response.json()) as { user?: { id: string } | null }
  }

  /** The people behind these ids, as others may see them; who is gone is left out. */
  async function people(ids: Iterable<string>): Promise<Map<string, PublicPerson>> {
    const wanted = [...new Set(ids)]
    const missing = wanted.filter((id) => !known.has(id))
    if (missing.length > 0) {
      if (known.size > mostKnown) known.clear()
      const [users, open] = await Promise.all([
        Users.find({ _id: trusted({ $in: missing }) }, { name: 1 }).lean(),
        openAffiliations(missing, now()),
      ])
      for (const { _id, name } of users) {
        const id = String(_id)
        known.set(id, { name, affiliations: open.filter(({ userId }) => userId === id) })
      }
    }
    return new Map(
      wanted.flatMap((id) => {
        const person = known.get(id)
        if (!person) return []
        const institution = currentOf(person.affiliations, now())?.institution ?? null
        return [[id, { name: person.name, institution }] as const]
      }),
    )
  }

  /** Accounts as they act, with the rights of now, where nobody is signed in: for what happens by itself. */
  async function actorsBy(userIds: readonly string[]): Promise<Map<string, Actor>> {
    const [users, open] = await Promise.all([
      Users.find({ _id: trusted({ $in: userIds }) }).lean<UserDoc[]>(),
      openAffiliations(userIds, now()),
    ])
    return new Map(
      users.map((user) => {
        const id = String(user._id)
        const affiliations = open.filter(({ userId }) => userId === id)
        const standing = { sessionId: '', provenAt: -Infinity, lacksSecondFactor: false, isLeaving: false }
        return [id, asPerson({ user, affiliations, ...standing })] as const
      }),
    )
  }

  const affiliations = createAffiliations({
    people,
    moderatedBy,
    membershipsOf,
    forget: forgetPerson,
    onGranted: onAffiliated,
    acting,
    now,
  })

  const welcome = createWelcome()

  const leaving = createLeaving({
    forgetActors: () => forgetSessions(null),
    forget: forgetPerson,
    onEnded: (ended) => signedOut(ended),
  })

  const proofs = createProofs({
    auth,
    limits,
    factors,
    passkeys,
    pass,
    mail,
    baseUrl,
    onEnded: (userId, sessionIds) => sessionIds.forEach((sessionId) => signedOut({ userId, sessionId })),
    onRenewed: (sessionId) => {
      forgetSessions(null)
      onRenewed(sessionId)
    },
  })

  const settingUp = createSettingUp({
    passkeys,
    factors,
    proofs,
    isRequiredFor: async (userId) =>
      needsSecondFactor((await Users.findById(userId, { role: 1 }).lean())?.role),
    tell,
    endAll: async (userId) => {
      await Sessions.deleteMany({ userId })
      signedOut({ userId })
    },
    acting,
  })

  /** Signs in; what was open in this browser before is over, so that nobody goes on in what somebody else left. */
  async function begin(call: CallParts, cookies: readonly string[], userId: string | null) {
    const before = await actorOf(call.headers)
    const open = before.role === 'visitor' ? (before.lacking ?? before.leaving) : before
    call.setCookies(cookies)
    if (open) {
      await Sessions.deleteOne({ _id: open.sessionId })
      signedOut({ userId: open.id, sessionId: open.sessionId })
    }
    return describe(userId)
  }

  /**
   * Whoever has shown that they know the password, or read the mailbox, is signed in, unless they have a second factor:
   * then the session that better-auth began ends before anybody has its cookie, and a ticket for the second step is
   * all there is.
   */
  async function firstStep(
    call: CallParts,
    invalid: 'session.wrong-credentials' | 'token.invalid',
    work: () => Promise<Response>,
  ): Promise<SignedIn> {
    let cookies: readonly string[] = []
    const { user } = await pass({ setCookies: (set) => (cookies = set) }, invalid, work)
    const held = cookies.map((cookie) => cookie.split(';')[0]!).join('; ')
    // A confirmation does not say whom it signs in; its cookie does.
    const began = await auth.api.getSession({ headers: new Headers({ cookie: held }) })
    const userId = user?.id ?? began?.user.id ?? null
    const ways = userId === null ? [] : await factors.waysOf(userId)
    if (userId === null || ways.length === 0)
      return { ...(await begin(call, cookies, userId)), secondStep: null }
    if (began) await Sessions.deleteOne({ _id: began.session.id })
    return { ...(await describe(null)), secondStep: await factors.openStep(userId, ways) }
  }

  /** A session for somebody who has shown all that was asked for. */
  async function enter(userId: string, call: CallParts): Promise<Me> {
    let cookies: readonly string[] = []
    await pass({ setCookies: (set) => (cookies = set) }, 'token.invalid', () =>
      auth.api.beginSession({ body: { userId }, headers: call.headers, asResponse: true }),
    )
    return begin(call, cookies, userId)
  }

  return {
    actorOf,

    signUp: async (
      draft: { name: string; email: string; password: string; locale?: Locale | undefined },
      call: CallParts,
    ) => {
      await limits.takeFor(`mail:${draft.email}`)
      const { name, email, password, locale } = draft
      const body = { name, email, password, ...(locale && { locale }) }
      // The reply's cookies are not passed on: a new account signs in by its mail.
      await pass({ ...call, setCookies: () => {} }, 'session.wrong-credentials', () =>
        auth.api.signUpEmail({ body, headers: call.headers, asResponse: true }),
      )
      await welcome.begin(email)
      return done
    },

    signIn: async ({ email, password }: { email: string; password: string }, call: CallParts) => {
      await limits.takeFor(`sign-in:${email}`, call.address)
      return firstStep(call, 'session.wrong-credentials', () =>
        auth.api.signInEmail({ body: { email, password }, headers: call.headers, asResponse: true }),
      )
    },

    /** The second step of a sign-in. */
    completeSignIn: async (
      { ticket, proof }: Parsed<AllOperations['accounts.completeSignIn']>,
      call: CallParts,
    ): Promise<Me> => {
      const userId = await factors.mustBeStep(ticket)
      await limits.takeFor(`second-step:${userId}`)
      if ('totp' in proof) await factors.mustBeTotp(userId, proof.totp)
      else if ('passkey' in proof) await passkeys.mustBe('step', userId, proof.passkey)
      else {
        await factors.mustBeRecoveryCode(userId, proof.recovery)
        await tell('recovery-used', userId)
      }
      await factors.closeStep(ticket)
      return enter(userId, call)
    },

    /** For the second step of a sign-in, for a proof of whoever is signed in, otherwise for signing in. */
    askPasskey: async (actor: Actor, { ticket }: Parsed<AllOperations['accounts.askPasskey']>) => {
      if (ticket !== undefined) return passkeys.ask('step', await factors.mustBeStep(ticket))
      return actor.id === null ? passkeys.ask('sign-in', null) : passkeys.ask('proof', actor.id)
    },

    /** A key that asked for PIN, finger or face is both steps in one. */
    signInWithPasskey: async (
      { passkey }: Parsed<AllOperations['accounts.signInWithPasskey']>,
      call: CallParts,
    ): Promise<Me> => enter(await passkeys.mustBe('sign-in', null, passkey), call),

    requestMagicLink: async ({ email }: { email: string }, { headers }: CallParts) => {
      await limits.takeFor(`mail:${email}`)
      await auth.api.signInMagicLink({ body: { email }, headers })
      return done
    },

    redeemMagicLink: ({ token }: { token: string }, call: CallParts) =>
      firstStep(call, 'token.invalid', () =>
        auth.api.magicLinkVerify({ query: { token }, headers: call.headers, asResponse: true }),
      ),

    verifyEmail: ({ token }: { token: string }, call: CallParts) =>
      firstStep(call, 'token.invalid', () =>
        auth.api.verifyEmail({ query: { token }, headers: call.headers, asResponse: true }),
      ),

    requestPasswordReset: async ({ email }: { email: string }, { headers }: CallParts) => {
      await limits.takeFor(`mail:${email}`)
      await auth.api.requestPasswordReset({ body: { email }, headers })
      return done
    },

    resetPassword: async (
      { token, newPassword }: { token: string; newPassword: string },
      call: CallParts,
    ) => {
      const userId = await userOfResetToken(token)
      await pass(call, 'token.invalid', () =>
        auth.api.resetPassword({ body: { token, newPassword }, headers: call.headers, asResponse: true }),
      )
      if (userId) {
        await factors.closeStepsOf(userId)
        signedOut({ userId })
        await proofs.tellOfPassword(userId)
      }
      return done
    },

    signOut: async (actor: Actor, call: CallParts) => {
      if (actor.id === null) return done
      // Ours first: better-auth says goodbye even when the session could not be ended.
      await Sessions.deleteOne({ _id: actor.sessionId })
      const response = await auth.api.signOut({ headers: call.headers, asResponse: true })
      call.setCookies(response.headers.getSetCookie())
      signedOut({ userId: actor.id, sessionId: actor.sessionId })
      return done
    },

    signOutEverywhere: async (actor: Actor, { headers, setCookies }: CallParts) => {
      await factors.closeStepsOf(person(actor).id)
      await auth.api.revokeSessions({ headers })
      const response = await auth.api.signOut({ headers, asResponse: true })
      setCookies(response.headers.getSetCookie())
      signedOut({ userId: person(actor).id })
      return done
    },

    /** Whether somebody lets others see that they are here; nobody does who has not said so. */
    showsPresence: (userId: string) => showing.get(userId),

    me: (actor: Actor) => describe(actor.id),

    change: async (
      actor: Actor,
      change: {
        name?: string | undefined
        locale?: Locale | undefined
        colourScheme?: z.infer<typeof ColourScheme> | undefined
        presence?: boolean | undefined
      },
    ) => {
      const { id } = person(actor)
      await Users.updateOne({ _id: id }, { $set: { ...change, updatedAt: new Date() } })
      forgetPerson(id)
      if (change.presence !== undefined) onPresenceChanged(id)
      return describe(id)
    },

    people,
    affiliations,
    welcome,
    leaving,
    proofs,
    settingUp,

    /** Where and in which language to write to these people. */
    async mailboxes(ids: readonly string[]): Promise<{ userId: string; email: string; locale: Locale }[]> {
      const users = await Users.find({ _id: trusted({ $in: ids }) }).lean()
      return users.map((user) => ({
        userId: String(user._id),
        email: user.email,
        locale: user.locale ?? 'de',
      }))
    },

    /** The language somebody with this address chose; undefined for addresses without an account. */
    async localeOf(email: string): Promise<Locale | undefined> {
      return (await Users.findOne({ email }, { locale: 1 }).lean())?.locale ?? undefined
    },

    /** Staff and the platform’s admins. */
    async staffIds(): Promise<string[]> {
      const users = await Users.find({ role: trusted({ $in: ['staff', 'admin'] }) }, { _id: 1 }).lean()
      return users.map(({ _id }) => String(_id))
    },

    /** In which role somebody acts at present; nothing where there is no such account. */
    async roleOf(userId: string): Promise<AccountRole | undefined> {
      const user = await Users.findById(userId).lean<UserDoc>()
      if (!user) return undefined
      return roleOf(user.role ?? 'member', (await people([userId])).get(userId)?.institution != null)
    },

    actorsBy,
    actorBy: async (userId: string): Promise<Actor | undefined> => (await actorsBy([userId])).get(userId),

    /** Those of these sessions that have not ended. */
    async openSessions(ids: readonly string[]): Promise<Set<string>> {
      const open = await Sessions.find(
        { _id: trusted({ $in: [...ids] }), expiresAt: trusted({ $gt: new Date() }) },
        { _id: 1 },
      ).lean()
      return new Set(open.map(({ _id }) => String(_id)))
    },

    /** What somebody chose of how they want to be told; null as long as they chose nothing. */
    async notificationPrefs(userId: string): Promise<unknown> {
      return (
        (await Users.findById(userId, { notificationPrefs: 1 }).lean<UserDoc>())?.notificationPrefs ?? null
      )
    },
    async setNotificationPrefs(userId: string, notificationPrefs: object) {
      await Users.updateOne({ _id: userId }, { $set: { notificationPrefs } })
    },

    /** The account behind an address, for staff and moderators who know the address; an office counts before it begins. */
    async byEmail(email: string): Promise<{ userId: string; role: AccountRole } | undefined> {
      const user = await Users.findOne({ email }, { role: 1 }).lean()
      if (!user) return undefined
      const userId = String(user._id)
      const affiliated = (await openAffiliations([userId], now())).length > 0
      return { userId, role: roleOf(user.role, affiliated) }
    },

    async emailOf(userId: string): Promise<string | undefined> {
      return (await Users.findById(userId, { email: 1 }).lean())?.email
    },

    /** Makes an account that is confirmed at once; only for whoever already controls the server. */
    async createConfirmed(draft: {
      name: string
      email: string
      password: { plain: string } | { hash: string }
      role: StoredRole
      locale?: Locale
    }): Promise<string> {
      const context = await auth.$context
      const { password } = draft
      const hash = 'hash' in password ? password.hash : await hashPassword(password.plain)
      const user = await context.internalAdapter.createUser(
        {
          name: draft.name,
          email: draft.email,
          emailVerified: true,
          role: draft.role,
          locale: draft.locale ?? 'de',
          colourScheme: 'auto',
        },
        { method: 'admin' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
      return user.id
    },

    /** What the installation knows of itself. */
    async installation() {
      const stored = await Installations.findById('this').lean()
      return { demonstration: stored?.demonstration ?? false, unclaimed: Boolean(stored?.claimTokenHash) }
    },

    async markDemonstration(fixtures: object) {
      const set = { demonstration: true, fixtures }
      await Installations.updateOne({ _id: 'this' }, { $set: set }, { upsert: true })
    },

    /** What the demonstration world consists of; undefined where there is none. */
    async demonstrationFixtures(): Promise<unknown> {
      return (await Installations.findById('this').lean())?.fixtures ?? undefined
    },

    /** Whether nobody has ever registered here. */
    isEmpty: async () => !(await Users.exists({})),

    /** For a new deployment: a new one-time token for its first admin; undefined once there is an admin. */
    async openClaim(): Promise<string | undefined> {
      if (await Users.exists({ role: 'admin' })) return undefined
      const token = randomBytes(24).toString('base64url')
      await Installations.updateOne(
        { _id: 'this' },
        { $set: { claimTokenHash: sha256(token) } },
        { upsert: true },
      )
      return token
    },

    async claimPlatform(
      draft: { token: string; name: string; email: string; password: string },
      call: CallParts,
    ): Promise<Me> {
      const stored = (await Installations.findById('this').lean())?.claimTokenHash
      const given = Buffer.from(sha256(draft.token))
      if (!stored || !timingSafeEqual(Buffer.from(stored), given)) throw refuse('token.invalid')
      // Taken away before it is used, so that it works once even when it is used twice at the same time.
      const taken = await Installations.updateOne(
        { _id: 'this', claimTokenHash: stored },
        { $set: { claimTokenHash: null } },
      )
      if (taken.modifiedCount === 0) throw refuse('token.invalid')
      const { name, email, password } = draft
      try {
        await this.createConfirmed({ name, email, password: { plain: password }, role: 'admin' })
      } catch (error) {
        // Given back: otherwise nobody could ever run this installation.
        await Installations.updateOne(
          { _id: 'this', claimTokenHash: null },
          { $set: { claimTokenHash: stored } },
        )
        throw duplicateOf(error) === undefined
          ? error
          : refuse('conflict', { fields: { email: ['has an account already'] } })
      }
      return this.signIn({ email, password }, call)
    },
  }

  async function userOfResetToken(token: string): Promise<string | undefined> {
    const context = await auth.$context
    const found = await context.internalAdapter.findVerificationValue(`reset-password:${token}`)
    return found?.value
  }
}
export type Accounts = ReturnType<typeof createAccounts>
