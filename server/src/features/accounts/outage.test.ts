import { MongoNetworkError } from 'mongodb'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { Sessions } from './model.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => app[Symbol.asyncDispose]())

/** From now on the store fails at these steps, as the driver says it. */
function failing(...steps: ('insertOne' | 'deleteOne' | 'deleteMany' | 'aggregate' | 'find' | 'findOne')[]) {
  const collection = mongoose.mongo.Collection.prototype
  for (const step of steps) {
    vi.spyOn(collection, step).mockImplementation((() => {
      throw new MongoNetworkError('the store is gone')
    }) as never)
  }
}

describe('while the store does not answer', () => {
  it('nobody is told to be signed out who is not', async () => {
    const member = app.as('load0')
    await member.call('accounts.me', {})
    const { cookie } = member
    failing('deleteOne', 'deleteMany')
    expect(await member.refusal('accounts.signOut', {})).toMatchObject({ code: 'unavailable' })
    vi.restoreAllMocks()
    expect(await Sessions.countDocuments({ userId: app.world.roles['load0']!.userId })).toBe(1)
    await member.call('accounts.signOut', {})
    const stolen = await app.as().raw('GET', '/api/me', undefined, { Cookie: cookie })
    expect(stolen.body).toMatchObject({ user: null })
  })

  it('who somebody is cannot be said now, which is no fault of ours', async () => {
    const member = app.as('load1')
    await app.as().call('organisations.list', {}) // needs no store from here on
    await member.call('accounts.change', { locale: 'en' }) // forgets what was remembered
    failing('aggregate', 'find', 'findOne')
    expect(await member.refusal('organisations.list', {})).toMatchObject({ code: 'unavailable' })
  })

  it('signing up is not answered with a wrong password', async () => {
    failing('insertOne')
    const draft = { name: 'Neu', email: 'neu@example.org', password: 'ein langes Passwort' }
    expect(await app.as().refusal('accounts.signUp', draft)).toMatchObject({ code: 'unavailable' })
  })
})
