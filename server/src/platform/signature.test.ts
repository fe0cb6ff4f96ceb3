import { describe, expect, it } from 'vitest'
import { createSigner } from './signature.ts'

const signer = createSigner('a secret', 'one purpose')
const words = Buffer.from('who may do what')

describe('a sealed token', () => {
  it('opens to its words, and is the same each time', () => {
    const token = signer.seal(words)
    expect(signer.open(token)).toEqual(words)
    expect(signer.seal(words)).toBe(token)
    expect(token).toMatch(/^[\w-]+$/)
  })

  it('opens nowhere else, and not after any change', () => {
    const token = signer.seal(words)
    expect(createSigner('a secret', 'another purpose').open(token)).toBeUndefined()
    expect(createSigner('another secret', 'one purpose').open(token)).toBeUndefined()
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect(signer.open(changed), `at ${at}`).toBeUndefined()
    }
    for (const wrong of ['', 'x', `${token}A`, token.slice(1), `${token}=`, ` ${token}`])
      expect(signer.open(wrong)).toBeUndefined()
  })
})
