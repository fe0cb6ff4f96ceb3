import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Signer {
  /** The words as a token that only this platform can have made. */
  seal: (words: Buffer) => string
  /** The words of a token; undefined where somebody else made it or it is for another purpose. */
  open: (token: string) => Buffer | undefined
}

const macBytes = 24

/** Signs for one purpose: what is signed for another one is foreign here. */
export function createSigner(secret: string, purpose: string): Signer {
  const macOf = (words: Buffer) =>
    createHmac('sha256', secret).update(`${purpose}\0`).update(words).digest().subarray(0, macBytes)
  return {
    seal: (words) => Buffer.concat([words, macOf(words)]).toString('base64url'),
    open(token) {
      const all = Buffer.from(token, 'base64url')
      if (all.length <= macBytes || all.toString('base64url') !== token) return undefined
      const words = all.subarray(0, all.length - macBytes)
      return timingSafeEqual(macOf(words), all.subarray(words.length)) ? words : undefined
    },
  }
}
