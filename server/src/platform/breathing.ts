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

/** To be awaited again and again in the course of something long: lets others have their turn where it is time for it. */
export function createBreath(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < breathMs) return
    await setImmediate()
    since = performance.now()
  }
}

/** So many documents are read at once: what a database sends together is taken apart in one go. */
const batchSize = 100

/** What a query finds, one after the other, with a breath where it is time for it. */
export async function* readInBreaths<T>(query: {
  cursor: (options: { batchSize: number }) => AsyncIterable<T>
}): AsyncGenerator<T, void> {
  const breath = createBreath()
  for await (const one of query.cursor({ batchSize })) {
    yield one
    await breath()
  }
}

/** So many are sorted without a breath. */
const run = 256

/** A sorted copy. Of what is being sorted nothing may change its place meanwhile. */
export async function sortInBreaths<T>(all: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breath = createBreath()
  let runs: T[][] = []
  for (let start = 0; start < all.length; start += run) {
    runs.push(all.slice(start, start + run).sort(compare))
    await breath()
  }
  while (runs.length > 1) {
    const longer: T[][] = []
    for (let pair = 0; pair < runs.length; pair += 2) {
      const [left, right = []] = [runs[pair]!, runs[pair + 1]]
      const merged: T[] = []
      for (let [one, other] = [0, 0]; one < left.length || other < right.length;) {
        const isLeft =
          other === right.length || (one < left.length && compare(left[one]!, right[other]!) <= 0)
        merged.push(isLeft ? left[one++]! : right[other++]!)
        if (merged.length % run === 0) await breath()
      }
      longer.push(merged)
    }
    runs = longer
  }
  return runs[0] ?? []
}
