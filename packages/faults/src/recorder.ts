import { setTimeout as pause } from 'node:timers/promises'
import type { Happening, History } from './history/history.ts'

/** Notes what happens, in the order in which it was seen by this one process. */
export class Recorder {
  readonly #seen: Happening[] = []
  readonly #acknowledged = new Set<string>()
  readonly #texts = new Map<string, string>()

  /** What happened, without its moment: that is now. */
  note(happening: DistributiveOmit<Happening, 'at'>) {
    this.#seen.push({ at: performance.now(), ...happening })
    if (happening.kind === 'acked') this.#acknowledged.add(`${happening.author} ${happening.clientId}`)
  }

  /** So many messages were acknowledged so far; one that was acknowledged twice counts once. */
  get acks() {
    return this.#acknowledged.size
  }

  /** The same words for the same words: every page hears its own copy of each, and all would be kept. */
  same(text: string): string {
    const known = this.#texts.get(text)
    if (known === undefined) this.#texts.set(text, text)
    return known ?? text
  }

  /** Resolves when so many more were acknowledged, or after so long. */
  async untilAcked(more: number, withinMs: number) {
    const enough = this.acks + more
    const until = performance.now() + withinMs
    while (this.acks < enough && performance.now() < until) await pause(20)
  }

  /** Resolves when each of these was acknowledged something from now on, or after so long. */
  async untilEach(authors: readonly string[], withinMs: number) {
    const waiting = new Set(authors)
    const until = performance.now() + withinMs
    for (let next = this.#seen.length; waiting.size > 0 && performance.now() < until; await pause(20))
      for (; next < this.#seen.length; next++) {
        const one = this.#seen[next]!
        if (one.kind === 'acked') waiting.delete(one.author)
      }
  }

  get history(): History {
    return this.#seen
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
