import { betterAuth } from 'better-auth'
import { mongodbAdapter } from '@better-auth/mongo-adapter'
import { MongoClient, type Db } from 'mongodb'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

/** What better-auth expects of the store, through its own adapter and set up as ours is: without transactions. */

let client: MongoClient
let db: Db
beforeAll(async () => {
  client = await new MongoClient(inject('mongoUri')).connect()
  db = client.db('better-auth-adapter')
  await db.dropDatabase()
  await db.collection('user').createIndex({ email: 1 }, { unique: true })
})
afterAll(() => client.close())

async function adapter() {
  const auth = betterAuth({
    secret: 'x'.repeat(32),
    baseURL: 'http://localhost:3000',
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: mongodbAdapter(db, { transaction: false }),
  })
  return (await auth.$context).adapter
}

const person = (name: string) => ({
  name,
  email: `${name}@example.org`,
  emailVerified: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
})

interface User {
  id: string
  name: string
  email: string
}

describe("better-auth's adapter", () => {
  it('creates, finds, changes and deletes users', async () => {
    const store = await adapter()
    const ann = await store.create<Record<string, unknown>, User>({ model: 'user', data: person('ann') })
    expect(ann.id).toMatch(/^[0-9a-f]{24}$/)
    await store.create({ model: 'user', data: person('bob') })
    const byId = [{ field: 'id', value: ann.id }]
    expect(await store.findOne<User>({ model: 'user', where: byId })).toMatchObject({
      id: ann.id,
      name: 'ann',
    })
    const either = await store.findMany<User>({
      model: 'user',
      where: [
        { field: 'email', value: 'ann@example.org', connector: 'OR' },
        { field: 'name', operator: 'starts_with', value: 'bo', connector: 'OR' },
      ],
      sortBy: { field: 'email', direction: 'desc' },
      limit: 10,
    })
    expect(either.map(({ name }) => name)).toEqual(['bob', 'ann'])
    expect(await store.count({ model: 'user' })).toBe(2)
    expect(await store.update<User>({ model: 'user', where: byId, update: { name: 'Anna' } })).toMatchObject({
      id: ann.id,
      name: 'Anna',
    })
    await store.delete({ model: 'user', where: byId })
    expect(await store.findOne({ model: 'user', where: byId })).toBeNull()
    expect(await store.update({ model: 'user', where: byId, update: { name: 'nobody' } })).toBeNull()
  })

  it('refuses an address that is taken', async () => {
    const store = await adapter()
    await store.create({ model: 'user', data: person('eve') })
    await expect(store.create({ model: 'user', data: person('eve') })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'eve@example.org' },
    })
  })

  it('keeps sessions, finds those of a user and removes the old ones', async () => {
    const store = await adapter()
    const user = await store.create<Record<string, unknown>, User>({ model: 'user', data: person('kim') })
    for (const [token, hours] of [
      ['old', -1],
      ['older', -2],
      ['new', 1],
    ] as const) {
      const expiresAt = new Date(Date.now() + hours * 3_600_000)
      const data = { userId: user.id, token, expiresAt, createdAt: new Date(), updatedAt: new Date() }
      await store.create({ model: 'session', data })
    }
    const mine = { field: 'userId', value: user.id }
    expect(await store.findMany({ model: 'session', where: [mine] })).toHaveLength(3)
    const expired = { field: 'expiresAt', operator: 'lt', value: new Date() } as const
    expect(await store.deleteMany({ model: 'session', where: [mine, expired] })).toBe(2)
    expect(await store.updateMany({ model: 'session', where: [mine], update: { ipAddress: '::1' } })).toBe(1)
    expect(
      await store.findOne({ model: 'session', where: [{ field: 'token', value: 'new' }] }),
    ).toMatchObject({ userId: user.id, ipAddress: '::1' })
    expect(
      await store.count({
        model: 'session',
        where: [{ field: 'token', operator: 'in', value: ['new', 'old'] }],
      }),
    ).toBe(1)
  })
})
