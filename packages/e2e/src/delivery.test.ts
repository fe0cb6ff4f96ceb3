import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { threadAddress, visit } from './browser.ts'
import { Platform } from './platform.ts'

const title = 'Günstige Software für die Buchhaltung'

async function write(page: Page, text: string) {
  const box = page.getByRole('textbox', { name: /Ihr Beitrag/ })
  await box.fill(text)
  await page.getByRole('button', { name: 'Senden' }).click()
  await page.getByText(text, { exact: true }).waitFor()
}

const shown = (page: Page) =>
  page
    .getByRole('log')
    .getByText(/^Nachricht \d+ von zwanzig$/)
    .allTextContents()

it('what one writes the other reads; after a cut and a killed server exactly what was missed, in order, once', async () => {
  const platform = await Platform.start()
  try {
    // Tall enough for all of it: the list draws only what is near.
    await using writer = await visit(platform.url, { as: 'member', width: 360, height: 8000 })
    await using reader = await visit(platform.url, { as: 'other-member', width: 360, height: 8000 })
    const address = await threadAddress(writer, 'professionalisierung', title)
    await writer.page.goto(address)
    await reader.page.goto(address)

    await write(writer.page, 'Sehen Sie das sofort?')
    await reader.page.getByRole('log').getByText('Sehen Sie das sofort?').waitFor()
    // The association stands before the person.
    await reader.page.getByRole('log').getByText('Brunnenstube Gießen').last().waitFor()

    await reader.context.setOffline(true)
    for (let index = 1; index <= 20; index++) {
      await write(writer.page, `Nachricht ${index} von zwanzig`)
      if (index === 8) await platform.kill()
      if (index === 13) await platform.up()
    }
    // What was written while the server was gone is sent by itself, in the order it was written.
    await writer.page.getByText('Wird gesendet').last().waitFor({ state: 'hidden' })
    await expect.poll(() => stored(platform, writer, address), { timeout: 40_000 }).toHaveLength(20)
    await reader.context.setOffline(false)

    const wanted = Array.from({ length: 20 }, (_, index) => `Nachricht ${index + 1} von zwanzig`)
    await expect.poll(() => shown(reader.page), { timeout: 40_000 }).toEqual(wanted)
    await expect.poll(() => shown(writer.page), { timeout: 40_000 }).toEqual(wanted)
    expect(await stored(platform, writer, address)).toEqual(wanted)
    await reader.page.reload()
    await expect.poll(() => shown(reader.page), { timeout: 40_000 }).toEqual(wanted)
    expect([...writer.complaints, ...reader.complaints]).toEqual([])
  } finally {
    await platform.stop()
  }
}, 180_000)

async function stored(platform: Platform, { context }: Awaited<ReturnType<typeof visit>>, address: string) {
  const threadId = address.split('/').at(-1)!
  const response = await context.request.get(
    `${platform.url}/api/threads/${threadId}/contributions?limit=100`,
  )
  const { contributions } = (await response.json()) as { contributions: { text: string }[] }
  return contributions.map(({ text }) => text).filter((text) => text.startsWith('Nachricht'))
}
