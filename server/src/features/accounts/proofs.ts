import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { RateLimits } from '../../platform/rate-limits.ts'
import { hashPassword, localeOf, verifyPassword, type Auth } from './auth.ts'
import { accountMail } from './mails.ts'
import { Credentials, Sessions, Users } from './model.ts'

interface Needs {
  auth: Auth
  limits: RateLimits
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
export function createProofs({ auth, limits, pass, mail, baseUrl, onEnded, onRenewed }: Needs) {
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

  async function tellOfPassword(userId: string) {
    const user = await Users.findById(userId, { email: 1, locale: 1 }).lean()
    if (user)
      void mail(accountMail('password', user.email, localeOf(user.locale), `${baseUrl}/passwort-vergessen`))
  }

  return {
    tellOfPassword,

    async prove(actor: Actor, { password }: { password: string }, call: CallParts) {
      const { id, sessionId } = person(actor)
      await limits.takeFor(`prove:${id}`)
      const stored = (await Credentials.findOne({ userId: id, providerId: 'credential' }).lean())?.password
      if (!stored || !(await verifyPassword(stored, password)))
        throw refuse('session.wrong-credentials', { fields: { password: ['is not theirs'] } })
      await renew(sessionId, call)
      return done
    },

    async changePassword(actor: Actor, { newPassword }: { newPassword: string }, call: CallParts) {
      const { id, sessionId } = person(actor)
      const { internalAdapter } = await auth.$context
      await internalAdapter.updatePassword(id, await hashPassword(newPassword))
      await endOthers(id, sessionId)
      await renew(sessionId, call)
      await tellOfPassword(id)
      return done
    },
  }
}
