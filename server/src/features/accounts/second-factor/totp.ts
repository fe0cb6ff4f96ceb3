import { generateSecret, generateURI, verifySync } from 'otplib'

/** 160 bits in base32, as RFC 4226 recommends; authenticator apps and people type it. */
export const newSecret = () => generateSecret({ length: 20 })

/** What the QR code says (otpauth://): whoever scans it has the secret. */
export const uriOf = (secret: string, email: string) =>
  generateURI({ issuer: 'Augenhöhe', label: email, secret })

/**
 * The step of time (30 seconds, RFC 6238) whose code this is; undefined where it is none of now, of the step before or
 * of the one after: telephones go wrong by some seconds, and typing takes some.
 */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: 30,
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}
