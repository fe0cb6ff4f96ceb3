import { createHash, randomBytes } from 'node:crypto'

/** Without the letters that look like digits, or like one another (Crockford). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16
const count = 10

/** Ten new codes of 80 bits each, in groups of four as people read and type them. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: count }, () => {
    const code = [...randomBytes(length)].map((byte) => letters[byte & 31]!).join('')
    return code.match(/.{4}/g)!.join('-')
  })

/** What is stored of a code, however it is parted; with so much chance in it, it needs no slow hash. */
export const hashOfRecoveryCode = (code: string) =>
  createHash('sha256').update(code.replaceAll('-', '')).digest('base64url')
