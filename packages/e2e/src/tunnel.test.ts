import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { builtName, installed, kept, renamed } from './kept.ts'
import { Platform } from './platform.ts'

const title = 'Günstige Software für die Buchhaltung'

async function write(page: Page, text: string) {
  await page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill(text)
  await page.getByRole('button', { name: 'Senden' }).click()
  await page.getByRole('log').getByText(text, { exact: true }).waitFor()
}

const arrived = async ({ context }: Visitor, url: string, address: string) => {
  const response = await context.request.get(
    `${url}/api/threads/${address.split('/').at(-1)}/contributions?limit=100`,
  )
  const { contributions } = (await response.json()) as { contributions: { text: string }[] }
  return contributions.map(({ text }) => text).filter((text) => text.startsWith('Tunnel'))
}

it('what is written in a tunnel survives a reload there, and arrives once and in order', async () => {
  const platform = await Platform.start()
  try {
    await using writer = await visit(platform.url, { as: 'member', height: 4000 })
    const { page, context } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    await page.goto(address)
    await page.getByRole('log').getByRole('article').first().waitFor()
    const shown = await page.getByRole('log').getByRole('article').count()
    await installed(page)
    await expect.poll(() => kept(page, 'copies'), { timeout: 20_000 }).toBeGreaterThan(4)

    await context.setOffline(true)
    await write(page, 'Tunnel eins')
    await write(page, 'Tunnel zwei')
    await expect.poll(() => kept(page, 'waiting'), { timeout: 20_000 }).toBe(2)

    // The phone was put away: nothing is left in memory.
    await page.reload()
    await page.getByText(/Ohne Netz\. Stand: \d/).waitFor()
    const log = page.getByRole('log')
    await log.getByText('Tunnel zwei', { exact: true }).waitFor()
    expect(await log.getByRole('article').count()).toBe(shown + 2)
    await write(page, 'Tunnel drei')

    // All of it is in sight elsewhere too, and a second tab has the same.
    await page.getByRole('link', { name: 'Noch nicht gesendet (3)' }).click()
    await page.getByRole('heading', { level: 1, name: 'Noch nicht gesendet' }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'Tunnel' }).count()).toBe(3)
    const second = await context.newPage()
    await second.goto(address)
    await second.getByRole('log').getByText('Tunnel drei', { exact: true }).waitFor()

    await context.setOffline(false)
    const wanted = ['Tunnel eins', 'Tunnel zwei', 'Tunnel drei']
    await expect.poll(() => arrived(writer, platform.url, address), { timeout: 60_000 }).toEqual(wanted)
    await page.getByText('Alles ist gesendet').waitFor()
    await expect.poll(() => kept(page, 'waiting'), { timeout: 20_000 }).toBe(0)
    await expect
      .poll(
        () =>
          second
            .getByRole('log')
            .getByText(/^Tunnel /)
            .allTextContents(),
        { timeout: 30_000 },
      )
      .toEqual(wanted)
    expect(await arrived(writer, platform.url, address)).toEqual(wanted)
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})

