/* oxlint-disable unicorn/require-post-message-target-origin -- pages of a worker take none */
import { createECDH } from 'node:crypto'
import type { CDPSession } from 'playwright-core'
import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { threadAddress, visit } from './browser.ts'
import { Platform } from './platform.ts'

/** As an operator makes them, for this run alone. */
function vapidKeys() {
  const pair = createECDH('prime256v1')
  return {
    VAPID_PUBLIC_KEY: pair.generateKeys('base64url'),
    VAPID_PRIVATE_KEY: pair.getPrivateKey('base64url'),
    VAPID_SUBJECT: 'mailto:push@augenhoehe.example',
  }
}

/** What the worker of this browser is called by the tools for developers. */
async function registrationOf(tools: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  return found
}

it('whoever wants it is told on this device, in their language, and led to the place', async () => {
  const platform = await Platform.start(vapidKeys())
  try {
    await using reader = await visit(platform.url, { as: 'member' })
    const { page, context } = reader
    // This Chromium shows no notices and knows no service that gives out addresses. All else is real.
    await context.addInitScript(() => {
      let current: object | null = null
      let permission: NotificationPermission = 'default'
      Object.defineProperty(Notification, 'permission', { get: () => permission })
      Notification.requestPermission = async () => (permission = 'granted')
      PushManager.prototype.getSubscription = async () => current as never
      PushManager.prototype.subscribe = async () =>
        (current = {
          endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/one',
          toJSON: () => ({
            endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/one',
            keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
          }),
          unsubscribe: async () => {
            current = null
            return true
          },
        }) as never
    })
    await page.goto('/ich/benachrichtigungen')
    const here = page.getByRole('region', { name: 'Mitteilungen auf diesem Gerät' })
    await here.getByRole('button', { name: 'Auf diesem Gerät einschalten' }).click()
    await here.getByText('Eingeschaltet: Dieses Gerät meldet sich.').waitFor()
    expect(await findings(page)).toEqual([])
    const devices = async () =>
      (await (await context.request.get('/api/notifications/devices')).json()) as object
    expect(await devices()).toMatchObject({ devices: [{ own: true, browser: 'Chrome', system: 'Linux' }] })

    const tools = await context.newCDPSession(page)
    const registrationId = await registrationOf(tools)
    const path = await threadAddress(reader, 'professionalisierung', 'Günstige Software für die Buchhaltung')
    const worker = context.serviceWorkers()[0]!
    await worker.evaluate(() => {
      const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
      const shown: unknown[] = []
      Object.assign(self, { shown })
      registration.showNotification = async (title: string, options?: NotificationOptions) => {
        shown.push({ title, ...options })
      }
    })
    const sent = { title: 'رد لكم', body: '', url: path, tag: 'thread:1', lang: 'ar', dir: 'rtl' }
    await tools.send('ServiceWorker.deliverPushMessage', {
      origin: platform.url,
      registrationId,
      data: JSON.stringify(sent),
    })
    const { url: _url, ...words } = sent
    await expect
      .poll(() => worker.evaluate(() => (self as unknown as { shown: unknown[] }).shown))
      .toMatchObject([{ ...words, data: { url: path }, badge: '/badge-96.png' }])

    // A tap on it leads on within the tab that is open, without loading it anew.
    await page.goto(path)
    await page.getByRole('log').getByRole('article').first().waitFor()
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    const tap = () =>
      worker.evaluate(async () => {
        const { clients } = self as unknown as { clients: { matchAll: () => Promise<readonly Worker[]> } }
        for (const client of await clients.matchAll()) client.postMessage({ go: '/termine' })
      })
    await expect
      .poll(async () => tap().then(() => page.url()), { timeout: 20_000, interval: 500 })
      .toBe(`${platform.url}/termine`)
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)

    await page.goto('/ich')
    await page.getByRole('button', { name: 'Hier abmelden' }).click()
    await expect.poll(() => page.url()).toBe(`${platform.url}/`)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('push'))),
    ).toEqual([])
    expect(reader.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})
