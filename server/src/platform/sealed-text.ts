import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps words so that whoever reads the store without the server's secret learns nothing from them. */
export interface Sealer {
  /** `about` says whose they are: elsewhere they cannot be opened. */
  seal: (words: string, about: string) => string
  /** Undefined where they were sealed for somebody else, for another purpose, with another secret, or were changed. */
  open: (sealed: string, about: string) => string | undefined
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key of its own for each purpose (HKDF, RFC 5869). */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `augenhoehe ${purpose}`, 32))
  return {
    seal(words, about) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(sealed, about) {
      const all = Buffer.from(sealed, 'base64url')
      if (all.length < nonceBytes + tagBytes) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(about))
        .setAuthTag(all.subarray(-tagBytes))
      try {
        const words = decipher.update(all.subarray(nonceBytes, -tagBytes))
        return Buffer.concat([words, decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
