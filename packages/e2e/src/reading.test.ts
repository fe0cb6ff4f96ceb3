import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { newFolder, Platform } from './platform.ts'

const seed = resolve(import.meta.dirname, '../../../server/dist/seed.js')
const run = promisify(execFile)

const write = async (visitor: Visitor, address: string, text: string) => {
  const threadId = address.split('/').at(-1)
  const answer = await visitor.context.request.post(`/api/threads/${threadId}/contributions`, {
    data: { clientId: randomUUID(), text },
  })
  expect(answer.status()).toBe(201)
}

it('who comes back after a week reads on where they left off, and their other device knows at once', async () => {
  const url = inject('platformUrl')
  await using writer = await visit(url, { as: 'member' })
  await using phone = await visit(url, { as: 'other-member' })
  await using desk = await visit(url, { as: 'other-member', width: 1440, height: 900 })
  const room = await (await writer.context.request.get('/api/rooms/professionalisierung')).json()
  const title = `Nach einer Woche ${randomUUID().slice(0, 4)}`
  await writer.context.request.post(`/api/rooms/${(room as { id: string }).id}/threads`, {
    data: { clientId: randomUUID(), title, text: 'Womit fangen wir an?' },
  })
  const address = await threadAddress(writer, 'professionalisierung', title)
  for (let n = 1; n <= 12; n++) await write(writer, address, `Vorher ${n}: ${'etwas länger, '.repeat(12)}`)

  await phone.page.goto(address)
  await phone.page.getByText('Womit fangen wir an?').waitFor()
  await phone.page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
  await phone.page.getByRole('menuitem', { name: 'Zum neuesten Beitrag' }).click()
  const unread = async () => {
    const answer = await phone.context.request.get(`/api/threads/${address.split('/').at(-1)}`)
    return ((await answer.json()) as { unreadCount: number }).unreadCount
  }
  await expect.poll(unread, { timeout: 10_000 }).toBe(0)
  await phone.page.goto('/')

  for (let n = 1; n <= 14; n++) await write(writer, address, `Neu ${n}: ${'etwas länger, '.repeat(12)}`)
  await desk.page.goto('/raeume/professionalisierung')
  const row = desk.page.getByRole('link', { name: title }).locator('../..')
  await row.getByText('14 neu').waitFor()

  await phone.page.goto(address)
  await phone.page.getByText('Ab hier neu:').waitFor()
  await phone.page.getByText('Neu 1:').waitFor()
  const line = await phone.page.getByText('Ab hier neu:').boundingBox()
  expect(line?.y).toBeGreaterThan(0)
  expect(line?.y).toBeLessThan(400)
  await phone.page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
  await phone.page.getByRole('menuitem', { name: 'Zum neuesten Beitrag' }).click()
  await phone.page.getByText('Neu 14:').waitFor()
  // Without anybody touching the other device.
  await row.getByText('14 neu').waitFor({ state: 'detached' })
  expect([...phone.complaints, ...desk.complaints]).toEqual([])
})

it('a thread of 100,000 opens at the first unread one with two requests, and holds its place', async () => {
  const folder = await newFolder()
  await run(process.execPath, [seed, '--contributions', '100000'], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, LOG_LEVEL: 'error' },
  })
  const platform = await Platform.start({}, folder)
  try {
    await using reader = await visit(platform.url, { as: 'other-member' })
    const { page, context } = reader
    const room = (await (await context.request.get('/api/rooms/professionalisierung')).json()) as {
      id: string
    }
    const { threads } = (await (await context.request.get(`/api/rooms/${room.id}/threads`)).json()) as {
      threads: { id: string; contributionCount: number }[]
    }
    const { id, contributionCount } = threads.reduce((a, b) =>
      a.contributionCount > b.contributionCount ? a : b,
    )
    expect(contributionCount).toBeGreaterThan(100_000)
    const readSeq = 70_000
    expect((await context.request.post(`/api/threads/${id}/read`, { data: { seq: readSeq } })).status()).toBe(
      200,
    )

    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes(`/api/threads/${id}`)) asked.push(request.url())
    })
    let heaviest = 0
    page.on('response', (response) => {
      if (response.url().includes('/contributions'))
        void response.body().then((body) => (heaviest = Math.max(heaviest, body.length)))
    })
    await page.goto(`/raeume/professionalisierung/${id}`)
    await page.getByText('Ab hier neu:').waitFor()
    await page.waitForTimeout(300)
    expect(asked.length).toBeLessThanOrEqual(2)
    expect(heaviest).toBeLessThanOrEqual(60_000)

    // What one reads stays where it is when earlier ones are put in front of it.
    const atTop = () =>
      page.evaluate(() => {
        const row = [...document.querySelectorAll('[id^="c-"]')].find(
          (one) => one.getBoundingClientRect().top > 150,
        )!
        return { id: row.id, top: row.getBoundingClientRect().top }
      })
    const count = () => asked.length
    const before = count()
    for (let n = 0; n < 40 && count() === before; n++) await page.mouse.wheel(0, -300)
    await page.mouse.wheel(0, 1)
    const anchor = await atTop()
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(300)
    const now = await page.evaluate(
      (rowId) => document.getElementById(rowId)?.getBoundingClientRect().top,
      anchor.id,
    )
    expect(Math.abs((now ?? Number.NaN) - anchor.top)).toBeLessThan(40)

    await page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
    await page.getByRole('menuitem', { name: 'Zum neuesten Beitrag' }).click()
    await page.getByText('(100000)').waitFor()
    await page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
    await page.getByRole('menuitem', { name: 'Zum ersten Beitrag' }).click()
    await page.getByText('(2)').waitFor()
    const rows = await page.locator('[id^="c-"]').count()
    expect(rows).toBeLessThan(60)
    expect(reader.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
}, 240_000)
