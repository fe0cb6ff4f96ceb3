import { describe, expect, it, vi } from 'vitest'
import { inBreaths, readInBreaths, sortInBreaths } from './breathing.ts'

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

describe('what is long', () => {
  /** How often others had their turn meanwhile. */
  async function turnsDuring(act: () => Promise<void>) {
    let [turns, over] = [0, false]
    const other = () => {
      turns++
      if (!over) setImmediate(other)
    }
    setImmediate(other)
    await act()
    over = true
    return turns
  }

  it('is sorted as at once, whatever it is, and lets others have their turn', async () => {
    for (const many of [0, 1, 2, 255, 256, 257, 5000]) {
      const all = Array.from({ length: many }, (_, at) => ({ key: (at * 7919) % 101, at }))
      let sorted: typeof all = []
      // Each comparison seems to take a tenth of a millisecond.
      let at = 0
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => at)
      const turns = await turnsDuring(async () => {
        sorted = await sortInBreaths(all, (one, other) => {
          at += 0.1
          return one.key - other.key
        })
      })
      clock.mockRestore()
      expect(sorted).toEqual(all.toSorted((one, other) => one.key - other.key))
      if (many === 5000) expect(turns).toBeGreaterThan(50)
    }
  })

  it('is read in its order, with a turn for others', async () => {
    let at = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (at += 2))
    const sizes: number[] = []
    const query = {
      async *cursor({ batchSize }: { batchSize: number }) {
        sizes.push(batchSize)
        for (let one = 0; one < 100; one++) yield one
      },
    }
    const found: number[] = []
    const turns = await turnsDuring(async () => {
      for await (const one of readInBreaths(query)) found.push(one)
    })
    clock.mockRestore()
    expect(found).toEqual(Array.from({ length: 100 }, (_, one) => one))
    expect(turns).toBeGreaterThan(10)
    expect(sizes).toEqual([100])
  })
})
