import type { Passkey, PasskeyMade, PasskeyShown } from '@augenhoehe/contracts'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { createHash, randomBytes } from 'node:crypto'
import { Types } from 'mongoose'
import { duplicateOf } from '../../../platform/db.ts'
import { refuse } from '../../../platform/errors.ts'
import { Challenges, Passkeys, type ChallengeDoc, type PasskeyDoc } from './model.ts'

interface Needs {
  /** Where people reach the platform: keys are made for its host, and sign for its origin. */
  baseUrl: string
  now: () => Date
}

/** As long a device may take. */
const timeout = 5 * 60 * 1000
const mostKeys = 20
/** EdDSA, ES256, RS256: what devices make, the best first (COSE). */
const algorithms = [-8, -7, -257]

const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest('base64url')
const wrong = () => refuse('second-factor.wrong', { fields: { passkey: ['is not theirs'] } })

/** What the key was asked to sign, by its own words; nothing where they cannot be read. */
function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown
    }
    return typeof said.challenge === 'string' ? said.challenge : undefined
  } catch {
    return undefined
  }
}

/** Passkeys (WebAuthn): keys of devices that show without a password who somebody is, by PIN, finger or face. */
export function createPasskeys({ baseUrl, now }: Needs) {
  const { hostname: rpId, origin } = new URL(baseUrl)

  const of = (userId: string) => Passkeys.find({ userId }).sort({ createdAt: 1, _id: 1 }).lean<PasskeyDoc[]>()

  const named = (keys: readonly PasskeyDoc[]) =>
    keys.map(({ credentialId, transports }) => ({ id: credentialId, transports }))

  async function challengeFor(purpose: ChallengeDoc['purpose'], userId: string | null) {
    const challenge = randomBytes(32).toString('base64url')
    const expiresAt = new Date(now().getTime() + timeout)
    await Challenges.create({ _id: hashOf(challenge), purpose, userId, expiresAt })
    return challenge
  }

  /** The challenge that was answered, taken away so that nothing is answered twice; undefined where there is none. */
  async function take(clientDataJSON: string, purpose: ChallengeDoc['purpose'], userId: string | null) {
    const challenge = challengeIn(clientDataJSON)
    if (challenge === undefined) return undefined
    const taken = await Challenges.findOneAndDelete({ _id: hashOf(challenge) }).lean<ChallengeDoc>()
    const fits = taken && taken.purpose === purpose && taken.userId === userId && taken.expiresAt > now()
    return fits ? challenge : undefined
  }

  return {
    any: async (userId: string) => (await Passkeys.exists({ userId })) !== null,

    async list(userId: string): Promise<Passkey[]> {
      return (await of(userId)).map(({ _id, name, createdAt, usedAt }) => ({
        id: String(_id),
        name,
        createdAt: createdAt.toISOString(),
        usedAt: usedAt?.toISOString() ?? null,
      }))
    },

    /** What a device makes a key of. Refuses with `conflict` where there are as many as one may have. */
    async begin({ id, email, name }: { id: string; email: string; name: string }) {
      const keys = await of(id)
      if (keys.length >= mostKeys) throw refuse('conflict')
      return {
        challenge: await challengeFor('register', id),
        rp: { id: rpId, name: 'Augenhöhe' },
        user: { id: Buffer.from(id).toString('base64url'), name: email, displayName: name },
        algorithms,
        timeout,
        excludeCredentials: named(keys),
      }
    },

    /** Refuses with `second-factor.wrong` what was not made for this person, here and just now. */
    async add(
      userId: string,
      name: string,
      { id, clientDataJSON, attestationObject, transports }: PasskeyMade,
    ) {
      const expectedChallenge = await take(clientDataJSON, 'register', userId)
      if (expectedChallenge === undefined) throw wrong()
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, attestationObject },
        },
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        supportedAlgorithmIDs: algorithms,
        requireUserVerification: true,
      }).catch(() => {
        // It throws whatever does not fit, and at what it cannot read.
        throw wrong()
      })
      if (!verified) throw wrong()
      const { credential, credentialBackedUp } = registrationInfo
      try {
        await Passkeys.create({
          _id: new Types.ObjectId(),
          userId,
          credentialId: credential.id,
          publicKey: Buffer.from(credential.publicKey).toString('base64url'),
          counter: credential.counter,
          transports,
          name,
          backedUp: credentialBackedUp,
          createdAt: now(),
        })
      } catch (error) {
        throw duplicateOf(error) === undefined ? error : refuse('conflict')
      }
    },

    /** What a key is to sign; of this person, or of whoever it says. */
    async ask(purpose: 'sign-in' | 'step' | 'proof', userId: string | null) {
      return {
        challenge: await challengeFor(purpose, userId),
        rpId,
        timeout,
        allowCredentials: userId === null ? [] : named(await of(userId)),
      }
    },

    /** Whose key signed what was asked. Refuses with `second-factor.wrong`. */
    async mustBe(
      purpose: 'sign-in' | 'step' | 'proof',
      userId: string | null,
      { id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeyShown,
    ): Promise<string> {
      const expectedChallenge = await take(clientDataJSON, purpose, userId)
      const key = await Passkeys.findOne({ credentialId: id }).lean<PasskeyDoc>()
      if (expectedChallenge === undefined || !key) throw wrong()
      if (userId !== null && key.userId !== userId) throw wrong()
      if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== key.userId)
        throw wrong()
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, authenticatorData, signature },
        },
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        credential: {
          id: key.credentialId,
          publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
          counter: key.counter,
        },
        // Alone it stands for both: something one has, and something one knows or is.
        requireUserVerification: true,
      }).catch(() => {
        throw wrong()
      })
      if (!verified) throw wrong()
      const { newCounter, credentialBackedUp } = authenticationInfo
      // A key that was taken back a moment ago lets nobody in any more.
      const used = await Passkeys.updateOne(
        { _id: key._id },
        { $set: { counter: newCounter, backedUp: credentialBackedUp, usedAt: now() } },
      )
      if (used.matchedCount === 0) throw wrong()
      return key.userId
    },

    /** Whether it was theirs. */
    async remove(userId: string, passkeyId: string): Promise<boolean> {
      return (await Passkeys.deleteOne({ _id: passkeyId, userId })).deletedCount > 0
    },

    async forget(userId: string): Promise<boolean> {
      const [keys] = await Promise.all([Passkeys.deleteMany({ userId }), Challenges.deleteMany({ userId })])
      return keys.deletedCount > 0
    },
  }
}
export type PasskeyRing = ReturnType<typeof createPasskeys>
