import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'

/** One operation; the number differs every time. */
export type Operation = (number: number) => unknown

export interface Contender {
  readonly name: string
  readonly run: Operation
  /** How many are under way at the same time. */
  readonly inFlight?: number
}

/** Operations per second of every contender, round by round. */
export type Rates = ReadonlyMap<string, readonly number[]>

/** Lets all contenders run in turn, round after round, so that whatever disturbs the machine meets each of them. */
export async function inTurn(contenders: readonly Contender[], rounds: number, ms: number): Promise<Rates> {
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const rate = await rateOf(contender, ms)
      if (round > 0) rates.get(contender.name)!.push(rate)
    }
  }
  return rates
}

let number = 0

async function rateOf({ run, inFlight = 1 }: Contender, ms: number): Promise<number> {
  const began = performance.now()
  const until = began + ms
  let done = 0
  const keepRunning = async () => {
    while (performance.now() < until) {
      await run(number++)
      done++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, keepRunning))
  return (done / (performance.now() - began)) * 1000
}

export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** How much faster one is than another: within each round, then the middle of the rounds. */
export const ratio = (rates: Rates, one: string, other: string) =>
  median(rates.get(one)!.map((rate, round) => rate / rates.get(other)![round]!))

/** Writes 4 KB to a file again and again, each time down to the disk: what any durable store has to pay. */
export function diskWriter(file: string): { write: Operation; close: () => void } {
  const descriptor = openSync(file, 'w')
  const page = Buffer.alloc(4096, 1)
  return {
    write: (count) => {
      writeSync(descriptor, page, 0, page.length, (count % 256) * page.length)
      fdatasyncSync(descriptor)
    },
    close: () => closeSync(descriptor),
  }
}
