import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { session as held } from '../../testing/sessions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const moderator = () => app.as('moderator')

/** The draft of a session that is over, with one statement. */
async function drafted() {
  const { thread } = await moderator().call('threads.start', {
    roomId: app.world.rooms['professionalisierung']!,
    title: `Werkstatt ${randomUUID().slice(0, 8)}`,
    clientId: randomUUID(),
    text: 'Willkommen.',
  })
  const sessionId = await held(app, 'running', { threadId: thread.id })
  const { id: recordId } = await moderator().call('results.draft', { sessionId })
  await moderator().call('results.addItem', {
    recordId,
    clientId: randomUUID(),
    questionId: null,
    kind: 'finding',
    text: 'Vereine brauchen Räume.',
    spread: null,
    spreadNote: null,
    sources: [],
    supplement: true,
    owner: null,
    due: null,
  })
  await moderator().call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })
  return recordId
}
const publish = async (recordId: string) => {
  const { rev } = await moderator().call('results.get', { recordId })
  return moderator().call('results.publish', { recordId, rev, reason: 'Alle waren dabei.' })
}
const write = (recordId: string, before: string | null, text: string | null) =>
  moderator().call('results.setEasyText', { recordId, before, text })
const refused = (recordId: string, before: string | null, text: string) =>
  moderator().refusal('results.setEasyText', { recordId, before, text })
const read = (recordId: string, version?: string) =>
  app.as().call('results.get', { recordId, ...(version && { version }) })

it('is written over what was read; what somebody else wrote meanwhile stays', async () => {
  const recordId = await drafted()
  expect((await moderator().call('results.get', { recordId })).easyText).toBeNull()
  expect((await write(recordId, null, ' Wir brauchen Räume. ')).easyText).toBe('Wir brauchen Räume.')
  // The same again, after an answer that was lost.
  expect((await write(recordId, null, 'Wir brauchen Räume.')).easyText).toBe('Wir brauchen Räume.')
  expect(await refused(recordId, null, 'Etwas anderes.')).toMatchObject({
    code: 'conflict',
    fields: { before: ['Wir brauchen Räume.'] },
  })
  expect((await write(recordId, 'Wir brauchen Räume.', null)).easyText).toBeNull()
})

it('stays as it was published, can be found, and its changes are shown', async () => {
  const recordId = await drafted()
  await write(recordId, null, 'Ein Raum fehlt. Die Sprotte hilft.')
  await publish(recordId)
  await moderator().call('results.revise', { recordId })
  await write(recordId, 'Ein Raum fehlt. Die Sprotte hilft.', 'Zwei Räume fehlen.')
  expect((await read(recordId)).easyText).toBe('Ein Raum fehlt. Die Sprotte hilft.')

  const { records } = await app.as().call('results.list', { query: 'sprotte' })
  expect(records).toMatchObject([{ id: recordId, excerpt: 'Ein Raum fehlt. Die Sprotte hilft.' }])

  await publish(recordId)
  expect((await read(recordId)).easyText).toBe('Zwei Räume fehlen.')
  expect((await read(recordId, '1')).easyText).toBe('Ein Raum fehlt. Die Sprotte hilft.')
  const { easyText, items } = await app.as().call('results.diff', { recordId, version: '2' })
  expect(items).toEqual([])
  expect(
    easyText
      ?.filter(({ kind }) => kind !== 'gone')
      .map(({ text }) => text)
      .join(''),
  ).toBe('Zwei Räume fehlen.')
  // What is published is no draft.
  expect(await refused(recordId, 'Zwei Räume fehlen.', 'Drei.')).toMatchObject({ code: 'result.state' })
})

it('is written by those who moderate the session alone', async () => {
  const recordId = await drafted()
  for (const role of ['member', 'otherMember', undefined])
    expect(
      (await app.as(role).refusal('results.setEasyText', { recordId, before: null, text: 'Gut so.' })).code,
    ).toBe(role === undefined ? 'session.required' : 'not-found')
  expect((await moderator().call('results.get', { recordId })).easyText).toBeNull()
})
