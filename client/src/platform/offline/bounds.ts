import { most } from './most.ts'

/** An answer of the server as it was last heard, for reading without a network. */
export interface Copy {
  /** Whose it is; nobody's where it is about this browser. */
  user: string
  /** The question, as one string. */
  key: string
  /** The operation. */
  name: string
  /** When it was true, by this device's clock: for people to read. */
  at: number
  /** Counts up with every use. */
  used: number
  /** The thread and the room it belongs to, to be dropped with them. */
  about: readonly string[]
  value: unknown
}

/** Older than that nobody takes for the present. */
export const longestMs = 30 * 24 * 3_600_000

/** What has to go: too many of a kind, or too old. */
export function surplus(
  copies: readonly Pick<Copy, 'key' | 'name' | 'at' | 'used'>[],
  now: number,
): string[] {
  const seen = new Map<string, number>()
  const gone: string[] = []
  for (const { key, name, at } of copies.toSorted((a, b) => b.used - a.used)) {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    if (count > (most[name] ?? 0) || at < now - longestMs) gone.push(key)
  }
  return gone
}
