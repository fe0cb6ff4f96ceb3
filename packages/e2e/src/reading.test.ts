import { randomUUID } from 'node:crypto'
import { expect, inject, it } from 'vitest'
import { threadAddress, visit, type Visitor } from './browser.ts'

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
