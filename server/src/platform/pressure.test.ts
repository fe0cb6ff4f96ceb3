import { expect, it } from 'vitest'
import { isTooMuch, watchPressure, type Load } from './pressure.ts'

it.each<[Load, boolean]>([
  [{ delayMs: 20, heap: 0.3 }, false],
  [{ delayMs: 250, heap: 0.75 }, false],
  [{ delayMs: 251, heap: 0.1 }, true],
  [{ delayMs: 5, heap: 0.76 }, true],
])('%j is too much: %s', (load, expected) => {
  expect(isTooMuch(load)).toBe(expected)
})

it('lets what was missed come one after the other while it is high, and at once before and after', async () => {
  let load: Load = { delayMs: 0, heap: 0 }
  const pressure = watchPressure(() => load)
  let running = 0
  const most = async () => {
    let seen = 0
    await Promise.all(
      Array.from({ length: 5 }, () =>
        pressure.inTurn(async () => {
          seen = Math.max(seen, ++running)
          await Promise.resolve()
          running--
        }),
      ),
    )
    return seen
  }
  expect(await most()).toBe(5)
  load = { delayMs: 400, heap: 0 }
  pressure.look()
  expect(pressure.isHigh()).toBe(true)
  expect(await most()).toBe(1)
  // Somebody's failure holds nobody up.
  const failed = pressure.inTurn(() => Promise.reject(new Error('on purpose')))
  await expect(failed).rejects.toThrow('on purpose')
  expect(await pressure.inTurn(async () => 'next')).toBe('next')
  load = { delayMs: 0, heap: 0 }
  pressure.look()
  expect(await most()).toBe(5)
  pressure.end()
})
