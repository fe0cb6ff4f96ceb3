import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { threadAddress, visit } from './browser.ts'
import { url } from './here.ts'

it('whoever follows a room sees at once that somebody wrote there, why, and is led to the very contribution', async () => {
  await using reader = await visit(url, { as: 'org-admin' })
  await using writer = await visit(url, { as: 'other-member' })
  const slug = 'professionalisierung'
  const room = (await (await reader.context.request.get(`/api/rooms/${slug}`)).json()) as { id: string }
  const followed = await reader.context.request.post(`/api/follows/room/${room.id}`, {
    data: { state: 'follow' },
  })
  expect(followed.ok(), await followed.text()).toBe(true)
  // A talk of its own: whoever has written in one is told for that reason first.
  const title = 'Wer prüft bei Ihnen die Kasse?'
  const begun = await writer.context.request.post(`/api/rooms/${room.id}/threads`, {
    data: { clientId: crypto.randomUUID(), title, text: 'Wir suchen noch jemanden.' },
  })
  expect(begun.ok(), await begun.text()).toBe(true)
  const isTold = async () => {
    const notices = await reader.context.request.get('/api/notifications?unread=true&limit=50')
    return (await notices.text()).includes(title)
  }
  await expect.poll(isTold, { timeout: 30_000 }).toBe(true)
  await reader.context.request.post('/api/notifications/read', { data: { clientId: crypto.randomUUID() } })

  await reader.page.goto('/termine')
  await reader.page.getByRole('link', { name: 'Benachrichtigungen', exact: true }).waitFor()

  const text = 'Unsere Kassenprüfung teilen wir uns seit drei Jahren mit dem Nachbarverein.'
  const thread = await threadAddress(writer, slug, title)
  await writer.page.goto(thread)
  await writer.page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill(text)
  await writer.page.getByRole('button', { name: 'Senden' }).click()
  await writer.page.getByRole('log').getByText(text).waitFor()

  await reader.page.getByRole('link', { name: 'Benachrichtigungen, neu: 1' }).click()
  const line = reader.page.getByRole('listitem').filter({ hasText: title })
  await line.getByText(/Oleh Kravets/).waitFor()
  await line.getByText(/weil Sie dem Raum „.*Professionalisierung.*“ folgen/).waitFor()
  expect(await findings(reader.page)).toEqual([])

  await line.getByRole('link').click()
  await reader.page.getByRole('log').getByText(text).waitFor()
  await expect.poll(() => reader.page.url()).toMatch(new RegExp(`${thread}(\\?|$)`))
  // Reading it read its line; the device says so when the page has come to rest.
  const unread = async () =>
    ((await (await reader.context.request.get('/api/notifications')).json()) as { unread: number }).unread
  await expect.poll(unread, { timeout: 30_000 }).toBe(0)
  await reader.page.goto('/termine')
  await reader.page.getByRole('link', { name: 'Benachrichtigungen', exact: true }).waitFor()
  expect([...reader.complaints, ...writer.complaints]).toEqual([])
}, 120_000)
