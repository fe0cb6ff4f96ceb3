import type { Listing, Suggestion } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { fits, noWishes } from './wishes.ts'

const suggestion = (direction: Suggestion['axis']['direction'], km: number | null, remote = false) =>
  ({ km, axis: { category: null, direction, listing: { remote } as Listing } }) as Suggestion

describe('which suggestions are shown', () => {
  it.each([
    ['everything without a wish', suggestion('peers', 300), noWishes, true],
    ['only what they offer', suggestion('they-seek', 3), { ...noWishes, direction: 'they-offer' }, false],
    ['what is near enough', suggestion('they-offer', 50), { ...noWishes, km: 50 }, true],
    ['nothing further away', suggestion('they-offer', 51), { ...noWishes, km: 50 }, false],
    ['what works online, wherever it is', suggestion('they-offer', 300, true), { ...noWishes, km: 25 }, true],
    ['what has no known distance', suggestion('they-offer', null), { ...noWishes, km: 25 }, true],
  ] as const)('%s', (_, one, wishes, shown) => {
    expect(fits(one, wishes)).toBe(shown)
  })
})
