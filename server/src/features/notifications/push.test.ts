import { createECDH, randomBytes } from 'node:crypto'
import { Agent, createServer, type Server } from 'node:https'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import webPush from 'web-push'
import { Sessions } from '../accounts/model.ts'
import { createLog } from '../../platform/log.ts'
import { cert, key } from '../../testing/certificate.ts'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { isPublicAddress, isPublicEndpoint, publicAgent } from './endpoint.ts'
import { Devices, Notices } from './model.ts'
import { createPush, type SendPush } from './push.ts'

/** The other side of the standard: what a browser does with what arrives. */
const ece = createRequire(createRequire(import.meta.url).resolve('web-push'))('http_ece') as {
  decrypt(body: Buffer, options: object): Buffer
}

function aBrowser(endpoint: string) {
  const keys = createECDH('prime256v1')
  const publicKey = keys.generateKeys()
  const auth = randomBytes(16)
  return {
    subscription: {
      endpoint,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    },
    read: (body: Buffer) =>
      ece
        .decrypt(body, { version: 'aes128gcm', privateKey: keys, dh: publicKey, authSecret: auth })
        .toString(),
  }
}

describe('what is sent', () => {
  let server: Server
  let status = 201
  const arrived: { headers: Record<string, unknown>; body: Buffer }[] = []
  const log = createLog('silent')

  beforeAll(async () => {
    server = createServer({ key, cert }, (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        arrived.push({ headers: request.headers, body: Buffer.concat(chunks) })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    server.close()
  })

  const settings = { ...webPush.generateVAPIDKeys(), subject: 'mailto:push@augenhoehe.example' }
  const endpoint = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/send/1`

  it('is read by the browser alone, signed, and soon forgotten', async () => {
    const browser = aBrowser(endpoint())
    const send = createPush(settings, { log, agent: new Agent({ rejectUnauthorized: false }) })
    expect(await send(browser.subscription, '{"title":"Sie sind an der Reihe"}', { urgent: true })).toBe(
      'taken',
    )
    const [{ headers, body }] = arrived.splice(0) as [(typeof arrived)[number]]
    expect(body.toString('latin1')).not.toContain('Reihe')
    expect(JSON.parse(browser.read(body))).toEqual({ title: 'Sie sind an der Reihe' })
    expect(headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm', ttl: '86400' })
    expect(headers['authorization']).toContain(`k=${settings.publicKey}`)
    for (const [answer, outcome] of [
      [404, 'gone'],
      [410, 'gone'],
      [500, 'failed'],
      [429, 'failed'],
    ] as const) {
      status = answer
      expect(await send(browser.subscription, '{}', { urgent: false }), String(answer)).toBe(outcome)
    }
  })

  it('never goes to our own machine, under whatever name', async () => {
    arrived.length = 0
    const { port } = server.address() as AddressInfo
    const send = createPush(settings, { log, agent: publicAgent() })
    const browser = aBrowser(`https://localhost:${port}/send/1`)
    expect(await send(browser.subscription, '{}', { urgent: false })).toBe('failed')
    expect(arrived).toEqual([])
  })
})

