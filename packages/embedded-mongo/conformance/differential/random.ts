/** Chance from a seed (mulberry32): the same seed gives the same choices on every machine. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T
  }

  /** Chooses one of several makers, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, make: () => T])[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, make] of choices) {
      left -= weight
      if (left < 0) return make()
    }
    return (choices.at(-1) as (typeof choices)[number])[1]()
  }

  list<T>(length: number, make: () => T): T[] {
    return Array.from({ length }, make)
  }

  /** Some of the choices, in their order: at least `least` of them. */
  some<T>(choices: readonly T[], least: number, most: number): T[] {
    const wanted = least + this.below(most - least + 1)
    const left = [...choices]
    while (left.length > wanted) left.splice(this.below(left.length), 1)
    return left
  }

  shuffled<T>(choices: readonly T[]): T[] {
    const left = [...choices]
    return choices.map(() => left.splice(this.below(left.length), 1)[0] as T)
  }
}
