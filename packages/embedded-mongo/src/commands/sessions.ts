import { Binary, isDocument, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'

const LIFETIME_MS = 30 * 60_000
const MANY = 10_000

/** Which logical sessions have been used lately: drivers open them, `$listLocalSessions` shows them. */
export class Sessions {
  readonly #lastUse = new Map<string, { id: Binary; at: number }>()

  /** Notes the use of a command's `lsid`. */
  touch(lsid: unknown, now: number): void {
    this.#lastUse.set(keyOfSession(lsid), { id: idOf(lsid), at: now })
    if (this.#lastUse.size > MANY) this.#forgetOld(now)
  }

  end(lsids: readonly unknown[]): void {
    for (const lsid of lsids) this.#lastUse.delete(keyOfSession(lsid))
  }

  list(now: number): Document[] {
    this.#forgetOld(now)
    return [...this.#lastUse.values()].map(({ id, at }) => ({ _id: { id }, lastUse: new Date(at) }))
  }

  #forgetOld(now: number): void {
    for (const [key, { at }] of this.#lastUse) {
      if (at + LIFETIME_MS < now || this.#lastUse.size > MANY) this.#lastUse.delete(key)
    }
  }
}

function idOf(lsid: unknown): Binary {
  const id = isDocument(lsid) ? lsid['id'] : undefined
  if (id instanceof Binary && id.sub_type === Binary.SUBTYPE_UUID && id.position === 16) return id
  throw fault('InvalidUUID', "BSON field 'lsid.id' has to be a UUID of 16 bytes")
}

function keyOfSession(lsid: unknown): string {
  return idOf(lsid).toString('hex')
}
