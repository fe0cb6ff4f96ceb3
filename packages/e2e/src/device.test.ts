import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { installed, kept, renamed, builtName } from './kept.ts'
import { Platform } from './platform.ts'

const title = 'Günstige Software für die Buchhaltung'
const box = (page: Page) => page.getByRole('textbox', { name: /Ihr Beitrag/ })
const send = (page: Page) => page.getByRole('button', { name: 'Senden' }).click()

const arrived = async ({ context }: Visitor, url: string, address: string) => {
  const response = await context.request.get(
    `${url}/api/threads/${address.split('/').at(-1)}/contributions?limit=100`,
  )
  const { contributions } = (await response.json()) as { contributions: { text: string }[] }
  return contributions.map(({ text }) => text).filter((text) => text.startsWith('Gerät'))
}

it('where the device is full, words stay where one writes and survive a reload; sent later, once', async () => {
  const platform = await Platform.start()
  try {
    await using writer = await visit(platform.url, { as: 'member' })
    const { page, context } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    await page.goto(address)
    await installed(page)
    await expect.poll(() => kept(page, 'copies'), { timeout: 20_000 }).toBeGreaterThan(4)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: platform.url, quotaSize: 1 })
    await context.setOffline(true)
    // The browser asks only now and then how much room there is.
    let typed = 0
    await expect
      .poll(
        async () => {
          await box(page).fill(`Gerät ${++typed}`)
          return page.getByText(/Der Speicher dieses Geräts ist voll/).count()
        },
        { interval: 1_000, timeout: 60_000 },
      )
      .toBe(1)
    await box(page).fill('Gerät voll')
    await send(page)
    await page.getByRole('alert').filter({ hasText: 'Ihr Text bleibt hier stehen' }).waitFor()
    expect(await box(page).inputValue()).toBe('Gerät voll')
    expect(await kept(page, 'waiting')).toBe(0)

    // What was read made room, which was not enough; what was typed is still there.
    expect(await kept(page, 'copies')).toBe(0)
    await context.setOffline(false)
    await page.reload()
    await expect.poll(() => box(page).inputValue(), { timeout: 30_000 }).toBe('Gerät voll')
    expect(await arrived(writer, platform.url, address)).toEqual([])

    await devtools.send('Storage.overrideQuotaForOrigin', { origin: platform.url })
    await send(page)
    await expect
      .poll(() => arrived(writer, platform.url, address), { timeout: 30_000 })
      .toEqual(['Gerät voll'])
    await expect.poll(() => box(page).inputValue()).toBe('')
    await expect.poll(() => kept(page, 'drafts'), { timeout: 10_000 }).toBe(0)
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})

it('a tab that dies while the answer to what it sent is lost leaves it to the other one, once', async () => {
  const platform = await Platform.start()
  try {
    await using writer = await visit(platform.url, { as: 'member' })
    const { page: second, context } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    const leader = await context.newPage()
    let deaf = false
    let sent = 0
    await leader.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => {
        if (String(message).includes('Gerät stirbt')) {
          deaf = true
          sent++
        }
        server.send(message)
      })
      server.onMessage((message) => {
        if (!deaf) socket.send(message)
      })
    })
    await leader.goto(address)
    await leader.getByRole('log').getByRole('article').first().waitFor()
    await box(leader).fill('Gerät stirbt')
    await send(leader)
    await expect
      .poll(() => arrived(writer, platform.url, address), { timeout: 20_000 })
      .toEqual(['Gerät stirbt'])
    expect(sent).toBe(1)

    // It holds the lock and waits for an answer: the second one waits behind it.
    await second.goto('/ungesendet')
    await second.getByText('Gerät stirbt', { exact: true }).waitFor()
    expect(await kept(second, 'waiting')).toBe(1)
    await leader.close()
    await expect.poll(() => kept(second, 'waiting'), { timeout: 30_000 }).toBe(0)
    expect(await arrived(writer, platform.url, address)).toEqual(['Gerät stirbt'])
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})

it('a shell of an older version writes to a newer server, and the newer one is offered', async () => {
  const platform = await Platform.start()
  try {
    await using before = await renamed(platform)
    await using writer = await visit(platform.url, { as: 'member' })
    const { page } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    const version = () => page.locator('meta[name="build"]').getAttribute('content')
    before.call('older')
    await page.goto(before.url + address)
    await installed(page)

    // The server is a newer one, and too slow with its page: the worker shows the one it has.
    before.call(null)
    before.delay(6_000)
    await page.goto(before.url + address)
    expect(await version()).toBe('older')
    before.delay(0)
    await box(page).fill('Gerät von gestern')
    await send(page)
    await expect
      .poll(() => arrived(writer, platform.url, address), { timeout: 30_000 })
      .toEqual(['Gerät von gestern'])
    await box(page).fill('Noch nicht fertig')
    await page.getByText('Eine neue Fassung ist da.').waitFor({ timeout: 30_000 })
    expect(await version()).toBe('older')
    await page.getByRole('button', { name: 'Jetzt laden' }).click()
    await expect.poll(version, { timeout: 20_000 }).toBe(await builtName(platform))
    await expect.poll(() => box(page).inputValue(), { timeout: 20_000 }).toBe('Noch nicht fertig')

    // The reverse: an older server is put back. Nobody is asked to load what they have.
    before.call('older')
    await page.goto(before.url + address)
    await page.getByRole('log').getByRole('article').first().waitFor()
    expect(await version()).toBe('older')
    expect(await box(page).inputValue()).toBe('Noch nicht fertig')
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await installed(page)
    await page.reload()
    await expect.poll(() => box(page).inputValue(), { timeout: 20_000 }).toBe('Noch nicht fertig')
    expect(await page.getByText('Eine neue Fassung ist da.').count()).toBe(0)
    expect(await arrived(writer, platform.url, address)).toEqual(['Gerät von gestern'])
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})
