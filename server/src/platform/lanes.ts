/** Work on one thing happens in one order; on different things side by side. */
export function createLanes() {
  const last = new Map<string, Promise<unknown>>()

  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const next = (last.get(key) ?? Promise.resolve()).then(work)
    const ended = next
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
    last.set(key, ended)
    return next
  }
}
export type InLane = ReturnType<typeof createLanes>

/** The same with lanes of their own for each of several things, which are forgotten with it. */
export function createLanesOf() {
  const all = new WeakMap<object, InLane>()

  return <T>(of: object, key: string, work: () => Promise<T>): Promise<T> => {
    const inLane = all.get(of) ?? createLanes()
    all.set(of, inLane)
    return inLane(key, work)
  }
}
