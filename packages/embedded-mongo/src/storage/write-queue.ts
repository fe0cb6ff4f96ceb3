import type { MongoFault } from '../errors.ts'

export interface WriteOptions {
  /** Whether the work gives space back; such work may use what is kept in reserve. */
  readonly freesSpace?: boolean
}

/** What the queue needs of the store beneath. */
export interface Transactions {
  /** Runs `work` in one transaction; resolves once it is durable, rejects when nothing of it has been kept. */
  commit(work: () => void): Promise<void>
  /** Inside `commit`: runs `work` so that a throw takes back what it alone has written. */
  nested(work: () => void): void
  /** Inside `commit`: why ordinary work has to be refused at present. */
  refusal(): MongoFault | undefined
  /** What to answer after a commit that failed and left nothing behind; undefined when that is not certain. */
  explain(error: unknown): Promise<MongoFault | undefined>
}

const BATCH_MS = 20

/** One piece of work on its way, with what it changes in memory. */
interface Step {
  readonly freesSpace: boolean
  readonly undo: (() => void)[]
  run(): void
  fail(error: unknown): void
  /** Tells whoever waits what has become of it. */
  settle(): void
}

/**
 * Writers in one line. What has come together is committed together, and the next batch begins only when the fate
 * of the one before it is known: otherwise it would build on what may have to be taken back.
 */
export class WriteQueue {
  readonly #transactions: Transactions
  readonly #onFatal: (error: Error) => void
  #waiting: Step[] = []
  #current: Step | undefined
  #isWorking = false
  #whenIdle: (() => void)[] = []

  constructor(transactions: Transactions, onFatal: (error: Error) => void) {
    this.#transactions = transactions
    this.#onFatal = onFatal
  }

  /** Whether nothing is written or waits to be. */
  get isIdle(): boolean {
    return !this.#isWorking
  }

  /** Resolves with what `work` returns once that is durable; rejects with what it threw, or with a refusal. */
  add<T>(work: () => T, { freesSpace = false }: WriteOptions = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(stepOf(work, freesSpace, resolve, reject))
      if (!this.#isWorking) void this.#work()
    })
  }

  /** Inside a step: what to take back in memory should it be undone. */
  onUndo(undo: () => void): void {
    if (!this.#current) throw new Error('not inside a write')
    this.#current.undo.push(undo)
  }

  /** Resolves when nothing is written any more. */
  async drained(): Promise<void> {
    if (this.#isWorking) await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    while (this.#waiting.length > 0) {
      const batch: Step[] = []
      try {
        await this.#transactions.commit(() => {
          this.#run(batch)
        })
      } catch (error) {
        await this.#failed(batch, error as Error)
        continue
      }
      for (const step of batch) step.settle()
    }
    // In the same turn in which nothing was found waiting: nobody may come in between and be forgotten.
    this.#isWorking = false
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /** Runs what waits, for as long as readers can be kept from being served. */
  #run(batch: Step[]): void {
    const refusal = this.#transactions.refusal()
    const end = performance.now() + BATCH_MS
    do {
      const step = this.#waiting.shift()
      if (!step) return
      batch.push(step)
      if (refusal && !step.freesSpace) step.fail(refusal)
      else this.#runOne(step)
    } while (performance.now() < end)
  }

  #runOne(step: Step): void {
    this.#current = step
    try {
      this.#transactions.nested(() => step.run())
    } catch (error) {
      takeBack(step)
      step.fail(error)
    } finally {
      this.#current = undefined
    }
  }

  /** Nothing of the batch exists any more, so all are told that, even those who had been refused something else. */
  async #failed(batch: readonly Step[], error: Error): Promise<void> {
    for (const step of batch.toReversed()) takeBack(step)
    const refusal = batch.length > 0 ? await this.#transactions.explain(error) : undefined
    if (!refusal) this.#onFatal(error)
    for (const step of refusal ? batch : [...batch, ...this.#waiting.splice(0)]) {
      step.fail(refusal ?? error)
      step.settle()
    }
  }
}

function stepOf<T>(
  work: () => T,
  freesSpace: boolean,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Step {
  let settle = () => {}
  return {
    freesSpace,
    undo: [],
    run: () => {
      const value = work()
      settle = () => resolve(value)
    },
    fail: (error) => {
      settle = () => reject(error)
    },
    settle: () => settle(),
  }
}

function takeBack(step: Step): void {
  for (const undo of step.undo.splice(0).reverse()) undo()
}
