import type { AllOperations, Parsed, ProofWay } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { RateLimits } from '../../platform/rate-limits.ts'
import { hashPassword, localeOf, verifyPassword, type Auth } from './auth.ts'
import { accountMail } from './mails.ts'
import { Credentials, Sessions, Users } from './model.ts'
import type { Factors } from './second-factor/factors.ts'
import type { PasskeyRing } from './second-factor/passkeys.ts'

interface Needs {
  auth: Auth
  limits: RateLimits
  factors: Factors
  passkeys: PasskeyRing
  pass: (
    call: { setCookies: (cookies: readonly string[]) => void },
    invalid: 'session.required',
    work: () => Promise<Response>,
  ) => Promise<unknown>
  mail: SendMail
  baseUrl: string
  /** These sessions of a person are over. */
  onEnded: (userId: string, sessionIds: readonly string[]) => void
  onRenewed: (sessionId: string) => void
}

/** What a call lends to whatever begins, continues or ends a session. */
export interface CallParts {
  address: string
  headers: Headers
  setCookies: (cookies: readonly string[]) => void
}

const done = { done: true } as const

/** That somebody is who their session says, proved again; and what is changed only then. */
export function createProofs({
  auth,
  limits,
  factors,
  passkeys,
  pass,
  mail,
  baseUrl,
  onEnded,
  onRenewed,
}: Needs) {
  /** The session goes on under a new cookie, as freshly proved. */
  async function renew(sessionId: string, call: CallParts) {
    await pass(call, 'session.required', () =>
      auth.api.renewSession({ headers: call.headers, asResponse: true }),
    )
    onRenewed(sessionId)
  }

  /** Ends what a person has open elsewhere. */
  async function endOthers(userId: string, sessionId: string) {
    const others = await Sessions.find({ userId, _id: trusted({ $ne: sessionId }) }, { _id: 1 }).lean()
    const ids = others.map(({ _id }) => String(_id))
    await Sessions.deleteMany({ _id: trusted({ $in: ids }) })
    onEnded(userId, ids)
  }

  const passwordOf = async (userId: string) =>
    (await Credentials.findOne({ userId, providerId: 'credential' }).lean())?.password

  async function tellOfPassword(userId: string) {
    const user = await Users.findById(userId, { email: 1, locale: 1 }).lean()
    if (user)
      void mail(accountMail('password', user.email, localeOf(user.locale), `${baseUrl}/passwort-vergessen`))
  }

  return {
    tellOfPassword,

    renew,

    /** How somebody can prove anew who they are; in no way where they have neither a password nor a second factor. */
    async waysOf(userId: string): Promise<ProofWay[]> {
      const ways = await factors.waysOf(userId)
      // Recovery codes open an account to whoever lost everything else; they are not for every day.
      return [
        ...((await passwordOf(userId)) ? (['password'] as const) : []),
        ...ways.filter((way) => way !== 'recovery'),
      ]
    },

    async prove(actor: Actor, { proof }: Parsed<AllOperations['accounts.prove']>, call: CallParts) {
      const { id, sessionId } = person(actor)
      await limits.takeFor(`prove:${id}`)
      if ('totp' in proof) await factors.mustBeTotp(id, proof.totp)
      else if ('passkey' in proof) await passkeys.mustBe('proof', id, proof.passkey)
      else {
        const stored = await passwordOf(id)
        if (!stored || !(await verifyPassword(stored, proof.password)))
          throw refuse('session.wrong-credentials', { fields: { password: ['is not theirs'] } })
      }
      await renew(sessionId, call)
      return done
    },

    async changePassword(actor: Actor, { newPassword }: { newPassword: string }, call: CallParts) {
      const { id, sessionId } = person(actor)
      const { internalAdapter } = await auth.$context
      await internalAdapter.updatePassword(id, await hashPassword(newPassword))
      await endOthers(id, sessionId)
      await factors.closeStepsOf(id)
      await renew(sessionId, call)
      await tellOfPassword(id)
      return done
    },
  }
}
export type Proofs = ReturnType<typeof createProofs>
