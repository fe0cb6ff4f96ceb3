import type { VerificationState } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { next, reaches, verifiedBy, vouchDays, vouchesLeft, type Act } from './policy.ts'

const states: VerificationState[] = ['unverified', 'submitted', 'verified', 'returned', 'revoked']

/** State by state in the order above; a dash is an act that is not possible. */
const table: Record<Act, string> = {
  submit: 'submitted submitted - submitted submitted',
  withdraw: '- unverified - - -',
  accept: '- verified - - -',
  return: '- returned - - -',
  know: 'verified verified - verified verified',
  vouch: 'verified verified - verified -',
  revoke: '- - revoked - -',
}

describe.each(Object.entries(table) as [Act, string][])('%s', (act, row) => {
  it.each(states.map((state, index) => [state, row.split(' ')[index]!] as const))(
    'from %s leads to %s',
    (state, wanted) => {
      expect(next({ state, revoked: state === 'revoked' }, act)?.state ?? '-').toBe(wanted)
    },
  )
})

describe('what the staff revoked', () => {
  const after = (...acts: Act[]) =>
    acts.reduce<ReturnType<typeof next>>((standing, act) => standing && next(standing, act), {
      state: 'verified',
      revoked: false,
    })

  it.each([
    [['revoke', 'submit', 'withdraw'], 'revoked'],
    [['revoke', 'submit', 'return', 'submit', 'withdraw'], 'revoked'],
    [['revoke', 'submit', 'accept', 'revoke'], 'revoked'],
    [['revoke', 'know'], 'verified'],
  ] as [Act[], VerificationState][])('%s ends as %s', (acts, state) => {
    expect(after(...acts)?.state).toBe(state)
  })

  it.each([
    [['revoke', 'vouch']],
    [['revoke', 'submit', 'vouch']],
    [['revoke', 'submit', 'return', 'vouch']],
    [['revoke', 'submit', 'withdraw', 'vouch']],
  ] as [Act[]][])('is not undone by others: %s', (acts) => {
    expect(after(...acts)).toBeUndefined()
  })

  it('is forgotten once the staff has verified it anew', () => {
    expect(after('revoke', 'submit', 'accept')).toEqual({ state: 'verified', revoked: false })
  })
})

it('says how by what was done', () => {
  expect((['accept', 'know', 'vouch', 'return'] as const).map(verifiedBy)).toEqual([
    'register',
    'known-contact',
    'vouching',
    null,
  ])
})

describe('the limit of words', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const given = (...days: number[]) => days.map((ago) => ({ organisationId: String(ago), at: daysAgo(ago) }))
  it.each([
    [given(), 5],
    [given(1, 2, 3, 4), 1],
    [given(1, 2, 3, 4, vouchDays - 1), 0],
    [given(1, 2, 3, 4, vouchDays), 1],
    [given(1, 2, 3, 4, 5, 6), 0],
  ])('slides with the days', (words, left) => {
    expect(vouchesLeft(words, now)).toBe(left)
  })
})

describe('a circle', () => {
  const given = new Map([
    ['a', ['b', 'x']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  it.each([
    ['a', 'b', true],
    ['a', 'c', true],
    ['c', 'a', false],
    ['b', 'b', true],
    ['x', 'a', false],
    ['nobody', 'a', false],
  ])('from %s to %s: %s', (from, to, wanted) => {
    expect(reaches(given, from, to)).toBe(wanted)
  })
})