it('a thread begun in a tunnel begins once, and an edit made there is not lost', async () => {
  const platform = await Platform.start()
  try {
    await using writer = await visit(platform.url, { as: 'member', height: 2000 })
    const { page, context } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    await page.goto(address)
    await page.getByRole('log').getByRole('article').first().waitFor()
    await write(page, 'Tunnel vorher')
    await expect.poll(() => arrived(writer, platform.url, address)).toEqual(['Tunnel vorher'])
    const edit = async () => {
      const own = page.getByRole('article').filter({ hasText: 'Tunnel vorher' })
      await own.getByRole('button', { name: /Mehr/ }).click()
      await page.getByRole('menuitem', { name: 'Bearbeiten' }).click()
      return page.getByRole('dialog').getByRole('textbox', { name: 'Ihr Beitrag' })
    }
    await (await edit()).waitFor()
    await page.keyboard.press('Escape')
    await page.goto('/raeume/professionalisierung/neu')
    await page.getByRole('textbox', { name: 'Ihr erster Beitrag' }).waitFor()
    await installed(page)
    await page.goto(address)
    await page.getByRole('log').getByText('Tunnel vorher', { exact: true }).waitFor()
    await expect.poll(() => kept(page, 'copies'), { timeout: 20_000 }).toBeGreaterThan(4)

    await context.setOffline(true)
    await (await edit()).fill('Tunnel nachher')
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => kept(page, 'drafts'), { timeout: 10_000 }).toBe(1)

    await page.goto('/raeume/professionalisierung/neu')
    await page.getByRole('textbox', { name: 'Worum geht es?' }).fill('Tunnelgespräch')
    await page.getByRole('radio', { name: 'Ohne Leitfrage' }).check()
    await page.getByRole('textbox', { name: 'Ihr erster Beitrag' }).fill('Tunnel beginnt')
    await page.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Noch nicht gesendet' }).waitFor()
    await page.reload()
    const row = page.getByRole('listitem').filter({ hasText: 'Tunnelgespräch' })
    await row.getByText('Tunnel beginnt', { exact: true }).waitFor()

    // Changed once more, where it was written.
    await row.getByRole('button', { name: 'Ändern' }).click()
    const text = page.getByRole('textbox', { name: 'Ihr erster Beitrag' })
    await expect.poll(() => text.inputValue(), { timeout: 20_000 }).toBe('Tunnel beginnt')
    expect(await page.getByRole('radio', { name: 'Ohne Leitfrage' }).isChecked()).toBe(true)
    await text.fill('Tunnel beginnt neu')
    await page.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await row.getByText('Tunnel beginnt neu', { exact: true }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'Tunnelgespräch' }).count()).toBe(1)

    await context.setOffline(false)
    await page.getByText('Alles ist gesendet').waitFor({ timeout: 60_000 })
    const room = (await (await context.request.get('/api/rooms/professionalisierung')).json()) as {
      id: string
    }
    const threads = async () =>
      (
        (await (await context.request.get(`/api/rooms/${room.id}/threads`)).json()) as {
          threads: { title: string }[]
        }
      ).threads.filter((one) => one.title === 'Tunnelgespräch')
    expect(await threads()).toHaveLength(1)

    await page.goto(address)
    await page.getByRole('log').getByText('Tunnel vorher', { exact: true }).waitFor()
    const again = await edit()
    await expect.poll(() => again.inputValue()).toBe('Tunnel nachher')
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
    await expect.poll(() => arrived(writer, platform.url, address)).toEqual(['Tunnel nachher'])
    await expect.poll(() => kept(page, 'drafts'), { timeout: 10_000 }).toBe(0)
    expect(await threads()).toHaveLength(1)
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})

it('a newer version waits until somebody asks for it, and what was being written is still there', async () => {
  const platform = await Platform.start()
  try {
    await using before = await renamed(platform)
    await using writer = await visit(platform.url, { as: 'member' })
    const { page, context } = writer
    const address = await threadAddress(writer, 'professionalisierung', title)
    const version = () => page.locator('meta[name="build"]').getAttribute('content')

    before.call('older')
    await page.goto(before.url + address)
    await installed(page)
    await page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill('Noch nicht fertig')
    expect(await version()).toBe('older')

    before.call(null)
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await page.getByText('Eine neue Fassung ist da.').waitFor()
    expect(await version()).toBe('older')
    await page.getByRole('button', { name: 'Jetzt laden' }).click()
    await expect.poll(version, { timeout: 20_000 }).toBe(await builtName(platform))
    await expect
      .poll(() => page.getByRole('textbox', { name: /Ihr Beitrag/ }).inputValue(), { timeout: 20_000 })
      .toBe('Noch nicht fertig')
    expect(await page.getByText('Eine neue Fassung ist da.').count()).toBe(0)

    // The other way round: the server has changed, and the worker is of the version before.
    const second = await context.newPage()
    before.call('newest')
    await second.goto(before.url + address)
    await second.getByRole('log').getByRole('article').first().waitFor()
    expect(await second.locator('meta[name="build"]').getAttribute('content')).toBe('newest')
    expect(writer.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
})

it('signing out leaves nothing of what was read on the device', async () => {
  const platform = await Platform.start()
  try {
    await using writer = await visit(platform.url, { as: 'member' })
    const { page, context } = writer
    await page.goto(await threadAddress(writer, 'professionalisierung', title))
    await installed(page)
    await expect.poll(() => kept(page, 'copies'), { timeout: 20_000 }).toBeGreaterThan(4)
    const mine = (await (await context.request.get('/api/me')).json()) as { user: { id: string } }
    await page.goto('/ich')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Hier abmelden' }).click()
    await expect.poll(() => page.url()).toBe(`${platform.url}/`)
    await expect
      .poll(
        () =>
          page.evaluate(
            (user) =>
              new Promise<number>((resolve) => {
                const opening = indexedDB.open('augenhoehe')
                opening.addEventListener('success', () => {
                  const all = opening.result.transaction('copies').objectStore('copies').getAllKeys()
                  all.addEventListener('success', () => {
                    opening.result.close()
                    resolve((all.result as string[][]).filter(([of]) => of === user).length)
                  })
                })
              }),
            mine.user.id,
          ),
        { timeout: 20_000 },
      )
      .toBe(0)
    expect(
      await page.evaluate(
        (user) => Object.keys(localStorage).filter((key) => key.includes(user)),
        mine.user.id,
      ),
    ).toEqual([])
  } finally {
    await platform.stop()
  }
})
