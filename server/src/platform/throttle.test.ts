import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createThrottle } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a throttle', () => {
  it('lets the first through at once, and of many that follow one at the end of the pause', () => {
    const told: string[] = []
    const tell = createThrottle((name) => told.push(name), 1000)
    for (let times = 0; times < 50; times++) tell('a')
    tell('b')
    expect(told).toEqual(['a', 'b'])
    vi.advanceTimersByTime(999)
    expect(told).toEqual(['a', 'b'])
    vi.advanceTimersByTime(1)
    expect(told).toEqual(['a', 'b', 'a'])
    // That was a time as well.
    tell('a')
    expect(told).toHaveLength(3)
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(4)
    vi.advanceTimersByTime(5000)
    expect(told).toHaveLength(4)
    tell('a')
    expect(told).toHaveLength(5)
  })

  it('says nothing any more once it has ended', () => {
    const run = vi.fn()
    const tell = createThrottle(run, 1000)
    tell('a')
    tell('a')
    tell.end()
    vi.advanceTimersByTime(5000)
    expect(run).toHaveBeenCalledOnce()
  })
})
