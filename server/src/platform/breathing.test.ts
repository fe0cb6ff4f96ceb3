import { describe, expect, it, vi } from 'vitest'
import { inBreaths } from './breathing.ts'

describe('a long computation', () => {
  function* steps(spentMs: (ms: number) => void): Generator<void, string> {
    for (let step = 0; step < 100; step++) {
      spentMs(1)
      yield
    }
    return 'done'
  }

  it('lets others have their turn, and answers in the end', async () => {
    let at = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => at)
    let turns = 0
    let over = false
    const other = () => {
      turns++
      if (!over) setImmediate(other)
    }
    setImmediate(other)
    const between = vi.fn(async () => {})
    expect(
      await inBreaths(
        steps((ms) => (at += ms)),
        between,
      ),
    ).toBe('done')
    over = true
    clock.mockRestore()
    // A hundred milliseconds of work, eight at a time.
    expect(between).toHaveBeenCalledTimes(12)
    expect(turns).toBeGreaterThanOrEqual(12)
  })

  it('ends where what is done in between fails', async () => {
    let at = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (at += 5))
    await expect(
      inBreaths(
        steps(() => {}),
        async () => {
          throw new Error('lost')
        },
      ),
    ).rejects.toThrow('lost')
    clock.mockRestore()
  })
})
