/**
 * Work that writes and may take long. Where it yields it may be cut: what it has done by then is committed, others
 * are served, and it goes on in another step. It is told whether it was cut, for then everything may have changed.
 */
export type Steps<T> = Generator<void, T, boolean>

/** A step is cut when it has taken so long. */
const STEP_MS = 10

/** Runs the work to its end, each step by `write`. What a step throws undoes that step alone. */
export async function runInSteps<T>(
  work: Steps<T>,
  write: <R>(step: () => R) => Promise<R>,
  isStopped = (): boolean => false,
): Promise<T | undefined> {
  for (let isCut = false; !isStopped(); isCut = true) {
    const ended = await write(() => runStep(work, isCut))
    if (ended) return ended.result
  }
  return undefined
}

function runStep<T>(work: Steps<T>, isCut: boolean): { result: T } | undefined {
  const end = performance.now() + STEP_MS
  for (let next = work.next(isCut); ; next = work.next(false)) {
    if (next.done) return { result: next.value }
    if (performance.now() >= end) return undefined
  }
}
