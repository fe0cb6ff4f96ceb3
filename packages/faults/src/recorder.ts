import type { Happening, History } from './history/history.ts'

/** Notes what happens, in the order in which it was seen by this one process. */
export class Recorder {
  readonly #seen: Happening[] = []
  #acks = 0

  /** What happened, without its moment: that is now. */
  note(happening: DistributiveOmit<Happening, 'at'>) {
    this.#seen.push({ at: performance.now(), ...happening })
    if (happening.kind === 'acked') this.#acks++
  }

  /** So much was acknowledged so far. */
  get acks() {
    return this.#acks
  }

  get history(): History {
    return this.#seen
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
