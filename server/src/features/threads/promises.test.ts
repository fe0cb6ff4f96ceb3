import { MongoNetworkError } from 'mongodb'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Users } from '../accounts/model.ts'
import { Contributions } from './model.ts'

let app: TestApp
const newcomers = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  newcomers.drop()
  await app[Symbol.asyncDispose]()
})

const draft = (threadId: string, text: string) => ({ threadId, clientId: randomUUID(), text })

async function newThread() {
  const { thread } = await app.as('member').call('threads.start', {
    roomId: app.world.rooms['professionalisierung']!,
    clientId: randomUUID(),
    title: `Gespräch ${randomUUID()}`,
    text: 'Womit fangen wir an?',
  })
  return thread.id
}

it('an answer never claims a clock reading of which it does not carry the contribution', async () => {
  const threadId = await newThread()
  const member = app.as('member')
  const find = Contributions.find.bind(Contributions)
  vi.spyOn(Contributions, 'find').mockImplementationOnce(((filter: object) => {
    const query = find(filter)
    const exec = query.exec.bind(query)
    // Somebody writes just after what changed was read.
    query.exec = async () => {
      const docs = await exec()
      await member.call('threads.contribute', draft(threadId, 'genau dazwischen'))
      return docs
    }
    return query
  }) as never)
  const nothing = await member.call('threads.contributions', { threadId, afterRev: 1 })
  expect(nothing).toMatchObject({ contributions: [], rev: 1 })
  const rest = await member.call('threads.contributions', { threadId, afterRev: nothing.rev })
  expect(rest.contributions.map(({ text }) => text)).toEqual(['genau dazwischen'])
})

it('what was stored is told, even when the store failed just after it', async () => {
  const threadId = await newThread()
  const { admin, organisationId } = await newcomers.founded()
  await app.app.organisations.verify(organisationId)
  const reader = await app.as('otherMember').follow(threadId)
  await admin.client.call('accounts.me', {})
  vi.spyOn(Users, 'find').mockImplementationOnce(() => {
    throw new MongoNetworkError('the store is gone')
  })
  const message = draft(threadId, 'gespeichert, aber nicht gesagt')
  expect((await admin.client.call('threads.contribute', message)).state).toBe('published')
  await reader.until((all) => all.some(({ text }) => text === message.text))
  expect(reader.contributions()).toEqual(await reader.reload())
})
