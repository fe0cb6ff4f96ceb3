import { slugOf } from '@augenhoehe/reference-data'
import { describe, expect, it } from 'vitest'
import { isOpen, mayAccept, mayAdminister, mayBelong, mayRemove, mayWriteFor } from './policy.ts'
import { inVocabulary, nameKey } from './names.ts'

const now = new Date('2026-03-01T12:00:00Z')
const later = new Date('2026-03-02T12:00:00Z')

describe('who may', () => {
  it.each([
    ['member', true],
    ['staff', true],
    ['admin', true],
    ['institution', false],
  ] as const)('an account of kind %s belong to an organisation: %s', (role, allowed) => {
    expect(mayBelong({ role })).toBe(allowed)
  })

  it.each([
    ['admin', true, true],
    ['admin', false, true],
    ['member', true, true],
    ['member', false, false],
    [null, true, false],
    [null, false, false],
  ] as const)('%s write for it when members may is %s: %s', (role, membersMayWrite, allowed) => {
    expect(mayWriteFor(role, { membersMayWrite })).toBe(allowed)
  })

  it.each([
    ['admin', true],
    ['member', false],
    [null, false],
  ] as const)('%s change profile and members: %s', (role, allowed) => {
    expect(mayAdminister(role)).toBe(allowed)
  })

  it.each([
    ['admin', false, true],
    ['member', false, false],
    ['member', true, true],
    ['admin', true, true],
  ] as const)('%s remove somebody (themselves: %s): %s', (role, isSelf, allowed) => {
    expect(mayRemove(role, isSelf)).toBe(allowed)
  })
})

describe('an invitation', () => {
  const invitation = { email: 'amal@example.org', expiresAt: later, acceptedBy: null }

  it.each([
    ['is open', {}, true],
    ['is over at its very end', { expiresAt: now }, false],
    ['is over once accepted', { acceptedBy: 'somebody' }, false],
  ])('%s', (_, change, open) => {
    expect(isOpen({ ...invitation, ...change }, now)).toBe(open)
  })

  it.each([
    ['member', 'amal@example.org', true],
    ['member', 'Amal@Example.org', true],
    ['member', 'other@example.org', false],
    ['member', undefined, false],
    ['institution', 'amal@example.org', false],
  ] as const)('may be accepted by a %s with the address %s: %s', (role, email, allowed) => {
    expect(mayAccept({ role }, email, invitation)).toBe(allowed)
  })
})

describe('names', () => {
  it.each([
    ['Gießener Kultur e. V.', 'giessener kultur e v'],
    ['  GIESSENER   KULTUR e.V. ', 'giessener kultur e v'],
    ['الجسر', 'الجسر'],
    ['???', '???'],
  ])('%s is compared as %s', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })

  it.each([
    ['Brücke Gießen e. V.', [], 'bruecke-giessen-e-v'],
    ['Brücke', ['bruecke', 'bruecke-2'], 'bruecke-3'],
    ['Neu', [], 'neu-2'],
    ['الجسر', [], 'organisation'],
    ['Üüü '.repeat(30), [], 'ueueue-ueueue-ueueue-ueueue-ueueue-ueueue-ueueue-ueueue'],
  ])('%s gets an address', async (name, taken: string[], slug) => {
    expect(await slugOf(name, 'organisation', async (wanted) => taken.includes(wanted))).toBe(slug)
  })
})

describe('vocabulary', () => {
  it('takes each word once and the present key of a municipality', () => {
    const draft = { municipality: '06435014', fields: ['culture', 'culture'], languages: ['de', 'de', 'ar'] }
    expect(inVocabulary(draft)).toEqual({
      municipality: '06415000',
      fields: ['culture'],
      languages: ['de', 'ar'],
    })
  })

  it('refuses unknown words, each by its field', () => {
    const draft = { municipality: '06000000', fields: ['culture', 'wrestling'], languages: ['xx'] }
    expect(() => inVocabulary(draft)).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        extra: {
          fields: {
            municipality: ['unknown: 06000000'],
            fields: ['unknown: wrestling'],
            languages: ['unknown: xx'],
          },
        },
      }),
    )
  })
})
