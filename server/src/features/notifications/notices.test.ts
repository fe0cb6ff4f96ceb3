import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'

let app: TestApp
let threadId: string
beforeAll(async () => {
  app = await startApp()
  threadId = app.world.threads.open
})
afterAll(() => app[Symbol.asyncDispose]())

const says = (who: string, text: string, replyTo?: string) =>
  app
    .as(who)
    .ask('threads.contribute', { threadId, clientId: randomUUID(), text, ...(replyTo && { replyTo }) })
const settled = () => app.app.notifications.settle()
const linesOf = async (who: string) =>
  (await app.as(who).call('notifications.list', {})).lines.filter(({ about }) => about.id === threadId)

describe('whoever follows a talk', () => {
  it('has one line of it, however much is said, and none once they have read it', async () => {
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', { kind: 'thread', target: threadId, state: 'follow' })
    for (const text of ['eins', 'zwei', 'drei']) await says('member', text)
    await settled()
    const [line, ...others] = await linesOf('newcomer')
    expect(others).toEqual([])
    expect(line).toMatchObject({ kind: 'contribution.new', count: 3, unread: true })
    expect(line!.because.reason).toBe('follow-thread')
    await reader.call('threads.markRead', { threadId, seq: line!.contribution!.seq })
    await settled()
    expect((await linesOf('newcomer'))[0]!.unread).toBe(false)
  })

  it('is told of an answer, also where they follow nothing', async () => {
    const said = await says('member', 'Wer weiß das?')
    await settled()
    await says('otherMember', 'Ich weiß es.', said.id)
    await settled()
    const line = (await linesOf('member'))[0]!
    expect(line).toMatchObject({ unread: true, because: { reason: 'were-answered' }, count: 1 })
  })
})

describe('the bell', () => {
  it('rings on the own devices only', async () => {
    const reader = app.as('newcomer')
    const heard: unknown[] = []
    const foreign: unknown[] = []
    ;(await reader.socket()).on('notifications.changed', (told) => heard.push(told))
    ;(await app.as('platformAdmin').socket()).on('notifications.changed', (told) => foreign.push(told))
    await says('member', 'und noch etwas')
    await settled()
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), 5000)
    expect(foreign).toEqual([])
  })
})
