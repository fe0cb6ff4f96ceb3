import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from './db.ts'
import { LeaseLost, Leases, takeLease } from './lease.ts'

beforeAll(() => connect(`${inject('mongoUri')}lease_${randomUUID().slice(0, 8)}?directConnection=true`))
afterAll(async () => {
  await mongoose.connection.dropDatabase()
  await mongoose.disconnect()
})

const at = Date.UTC(2026, 10, 23)
function clock() {
  let ms = at
  return { now: () => new Date(ms), later: (by: number) => (ms += by) }
}

describe('a lease', () => {
  it('is taken by one of many, and by the next once it is given back', async () => {
    const { now } = clock()
    const name = randomUUID()
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLease(name, { now, forMs: 1000 })))
    const held = taken.filter((one) => one !== undefined)
    expect(held).toHaveLength(1)
    await held[0]!.release()
    expect(await takeLease(name, { now, forMs: 1000 })).toBeDefined()
  })

  it('runs out, and whoever had it does not keep it, nor give back what is another’s', async () => {
    const { now, later } = clock()
    const name = randomUUID()
    // So short that it is written at every sign of life.
    const first = (await takeLease(name, { now, forMs: 0.001 }))!
    await first.keep()
    later(1)
    const second = (await takeLease(name, { now, forMs: 1000 }))!
    expect(second).toBeDefined()
    await expect(first.keep()).rejects.toThrow(LeaseLost)
    await first.release()
    expect(await Leases.countDocuments({ _id: name })).toBe(1)
    await second.release()
    expect(await Leases.countDocuments({ _id: name })).toBe(0)
  })

  it('is one for each name', async () => {
    const { now } = clock()
    expect(await takeLease(randomUUID(), { now, forMs: 1000 })).toBeDefined()
    expect(await takeLease(randomUUID(), { now, forMs: 1000 })).toBeDefined()
  })
})
