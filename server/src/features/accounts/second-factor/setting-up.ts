import type { AccountSecurity, AllOperations, Parsed } from '@augenhoehe/contracts'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Acting } from '../../audit/index.ts'
import { Users } from '../model.ts'
import type { CallParts, Proofs } from '../proofs.ts'
import type { SecurityMail } from '../security-mails.ts'
import type { Factors } from './factors.ts'
import type { PasskeyRing } from './passkeys.ts'

interface Needs {
  passkeys: PasskeyRing
  factors: Factors
  proofs: Proofs
  /** Whether this account may not be without a second factor. */
  isRequiredFor: (userId: string) => Promise<boolean>
  /** Tells somebody by mail what became of their account. */
  tell: (kind: SecurityMail, userId: string) => Promise<void>
  /** Everything this person has open is over. */
  endAll: (userId: string) => Promise<void>
  acting: Acting
}

const done = { done: true } as const

/** What people do about their own second factor, and platform admins about somebody else’s who lost theirs. */
export function createSettingUp({ passkeys, factors, proofs, isRequiredFor, tell, endAll, acting }: Needs) {
  /** It is told by mail, and the session goes on under another cookie. */
  async function changed(kind: SecurityMail, actor: Actor, call: CallParts) {
    const { id, sessionId } = person(actor)
    await tell(kind, id)
    await proofs.renew(sessionId, call)
  }

  return {
    async security(actor: Actor): Promise<AccountSecurity> {
      const { id } = person(actor)
      const [overview, ways, required] = await Promise.all([
        factors.overview(id),
        proofs.waysOf(id),
        isRequiredFor(id),
      ])
      return { ...overview, password: ways.includes('password'), required, ways }
    },

    async beginTotp(actor: Actor) {
      const { id } = person(actor)
      const user = await Users.findById(id, { email: 1 }).lean()
      return factors.beginTotp(id, user!.email)
    },

    async confirmTotp(
      actor: Actor,
      { totp }: Parsed<AllOperations['accounts.confirmTotp']>,
      call: CallParts,
    ) {
      const recoveryCodes = await factors.confirmTotp(person(actor).id, totp)
      await changed('factor-added', actor, call)
      return { recoveryCodes }
    },

    async endTotp(actor: Actor, call: CallParts) {
      const { id } = person(actor)
      if ((await factors.overview(id)).totp === null) return done
      // Codes on paper are no second factor.
      if (!(await passkeys.any(id)) && (await isRequiredFor(id))) throw refuse('second-factor.last')
      if (await factors.endTotp(id)) await changed('factor-removed', actor, call)
      return done
    },

    async beginPasskey(actor: Actor) {
      const { id, name } = person(actor)
      const user = await Users.findById(id, { email: 1 }).lean()
      return passkeys.begin({ id, name, email: user!.email })
    },

    async addPasskey(
      actor: Actor,
      { name, passkey }: Parsed<AllOperations['accounts.addPasskey']>,
      call: CallParts,
    ) {
      const { id } = person(actor)
      await passkeys.add(id, name, passkey)
      const recoveryCodes = await factors.firstCodes(id)
      await changed('factor-added', actor, call)
      return { recoveryCodes }
    },

    async removePasskey(actor: Actor, passkeyId: string, call: CallParts) {
      const { id } = person(actor)
      const { passkeys: keys, totp } = await factors.overview(id)
      if (!keys.some((key) => key.id === passkeyId)) throw refuse('not-found')
      if (keys.length === 1 && totp === null && (await isRequiredFor(id))) throw refuse('second-factor.last')
      if (await factors.removePasskey(id, passkeyId)) await changed('factor-removed', actor, call)
      return done
    },

    async renewRecoveryCodes(actor: Actor, call: CallParts) {
      const recoveryCodes = await factors.renewRecoveryCodes(person(actor).id)
      await changed('recovery-renewed', actor, call)
      return { recoveryCodes }
    },

    async reset(actor: Actor, { email, checked }: Parsed<AllOperations['accounts.resetSecondFactor']>) {
      if (actor.role !== 'admin') throw refuse('not-found')
      const user = await Users.findOne({ email }, { _id: 1 }).lean()
      if (!user) throw refuse('not-found', { fields: { email: ['nobody has this address'] } })
      const userId = String(user._id)
      // Whoever found an open session of theirs would otherwise be rid of it.
      if (userId === actor.id) throw refuse('action.forbidden')
      if (!(await factors.has(userId))) throw refuse('conflict')
      await acting(
        { ...officeOf(actor), act: 'accounts.resetSecondFactor', target: { userId }, after: { checked } },
        () => factors.forget(userId),
      )
      await endAll(userId)
      await tell('factor-reset', userId)
      return done
    },
  }
}
