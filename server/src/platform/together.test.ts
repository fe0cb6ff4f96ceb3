import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGathering } from './together.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const gather = (settings: { waitMs: number; pauseMs?: number }) => {
  const done: [string, string[]][] = []
  const gathering = createGathering(async (key, values) => void done.push([key, values]), {
    ...settings,
    onFailed: () => undefined,
  })
  return { done, gathering }
}

describe('what is gathered', () => {
  it('is done together a moment after the first of it, each name by itself', () => {
    const { done, gathering } = gather({ waitMs: 1000 })
    gathering.add('a', ['1'])
    vi.advanceTimersByTime(900)
    gathering.add('a', ['2', '1'])
    gathering.add('b', ['3'])
    expect(done).toEqual([])
    vi.advanceTimersByTime(100)
    expect(done).toEqual([['a', ['1', '2']]])
    vi.advanceTimersByTime(900)
    expect(done).toEqual([
      ['a', ['1', '2']],
      ['b', ['3']],
    ])
  })

  it('is done less often where it goes on and on, and nothing of it is left out', () => {
    const { done, gathering } = gather({ waitMs: 1000, pauseMs: 5000 })
    for (let second = 0; second < 16; second++) {
      gathering.add('a', [String(second)])
      vi.advanceTimersByTime(1000)
    }
    vi.advanceTimersByTime(5000)
    expect(done.map(([, values]) => values.join(' '))).toEqual([
      '0',
      '1 2 3 4 5',
      '6 7 8 9 10',
      '11 12 13 14 15',
    ])
    // After a while nothing is known of it any more.
    vi.advanceTimersByTime(5000)
    gathering.add('a', ['late'])
    vi.advanceTimersByTime(1000)
    expect(done.at(-1)).toEqual(['a', ['late']])
  })

  it('is done at once when asked for, and not at all after the end', async () => {
    const { done, gathering } = gather({ waitMs: 1000, pauseMs: 5000 })
    gathering.add('a', ['1'])
    await gathering.settle()
    expect(done).toEqual([['a', ['1']]])
    gathering.add('a', ['2'])
    gathering.end()
    vi.advanceTimersByTime(10_000)
    expect(done).toHaveLength(1)
  })
})
