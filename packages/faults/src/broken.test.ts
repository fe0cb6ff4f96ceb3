import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultNamed } from './faults.ts'
import { Installation } from './installation.ts'
import { breakAgain, type Outcome } from './run.ts'

/** A moment of each fault that needs neither root nor a program besides Redis; all of them take longer in `npm run faults`. */
const acks = 60
/** Slow enough that what has to start again finds time to do so. */
const manner = { pauseMs: 50 }

describe('nothing that was acknowledged is lost, doubled or out of order, and everybody goes on', () => {
  let installation: Installation
  beforeAll(async () => {
    installation = await Installation.start({ servers: 2 })
  })
  afterAll(() => installation[Symbol.asyncDispose]())

  const during = (name: string, seed: number, times: number): Promise<Outcome> =>
    breakAgain(installation, {
      fault: faultNamed(name),
      acks,
      leastTimes: times,
      // Only so that it ends where nothing comes back; then the judge says what is missing.
      mostSeconds: 120,
      seed,
      quick: true,
      manner,
    })

  it.each([
    ['twice', 1, 2],
    ['cuts', 2, 6],
    ['slow-readers', 3, 2],
    ['redis', 4, 3],
    ['freeze', 5, 3],
    ['kill-store', 6, 3],
    ['kill-server', 7, 2],
    ['rolling', 8, 1],
  ])(
    'during %s',
    async (name, seed, times) => {
      const outcome = await during(name, seed, times)
      expect(outcome.violations).toEqual([])
      expect(outcome.refused).toEqual([])
      expect(outcome.times).toBeGreaterThanOrEqual(times)
      // And it was broken indeed.
      if (name === 'twice') expect(outcome.answers).toBeGreaterThan(outcome.acks)
      if (['cuts', 'kill-server', 'rolling'].includes(name)) expect(outcome.losses).toBeGreaterThan(0)
    },
    300_000,
  )
})
