import type { AccountSecurity, ProofWay, SecondStep } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '../../../platform/errors.ts'
import type { Sealer } from '../../../platform/sealed-text.ts'
import type { PasskeyRing } from './passkeys.ts'
import { SecondFactors, SecondSteps, type SecondFactorDoc } from './model.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { newSecret, stepOf, uriOf } from './totp.ts'

interface Needs {
  passkeys: PasskeyRing
  sealer: Sealer
  /** So many wrong codes in a row that no further one is looked at for a while. */
  onHeld: (userId: string) => void
  now: () => Date
}

/** How long somebody has for the second step. */
const ticketMs = 10 * 60 * 1000
/** So many wrong codes in a row; then none is looked at for this long. */
const mostWrong = 5
const heldMs = 15 * 60 * 1000

const hashOfTicket = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')

/** The second factors of accounts: what is stored of them, and whether something proves one. No session begins here. */
export function createFactors({ passkeys, sealer, onHeld, now }: Needs) {
  const stored = (userId: string) => SecondFactors.findById(userId).lean<SecondFactorDoc>()

  /** The step a code of their app belongs to; counts the attempt before it looks, so that many at once do not get past. */
  async function attempt(userId: string, code: string) {
    const doc = await SecondFactors.findOneAndUpdate(
      {
        _id: userId,
        secret: trusted({ $ne: null }),
        $or: [{ heldUntil: null }, { heldUntil: trusted({ $lte: now() }) }],
      },
      { $inc: { wrong: 1 } },
      { returnDocument: 'after' },
    ).lean<SecondFactorDoc>()
    if (!doc) {
      const held = (await stored(userId))?.heldUntil
      if (held && held > now())
        throw refuse('rate.limited', { retryAfterMs: held.getTime() - now().getTime() })
      return undefined
    }
    const sealed = doc.secret!
    const step = doc.wrong > mostWrong ? undefined : stepOfSealed(userId, sealed, code)
    if (step !== undefined) return { step, sealed }
    if (doc.wrong >= mostWrong) {
      const heldUntil = new Date(now().getTime() + heldMs)
      await SecondFactors.updateOne({ _id: userId }, { $set: { wrong: 0, heldUntil } })
      onHeld(userId)
    }
    return undefined
  }

  function stepOfSealed(userId: string, sealed: string, code: string) {
    // Sealed with another SESSION_SECRET: the app is worth nothing any more, the recovery codes are.
    const secret = sealer.open(sealed, userId)
    return secret === undefined ? undefined : stepOf(secret, code, now())
  }

  const wrong = (field: string) => refuse('second-factor.wrong', { fields: { [field]: ['is not theirs'] } })

  /** New recovery codes in place of all before. */
  async function makeCodes(userId: string): Promise<string[]> {
    const codes = newRecoveryCodes()
    await SecondFactors.updateOne(
      { _id: userId },
      { $set: { recovery: codes.map(hashOfRecoveryCode), recoveryMadeAt: now() } },
      { upsert: true },
    )
    return codes
  }

  /** By what a second step of theirs can be proved; by nothing where they have no second factor. */
  async function waysOf(userId: string): Promise<ProofWay[]> {
    const [doc, hasPasskey] = await Promise.all([stored(userId), passkeys.any(userId)])
    if (!doc?.secret && !hasPasskey) return []
    return [
      ...(hasPasskey ? (['passkey'] as const) : []),
      ...(doc?.secret ? (['totp'] as const) : []),
      ...(doc && doc.recovery.length > 0 ? (['recovery'] as const) : []),
    ]
  }

  /** Recovery codes for whoever has none yet. */
  const firstCodes = async (userId: string) =>
    (await stored(userId))?.recoveryMadeAt ? null : makeCodes(userId)

  /** Without a second factor there is nothing that recovery codes could stand in for. */
  async function forgetLast(userId: string) {
    if ((await waysOf(userId)).length === 0) await SecondFactors.deleteOne({ _id: userId, secret: null })
  }

  return {
    waysOf,

    has: async (userId: string) => (await waysOf(userId)).length > 0,

    /** What a person is shown of it. */
    async overview(userId: string): Promise<Pick<AccountSecurity, 'totp' | 'passkeys' | 'recoveryCodes'>> {
      const [doc, keys] = await Promise.all([stored(userId), passkeys.list(userId)])
      const made = doc?.recoveryMadeAt
      return {
        totp: doc?.secret ? { since: doc.confirmedAt!.toISOString() } : null,
        passkeys: keys,
        recoveryCodes: made ? { left: doc.recovery.length, madeAt: made.toISOString() } : null,
      }
    },

    /** Takes a code of their app; each works once. Refuses with `second-factor.wrong`, or `rate.limited` while held. */
    async mustBeTotp(userId: string, code: string) {
      const found = await attempt(userId, code)
      if (!found) throw wrong('totp')
      const { step, sealed } = found
      const taken = await SecondFactors.updateOne(
        { _id: userId, secret: sealed, lastStep: trusted({ $lt: step }) },
        { $set: { lastStep: step, wrong: 0, heldUntil: null } },
      )
      if (taken.modifiedCount === 0) throw wrong('totp')
    },

    /** Uses up a recovery code. Refuses with `second-factor.wrong`. Answers how many are left. */
    async mustBeRecoveryCode(userId: string, code: string): Promise<number> {
      const hash = hashOfRecoveryCode(code)
      const taken = await SecondFactors.findOneAndUpdate(
        { _id: userId, recovery: hash },
        // Whoever has one of these has not guessed: they may try their app again at once.
        { $pull: { recovery: hash }, $set: { wrong: 0, heldUntil: null } },
        { returnDocument: 'after' },
      ).lean<SecondFactorDoc>()
      if (!taken) throw wrong('recovery')
      return taken.recovery.length
    },

    async beginTotp(userId: string, email: string) {
      const secret = newSecret()
      await SecondFactors.updateOne(
        { _id: userId },
        { $set: { pending: sealer.seal(secret, userId) } },
        { upsert: true },
      )
      return { secret, uri: uriOf(secret, email) }
    },

    /** From now on the app that was shown last counts. Recovery codes where there were none before. */
    async confirmTotp(userId: string, code: string): Promise<string[] | null> {
      const sealed = (await stored(userId))?.pending
      if (!sealed) throw refuse('conflict')
      // Whoever confirms has seen the secret: there is nothing to guess, and nothing to count.
      const step = stepOfSealed(userId, sealed, code)
      if (step === undefined) throw wrong('totp')
      const taken = await SecondFactors.updateOne(
        { _id: userId, pending: sealed },
        {
          $set: {
            secret: sealed,
            confirmedAt: now(),
            pending: null,
            lastStep: step,
            wrong: 0,
            heldUntil: null,
          },
        },
      )
      if (taken.modifiedCount === 0) throw refuse('conflict')
      return firstCodes(userId)
    },

    firstCodes,

    /** Whether there was one. */
    async endTotp(userId: string): Promise<boolean> {
      const ended = await SecondFactors.updateOne(
        { _id: userId, secret: trusted({ $ne: null }) },
        { $set: { secret: null, confirmedAt: null, pending: null, wrong: 0, heldUntil: null } },
      )
      await forgetLast(userId)
      return ended.modifiedCount > 0
    },

    /** Whether it was theirs. */
    async removePasskey(userId: string, passkeyId: string): Promise<boolean> {
      const removed = await passkeys.remove(userId, passkeyId)
      await forgetLast(userId)
      return removed
    },

    async renewRecoveryCodes(userId: string): Promise<string[]> {
      if ((await waysOf(userId)).length === 0) throw refuse('conflict')
      return makeCodes(userId)
    },

    /** Takes everything from somebody; whether there was anything. */
    async forget(userId: string): Promise<boolean> {
      const [factor, keys] = await Promise.all([
        SecondFactors.deleteOne({ _id: userId }),
        passkeys.forget(userId),
        SecondSteps.deleteMany({ userId }),
      ])
      return factor.deletedCount > 0 || keys
    },

    /** A sign-in waits for its second step. */
    async openStep(userId: string, ways: ProofWay[]): Promise<SecondStep> {
      const ticket = randomBytes(24).toString('base64url')
      const expiresAt = new Date(now().getTime() + ticketMs)
      await SecondSteps.create({ _id: hashOfTicket(ticket), userId, expiresAt })
      return { ticket, ways, until: expiresAt.toISOString() }
    },

    /** Whose sign-in it is; refuses with `token.invalid` when it is over. */
    async mustBeStep(ticket: string): Promise<string> {
      const step = await SecondSteps.findById(hashOfTicket(ticket)).lean()
      if (!step || step.expiresAt <= now()) throw refuse('token.invalid')
      return step.userId
    },

    /** Once: whoever comes second is refused with `token.invalid`. */
    async closeStep(ticket: string) {
      const closed = await SecondSteps.deleteOne({ _id: hashOfTicket(ticket) })
      if (closed.deletedCount === 0) throw refuse('token.invalid')
    },

    /** Whoever sets another password, or ends all sessions, ends sign-ins that are under way, too. */
    async closeStepsOf(userId: string) {
      await SecondSteps.deleteMany({ userId })
    },
  }
}
export type Factors = ReturnType<typeof createFactors>
