import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/app.ts'
import { createRateLimits, networkOf } from './rate-limits.ts'

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

  it('let a guest ask five times in ten minutes, with or without the right code', async () => {
    const ask = () =>
      app.as().send('live.ask', {
        sessionId: app.world.sessions.live,
        clientId: randomUUID(),
        text: 'Hört mich wer?',
        code: 'ZZZZZZ',
      })
    const answers = []
    for (let tries = 0; tries < 6; tries++) answers.push(await ask())
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 429])
  })

  it('let somebody without an account tell the staff something five times in ten minutes', async () => {
    const tell = () =>
      app.as().send('feedback.send', {
        clientId: randomUUID(),
        kind: 'other',
        text: 'Hört mich wer?',
        locale: 'de',
        tookMs: 20_000,
      })
    const answers = []
    for (let tries = 0; tries < 6; tries++) answers.push(await tell())
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429])
  })

  it('keep nobody out of their account because somebody else guesses', async () => {
    const limits = createRateLimits(true)
    const guess = async (address: string) => limits.takeFor('sign-in:amira@example.org', address)
    for (let tries = 0; tries < 10; tries++) await guess('192.0.2.1')
    await expect(guess('192.0.2.1')).rejects.toMatchObject({ code: 'rate.limited' })
    await guess('192.0.2.2')
    const many = Array.from({ length: 20 }, (_, index) => `198.51.100.${index}`)
    const all = many.flatMap((address) => Array.from({ length: 6 }, () => guess(address)))
    const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(120 - (100 - 11))
  })

  it('end the flooding of one mailbox with invitations, too', async () => {
    const organisationId = app.world.organisations['brunnenstube']!
    const admin = app.as('orgAdmin')
    const invite = () =>
      admin.send('organisations.invite', { organisationId, email: 'flooded@example.org', role: 'member' })
    const mails = () => app.mails.filter(({ to }) => to === 'flooded@example.org').length
    for (let tries = 0; tries < 12; tries++) {
      const { status, body } = await invite()
      if (status !== 201) continue
      const { id } = body as { id: string }
      await admin.call('organisations.withdrawInvitation', { organisationId, invitationId: id })
    }
    expect((await invite()).body).toMatchObject({ code: 'rate.limited' })
    expect(mails()).toBe(10)
  })

  it('end the founding of one organisation after the other, each of which could write to others', async () => {
    const person = app.as('load2')
    const answers = []
    for (let index = 0; index < 21; index++) {
      const name = `Verein ${randomUUID()}`
      const website = 'https://verein.example'
      const draft = { name, municipality: '06531005', fields: ['culture'], languages: ['de'], website }
      answers.push((await person.send('organisations.create', draft)).status)
    }
    expect(answers).toEqual([...Array<number>(20).fill(201), 429])
  })
})

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('the address %s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
