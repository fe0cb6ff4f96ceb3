import type { PasskeyMade, PasskeyShown, Reply, AllOperations } from '@augenhoehe/contracts'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { Client } from './app.ts'

type ToMake = Reply<AllOperations['accounts.beginPasskey']>
type ToSign = Reply<AllOperations['accounts.askPasskey']>

/** What a device does otherwise than it should. */
interface Wrong {
  origin?: string
  rpId?: string
  /** Without PIN, finger or face. */
  unverified?: boolean
  userHandle?: string
  type?: string
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** A device that makes keys and signs with them as WebAuthn says, or otherwise where a test wants that. */
export class Authenticator {
  readonly #origin: string
  readonly #keys = new Map<string, { key: KeyObject; userHandle: string; counter: number }>()

  /** `origin`: of the page it is asked by. */
  constructor(origin = 'http://localhost') {
    this.#origin = origin
  }

  #said(type: string, challenge: string, { origin = this.#origin }: Wrong) {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #data(rpId: string, counter: number, { unverified = false }: Wrong, key?: Buffer) {
    // Somebody was there; verified; the key may lie elsewhere, too, and does; a new key follows.
    const flags = 0x01 | (unverified ? 0 : 0x04) | 0x08 | 0x10 | (key ? 0x40 : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([sha256(rpId), head, ...(key ? [key] : [])])
  }

  /** Makes a key (ES256) of what the server asks for. */
  make({ challenge, rp, user }: ToMake, wrong: Wrong = {}): PasskeyMade {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = publicKey.export({ format: 'jwk' })
    const bytes = (part: string | undefined) => new Uint8Array(Buffer.from(part!, 'base64url'))
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ])
    const id = randomBytes(32)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const key = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(cose)])
    const authData = new Uint8Array(this.#data(wrong.rpId ?? rp.id, 0, wrong, key))
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    this.#keys.set(text(id), { key: privateKey, userHandle: user.id, counter: 0 })
    return {
      id: text(id),
      clientDataJSON: text(this.#said(wrong.type ?? 'webauthn.create', challenge, wrong)),
      attestationObject: text(isoCBOR.encode(attestation as never)),
      transports: ['internal'],
    }
  }

  /** Signs with the first key that is wanted, or with any it has. */
  show({ challenge, rpId, allowCredentials }: ToSign, wrong: Wrong = {}): PasskeyShown {
    const wanted = allowCredentials.find(({ id }) => this.#keys.has(id))?.id ?? [...this.#keys.keys()][0]!
    const own = this.#keys.get(wanted)!
    const said = this.#said(wrong.type ?? 'webauthn.get', challenge, wrong)
    const data = this.#data(wrong.rpId ?? rpId, ++own.counter, wrong)
    return {
      id: wanted,
      clientDataJSON: text(said),
      authenticatorData: text(data),
      signature: text(sign('sha256', Buffer.concat([data, sha256(said)]), own.key)),
      userHandle: wrong.userHandle ?? own.userHandle,
    }
  }
}

/** Adds a passkey on a device of its own for whoever the client belongs to. */
export async function addPasskey(client: Client, device = new Authenticator(), name = 'Telefon') {
  const passkey = device.make(await client.call('accounts.beginPasskey', {}))
  const { recoveryCodes } = await client.call('accounts.addPasskey', { name, passkey })
  return { device, recoveryCodes: recoveryCodes ?? [] }
}
