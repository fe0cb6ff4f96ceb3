import { setImmediate } from 'node:timers/promises'

/** So long others wait at most, besides what a single step takes. */
const breathMs = 8

/** Takes all steps of a long computation, and lets others have their turn in between. */
export async function inBreaths<T>(steps: Generator<void, T>, between?: () => Promise<void>): Promise<T> {
  let since = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - since < breathMs) continue
    await between?.()
    await setImmediate()
    since = performance.now()
  }
}
