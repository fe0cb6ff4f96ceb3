import { describe, expect, it } from 'vitest'
import { createSealer } from './sealed-text.ts'

const secret = 'a secret that only tests use, long enough'
const words = 'JBSWY3DPEHPK3PXP'

describe('sealed words', () => {
  const sealer = createSealer(secret, 'tests')
  const sealed = sealer.seal(words, 'ann')

  it('come back as they were, and show nothing before', () => {
    expect(sealer.open(sealed, 'ann')).toBe(words)
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(words)
  })

  it('are never sealed twice alike', () => {
    expect(sealer.seal(words, 'ann')).not.toBe(sealed)
  })

  it.each([
    ['somebody else', () => sealer.open(sealed, 'bob')],
    ['another purpose', () => createSealer(secret, 'others').open(sealed, 'ann')],
    ['another secret', () => createSealer(`${secret}!`, 'tests').open(sealed, 'ann')],
    ['nothing', () => sealer.open('', 'ann')],
  ])('open for nobody with %s', (_, open) => {
    expect(open()).toBeUndefined()
  })

  it('open no more once a single bit is another', () => {
    const all = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < all.length; at++) {
      const spoilt = Buffer.from(all)
      spoilt[at]! ^= 1
      expect(sealer.open(spoilt.toString('base64url'), 'ann')).toBeUndefined()
    }
  })
})