describe('addresses of services', () => {
  it.each([
    'http://push.services.mozilla.com/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[::1]/x',
    'https://[2a00:1450:4001::1]/x',
    'https://10.0.0.1/x',
    'https://8.8.8.8/x',
    'https://intranet/x',
    'https://db.internal/x',
    'https://printer.local./x',
    'https://push.services.mozilla.com:8443/x',
    'https://user:secret@push.services.mozilla.com/x',
    'ftp://push.services.mozilla.com/x',
    'no address',
  ])('%s is none', (endpoint) => expect(isPublicEndpoint(endpoint)).toBe(false))

  it.each([
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://web.push.apple.com/abc',
    'https://wns2-par02p.notify.windows.com/w/?token=abc',
  ])('%s is one', (endpoint) => expect(isPublicEndpoint(endpoint)).toBe(true))

  it.each([
    ['8.8.8.8', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['::ffff:127.0.0.1', false],
    ['fe80::1', false],
    ['fc00::1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['2001:db8::1', false],
    ['2a00:1450:4001:82a::200e', true],
    ['nonsense', false],
  ])('%s is public: %s', (address, open) => expect(isPublicAddress(address)).toBe(open))
})

describe('browsers of people', () => {
  let app: TestApp
  let threadId: string
  const shown: { endpoint: string; payload: Record<string, string>; urgent: boolean }[] = []
  const gone = new Set<string>()
  const push: SendPush = async ({ endpoint }, payload, { urgent }) => {
    if (gone.has(endpoint)) return 'gone'
    shown.push({ endpoint, payload: JSON.parse(payload) as Record<string, string>, urgent })
    return 'taken'
  }
  const { keys } = aBrowser('').subscription
  const address = (name: string) => `https://updates.push.services.mozilla.com/wpush/v2/${name}`
  const add = (who: Client, name: string) =>
    who.call('notifications.addDevice', { endpoint: address(name), keys })

  beforeAll(async () => {
    app = await startApp({ push })
    threadId = app.world.threads.open
  })
  afterAll(() => app[Symbol.asyncDispose]())
  beforeEach(async () => {
    await app.app.notifications.settle()
    await Promise.all([Devices.deleteMany({}), Notices.deleteMany({})])
    await app.restart()
    shown.length = 0
    gone.clear()
    await app
      .as('member')
      .call('notifications.setPreferences', { pushDetails: false, quiet: null, push: true })
  })

  async function answered() {
    const say = (who: string, text: string, replyTo?: string) =>
      app.as(who).ask('threads.contribute', {
        threadId,
        clientId: crypto.randomUUID(),
        text,
        ...(replyTo && { replyTo }),
      })
    const said = await say('member', 'Wer weiß das?')
    await say('otherMember', 'Ich.', said.id)
    await app.app.notifications.settle()
  }

  it('show that there is something, and what it is only to those who want it on a locked screen', async () => {
    await add(app.as('member'), 'one')
    await answered()
    const { title } = await app.as('member').call('threads.get', { threadId })
    expect(shown).toHaveLength(1)
    const { payload } = shown[0]!
    expect(payload).toMatchObject({ title: 'Neues auf Augenhöhe', body: '', lang: 'de', dir: 'ltr' })
    expect(payload['url']).toContain(threadId)
    await app.as('member').call('notifications.setPreferences', { pushDetails: true })
    await answered()
    expect(shown[1]!.payload['title']).toBe('Eine Antwort für Sie')
    expect(shown[1]!.payload['body']).toContain(title)
    await app.as('member').call('notifications.setPreferences', { push: false })
    await answered()
    expect(shown).toHaveLength(2)
  })

  it('are forgotten once nobody is there any more, or nobody is signed in', async () => {
    const member = app.as('member')
    await add(member, 'one')
    await add(member, 'one')
    expect((await member.call('notifications.devices', {})).devices).toMatchObject([
      { own: true, service: 'updates.push.services.mozilla.com' },
    ])
    gone.add(address('one'))
    await answered()
    expect((await member.call('notifications.devices', {})).devices).toEqual([])
    const other = app.as('member')
    await add(member, 'two')
    await add(other, 'three')
    await other.call('accounts.signOut', {})
    await vi.waitFor(
      async () => expect((await member.call('notifications.devices', {})).devices).toHaveLength(1),
      20_000,
    )
    // Also where a session ended without a word.
    await Sessions.deleteMany({})
    await answered()
    expect(shown).toEqual([])
    expect(await Devices.countDocuments()).toBe(0)
  })

  it('keep their place under another address, unless their person has ended them meanwhile', async () => {
    const member = app.as('member')
    const name = { browser: 'Firefox', system: 'Android' } as const
    await member.call('notifications.addDevice', { endpoint: address('before'), keys, name })
    const renew = (to: string, replaces: string) => ({
      endpoint: address(to),
      keys,
      name,
      replaces: address(replaces),
    })
    const { devices } = await member.call('notifications.addDevice', renew('after', 'before'))
    expect(devices).toMatchObject([{ own: true, ...name }])
    // Said again, because the answer was lost.
    await member.call('notifications.addDevice', renew('after', 'before'))
    await answered()
    expect(shown.map(({ endpoint }) => endpoint)).toEqual([address('after')])

    const [device] = (await member.call('notifications.devices', {})).devices
    await member.call('notifications.removeDevice', { deviceId: device!.id })
    expect((await member.refusal('notifications.addDevice', renew('again', 'after'))).code).toBe('not-found')
    // Nor does anybody take over the browser of somebody else that way.
    await add(member, 'mine')
    const other = await app.as('otherMember').refusal('notifications.addDevice', renew('theirs', 'mine'))
    expect(other.code).toBe('not-found')
    expect(await Devices.countDocuments()).toBe(1)
  })

  it('are ten at most, at addresses everybody reaches, and nobody else’s', async () => {
    const member = app.as('member')
    for (let index = 0; index < 10; index++) await add(member, `n${index}`)
    expect((await member.refusal('notifications.addDevice', { endpoint: address('n10'), keys })).code).toBe(
      'conflict',
    )
    const inside = { endpoint: 'https://169.254.169.254/latest', keys }
    expect((await member.refusal('notifications.addDevice', inside)).code).toBe('push.endpoint')
    const [device] = (await member.call('notifications.devices', {})).devices
    const stranger = app.as('otherMember')
    const which = { deviceId: device!.id }
    expect((await stranger.refusal('notifications.removeDevice', which)).code).toBe('not-found')
    expect(await member.call('notifications.removeDevice', which)).toEqual({ done: true })
  })
})
