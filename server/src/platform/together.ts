/** Does together what comes in within a moment, so that a hall that votes at once costs one look. */
export function createGathering(
  work: (key: string, values: string[]) => Promise<void>,
  { waitMs, onFailed }: { waitMs: number; onFailed: (error: unknown) => void },
) {
  const waiting = new Map<string, { values: Set<string>; timer: NodeJS.Timeout }>()

  function begin(key: string) {
    const values = new Set<string>()
    const timer = setTimeout(() => {
      waiting.delete(key)
      work(key, [...values]).catch(onFailed)
    }, waitMs)
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
