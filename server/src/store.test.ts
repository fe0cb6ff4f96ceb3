import { describe, expect, it } from 'vitest'
import { pauseAfter } from './store.ts'

describe('a store that keeps ending', () => {
  it('is started again at once the first time, and ever more slowly after that', () => {
    expect([0, 1, 2, 3, 4].map(pauseAfter)).toEqual([0, 500, 1000, 2000, 4000])
    expect(pauseAfter(60)).toBe(30_000)
  })
})
