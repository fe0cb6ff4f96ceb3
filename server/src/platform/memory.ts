interface Settings<V> {
  load: (key: string) => Promise<V>
  /** How many answers are kept; the oldest go first. */
  most: number
  /** How long an answer is good when nobody says otherwise. */
  forMs: number
}

/**
 * Remembers what was loaded until somebody says that it changed: rights are asked at every event,
 * and must not cost a reading each time. Who is told after a change to `forget` never reads the old again:
 * a reading that was under way is dropped with the rest.
 */
export function createMemory<V>({ load, most, forMs }: Settings<V>) {
  const known = new Map<string, { value: Promise<V>; until: number }>()

  return {
    get: (key: string): Promise<V> => {
      const entry = known.get(key)
      if (entry && entry.until > performance.now()) return entry.value
      // Awaited here: mongoose's queries look like promises and run anew for every `then`.
      const value = (async () => load(key))()
      known.delete(key)
      known.set(key, { value, until: performance.now() + forMs })
      value.catch(() => known.delete(key))
      if (known.size > most) known.delete(known.keys().next().value!)
      return value
    },
    forget: (key: string) => void known.delete(key),
    forgetAll: () => known.clear(),
  }
}
