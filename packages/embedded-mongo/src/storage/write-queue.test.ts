import { describe, expect, it } from 'vitest'
import { fault, type MongoFault } from '../errors.ts'
import { WriteQueue, type Transactions } from './write-queue.ts'

const DISK_FULL = fault('OutOfDiskSpace', 'full')

/** Transactions over nothing, whose commits fail as long as `failure` is set. */
function transactions(explained = true) {
  const state: { failure: Error | undefined; refusal: MongoFault | undefined; commits: number } = {
    failure: undefined,
    refusal: undefined,
    commits: 0,
  }
  const told: Transactions = {
    commit: async (work) => {
      await Promise.resolve()
      work()
      state.commits += 1
      await Promise.resolve()
      if (state.failure) throw state.failure
    },
    nested: (work) => work(),
    refusal: () => state.refusal,
    explain: async () => (explained ? DISK_FULL : undefined),
  }
  const fatal: Error[] = []
  return { state, fatal, queue: new WriteQueue(told, (error) => fatal.push(error)) }
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    (value) => value,
    (error: Error) => error.message,
  )

describe('writers in one line (S3, S4)', () => {
  it('commits together what has come together, and what comes later in turn', async () => {
    const { state, queue } = transactions()
    expect(await Promise.all([queue.add(() => 1), queue.add(() => 2)])).toEqual([1, 2])
    expect(state.commits).toBe(1)
    // One after the other, each begun in the very moment in which the last one is done.
    for (let n = 0; n < 5; n += 1) expect(await queue.add(() => n)).toBe(n)
    await queue.drained()
    expect(queue.isIdle).toBe(true)
  })

  it('takes back the work that throws and keeps the rest', async () => {
    const { queue } = transactions()
    const memory = new Set<string>()
    const note = (name: string) => {
      memory.add(name)
      queue.onUndo(() => memory.delete(name))
    }
    const kept = queue.add(() => note('kept'))
    const thrown = queue.add(() => {
      note('thrown')
      throw new Error('no')
    })
    expect(await Promise.all([outcome(kept), outcome(thrown)])).toEqual([undefined, 'no'])
    expect([...memory]).toEqual(['kept'])
  })

  it('takes back the whole batch, last first, when its commit fails', async () => {
    const { state, queue, fatal } = transactions()
    const steps: string[] = []
    const step = (name: string) => () => {
      steps.push(name)
      queue.onUndo(() => steps.push(`undo ${name}`))
    }
    state.failure = new Error('Commit failed')
    const refused = queue.add(() => {
      throw new Error('a duplicate of what is gone now')
    })
    const answers = await Promise.all([queue.add(step('a')), queue.add(step('b')), refused].map(outcome))
    expect(answers).toEqual(['full', 'full', 'full'])
    expect(steps).toEqual(['a', 'b', 'undo b', 'undo a'])
    state.failure = undefined
    await queue.add(step('c'))
    expect(steps.at(-1)).toBe('c')
    expect(fatal).toEqual([])
  })

  it('answers nobody with success, and says so, when it is not certain what has been kept', async () => {
    const { state, queue, fatal } = transactions(false)
    state.failure = new Error('the first page')
    expect(await outcome(queue.add(() => 1))).toBe('the first page')
    expect(fatal).toEqual([state.failure])
  })

  it('refuses what would fill the disk, and lets through what empties it', async () => {
    const { state, queue } = transactions()
    state.refusal = DISK_FULL
    const answers = [queue.add(() => 'stored'), queue.add(() => 'removed', { freesSpace: true })]
    expect(await Promise.all(answers.map(outcome))).toEqual(['full', 'removed'])
  })
})
