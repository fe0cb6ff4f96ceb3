import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({ limits: true })
})
afterAll(() => app[Symbol.asyncDispose]())

describe('the limits', () => {
  it('end the guessing of one account’s password, and say how long to wait', async () => {
    const guess = () =>
      app.as().send('accounts.signIn', { email: 'member@augenhoehe.example', password: 'guess' })
    const answers = []
    for (let tries = 0; tries < 11; tries++) answers.push(await guess())
    expect(answers.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(401))
    expect(answers[10]!.body).toMatchObject({ code: 'rate.limited', status: 429 })
    expect((answers[10]!.body as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0)
  })

  it('end the flooding of one mailbox', async () => {
    const answers = []
    for (let tries = 0; tries < 11; tries++) {
      answers.push(
        await app.as().send('accounts.requestMagicLink', { email: 'other-member@augenhoehe.example' }),
      )
    }
    expect(answers.at(-1)!.status).toBe(429)
  })

  it('slow one person down over all carriers, and nobody else', async () => {
    const [hasty, calm] = [app.as('load0'), app.as('load1')]
    const message = () => ({ threadId: app.world.threads.open, clientId: randomUUID(), text: 'schnell' })
    await hasty.call('accounts.me', {})
    const socket = Array.from({ length: 70 }, () => hasty.emit('thread.contribute', message()))
    const http = Array.from({ length: 50 }, () => hasty.send('threads.contribute', message()))
    const refused = [
      ...(await Promise.all(socket)).filter(({ ok }) => !ok).map(({ problem }) => problem?.code),
      ...(await Promise.all(http))
        .filter(({ status }) => status >= 400)
        .map(({ body }) => (body as { code: string }).code),
    ]
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused)).toEqual(new Set(['rate.limited']))
    expect((await calm.call('threads.contribute', message())).state).toBe('published')
  })
})
