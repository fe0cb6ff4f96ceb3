import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

const write = async (visitor: Visitor, address: string, text: string) => {
  const threadId = address.split('/').at(-1)
  const answer = await visitor.context.request.post(`/api/threads/${threadId}/contributions`, {
    data: { clientId: randomUUID(), text },
  })
  expect(answer.status()).toBe(201)
}

it('who comes back after a week reads on where they left off, and their other device knows at once', async () => {
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

/** A thread of its own: the opening, and so many contributions after it, each some lines long. */
async function newThread(writer: Visitor, count: number) {
  const room = (await (await writer.context.request.get('/api/rooms/professionalisierung')).json()) as {
    id: string
  }
  const title = `Zum Lesen ${randomUUID().slice(0, 4)}`
  const started = await writer.context.request.post(`/api/rooms/${room.id}/threads`, {
    data: { clientId: randomUUID(), title, text: 'Nummer 0: der Anfang' },
  })
  expect(started.status()).toBe(201)
  const address = await threadAddress(writer, 'professionalisierung', title)
  for (let n = 1; n <= count; n++) await write(writer, address, `Nummer ${n}: ${'etwas länger, '.repeat(12)}`)
  return { title, address, threadId: address.split('/').at(-1)! }
}

async function contributionAt({ context }: Visitor, threadId: string, seq: number) {
  const answer = await context.request.get(`/api/threads/${threadId}/contributions?limit=1&aroundSeq=${seq}`)
  return ((await answer.json()) as { target: { id: string } }).target.id
}

/** Where it stands in what the program has drawn; before that the server's words stand elsewhere. */
const topOf = async (visitor: Visitor, text: string) =>
  (await visitor.page.locator('body:not(:has(.first))').getByText(text).first().boundingBox())?.y ??
  Number.NaN

/** Once the words are on the screen and have stopped moving. */
async function inSight(visitor: Visitor, text: string) {
  let before = Number.NaN
  await expect
    .poll(
      async () => {
        const now = await topOf(visitor, text)
        const isStill = now === before && now > 0 && now < 740
        before = now
        return isStill
      },
      { interval: 150, timeout: 20_000 },
    )
    .toBe(true)
  return before
}

it('a link leads to a contribution far above, and back in the same thread; what is not there is said kindly', async () => {
  await using writer = await visit(url, { as: 'member' })
  await using reader = await visit(url, { as: 'other-member' })
  const { address, threadId } = await newThread(writer, 110)
  const early = await contributionAt(writer, threadId, 5)
  const late = await contributionAt(writer, threadId, 109)

  // The thread is not loaded yet.
  await reader.page.goto(`${address}?beitrag=${late}`)
  await inSight(reader, 'Nummer 108:')
  // It is, and what the address names lies outside of what is known of it.
  await reader.page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `${address}?beitrag=${early}`)
  await inSight(reader, 'Nummer 4:')

  await reader.page.goto(`${address}?beitrag=${'f'.repeat(24)}`)
  await reader.page.getByText('Diesen Beitrag gibt es nicht mehr, oder Sie können ihn nicht lesen.').waitFor()
  await reader.page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
  await reader.page.getByRole('menuitem', { name: 'Zum neuesten Beitrag' }).click()
  await inSight(reader, 'Nummer 110:')
  await reader.page.getByRole('textbox', { name: 'Ihr Beitrag' }).fill('Ich schreibe trotzdem.')
  await reader.page.getByRole('button', { name: 'Senden' }).click()
  await inSight(reader, 'Ich schreibe trotzdem.')
  expect(reader.complaints).toEqual([])
})

it('a quotation shows the words as they are now, leads to them, and the way back leads exactly to where one was', async () => {
  await using writer = await visit(url, { as: 'member' })
  await using reader = await visit(url, { as: 'other-member' })
  const { address, threadId } = await newThread(writer, 90)
  const quoted = await contributionAt(writer, threadId, 4)
  const path = `/api/threads/${threadId}/contributions`
  await writer.context.request.post(path, {
    data: { clientId: randomUUID(), text: 'Dazu noch eine Frage.', replyTo: quoted },
  })
  for (let n = 1; n <= 6; n++) await write(writer, address, `Danach ${n}: ${'und noch etwas, '.repeat(12)}`)

  const led = await contributionAt(writer, threadId, 94)
  await reader.page.goto(`${address}?beitrag=${led}`)
  await inSight(reader, 'Danach 2:')
  // Whoever is led there has arrived once it has the focus; until then the page goes on leading.
  await expect.poll(() => reader.page.evaluate(() => document.activeElement?.id)).toBe(`c-${led}`)
  await reader.page.getByText('Dazu noch eine Frage.').scrollIntoViewIfNeeded()
  const quote = reader.page.locator(`a[href="#c-${quoted}"]`)
  await expect.poll(() => quote.textContent()).toContain('Nummer 3:')
  const edited = await writer.context.request.patch(`${path}/${quoted}`, {
    data: { text: 'Nummer 3, neu gesagt.' },
  })
  expect(edited.status()).toBe(200)
  await expect.poll(() => quote.textContent(), { timeout: 10_000 }).toContain('Nummer 3, neu gesagt.')

  // Somewhere in particular, which is neither the unread line nor the middle.
  await reader.page.mouse.move(180, 400)
  await reader.page.mouse.wheel(0, 60)
  const before = await inSight(reader, 'Dazu noch eine Frage.')
  const ways = [
    () => reader.page.getByRole('button', { name: 'Zurück zur Stelle' }).click(),
    () => reader.page.goBack(),
  ]
  for (const goBack of ways) {
    await quote.click()
    await inSight(reader, 'Nummer 4:')
    await goBack()
    expect(Math.abs((await inSight(reader, 'Dazu noch eine Frage.')) - before)).toBeLessThan(3)
  }

  // From another page too. Who clicks with a hand does not scroll on the way there.
  await reader.page.getByRole('link', { name: 'Suche' }).first().dispatchEvent('click')
  await reader.page.waitForURL(/suche/)
  await reader.page.goBack()
  expect(Math.abs((await inSight(reader, 'Dazu noch eine Frage.')) - before)).toBeLessThan(3)
  expect(reader.complaints).toEqual([])
})

it('a day is found by its date, with the enter key too', async () => {
  await using reader = await visit(url, { as: 'other-member' })
  const { page } = reader
  const address = await threadAddress(reader, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  await page.goto(address)
  await page.getByRole('log').waitFor()
  const { contributions } = (await (
    await reader.context.request.get(`/api/threads/${address.split('/').at(-1)}/contributions?limit=50`)
  ).json()) as { contributions: { id: string; createdAt: string }[] }
  const last = contributions.at(-1)!
  const day = await page.evaluate((at) => {
    const time = new Date(at)
    const two = (part: number) => String(part).padStart(2, '0')
    return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  }, last.createdAt)
  const first = await page.evaluate(
    ({ all, wanted }) => all.find(({ createdAt }) => new Date(createdAt) >= new Date(`${wanted}T00:00`))!.id,
    { all: contributions, wanted: day },
  )
  for (const by of ['Enter', 'button']) {
    await page.getByRole('button', { name: 'Mehr zum Gespräch' }).first().click()
    await page.getByRole('menuitem', { name: 'Zu einem Tag' }).click()
    const field = page.getByLabel('Tag', { exact: true })
    await field.fill(day)
    if (by === 'Enter') await field.press('Enter')
    else await page.getByRole('button', { name: 'Zu diesem Tag' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`c-${first}`)
  }
  expect(reader.complaints).toEqual([])
})

it('what comes while one reads above waits behind one button, and finished threads lie together', async () => {
  await using writer = await visit(url, { as: 'member' })
  await using reader = await visit(url, { as: 'other-member' })
  const { address, threadId, title } = await newThread(writer, 12)
  await reader.page.goto(address)
  const before = await inSight(reader, 'Nummer 0: der Anfang')
  for (let n = 1; n <= 4; n++) await write(writer, address, `Gerade ${n}: ${'eben erst, '.repeat(12)}`)
  const pill = reader.page.getByRole('button', { name: 'Neue anzeigen (4)' })
  await pill.waitFor()
  expect(await topOf(reader, 'Nummer 0: der Anfang')).toBe(before)
  await pill.click()
  await inSight(reader, 'Gerade 1:')

  expect((await writer.context.request.post(`/api/threads/${threadId}/finish`)).status()).toBe(200)
  await reader.page.goto('/raeume/professionalisierung')
  const link = reader.page.getByRole('link', { name: title })
  await reader.page
    .getByText(/Abgeschlossene?s? Gespräche? \(\d+\)/)
    .first()
    .waitFor()
  await expect.poll(() => link.first().isVisible()).toBe(false)
  await reader.page
    .getByText(/Abgeschlossene?s? Gespräche? \(\d+\)/)
    .first()
    .click()
  await link.first().waitFor()
  expect(reader.complaints).toEqual([])
})
