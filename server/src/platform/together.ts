interface Settings {
  /** So long is waited for more, from the first. */
  waitMs: number
  /** So long passes at least between two times for the same key: where much goes on, once is enough for longer. */
  pauseMs?: number
  onFailed: (error: unknown) => void
}

/** Does together what comes in within a moment, so that a hall that votes at once costs one look. */
export function createGathering(
  work: (key: string, values: string[]) => Promise<void>,
  { waitMs, pauseMs = 0, onFailed }: Settings,
) {
  const waiting = new Map<string, { values: Set<string>; timer: NodeJS.Timeout }>()
  /** Keys whose pause is not over, and when it is. */
  const pausing = new Map<string, number>()

  function pause(key: string) {
    pausing.set(key, performance.now() + pauseMs)
    setTimeout(() => pausing.delete(key), pauseMs).unref()
  }

  function begin(key: string) {
    const values = new Set<string>()
    const over = pausing.get(key) ?? 0
    const timer = setTimeout(
      () => {
        waiting.delete(key)
        if (pauseMs > 0) pause(key)
        work(key, [...values]).catch(onFailed)
      },
      Math.max(waitMs, over - performance.now()),
    )
    const begun = { values, timer }
    waiting.set(key, begun)
    return begun
  }

  return {
    add(key: string, some: readonly string[] = []) {
      const { values } = waiting.get(key) ?? begin(key)
      for (const one of some) values.add(one)
    },
    /** Does at once what waits. */
    async settle() {
      const all = [...waiting]
      waiting.clear()
      for (const [key, { values, timer }] of all) {
        clearTimeout(timer)
        await work(key, [...values]).catch(onFailed)
      }
    },
    /** Nothing more is done; what waited is seen by whoever asks. */
    end() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
