import { expect, it } from 'vitest'
import { threadAddress, visit } from './browser.ts'
import { url } from './here.ts'

it('what a member writes in a moderated thread waits; a moderator lets it appear, hides it and closes the thread', async () => {
  await using author = await visit(url, { as: 'org-admin' })
  await using moderator = await visit(url, { as: 'moderator', width: 1280, height: 900 })
  await using guest = await visit(url)
  const address = await threadAddress(author, 'professionalisierung', 'Erste Hilfe bei Förderanträgen')
  for (const { page } of [author, moderator, guest]) await page.goto(address)
  const words = 'Frau Beispiel hat uns 500 Euro versprochen.'

  await author.page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill(words)
  await author.page.getByRole('button', { name: 'Senden' }).click()
  await author.page.getByText('Nur Sie und die Moderation sehen das.').waitFor()
  expect(await guest.page.getByText(words).count()).toBe(0)

  const waiting = moderator.page.getByRole('log').getByText(words)
  await waiting.waitFor()
  await moderator.page.getByRole('button', { name: 'Veröffentlichen' }).click()
  await guest.page.getByRole('log').getByText(words).waitFor()

  await moderator.page.getByRole('button', { name: /Mehr/ }).last().click()
  await moderator.page.getByRole('menuitem', { name: 'Ausblenden', exact: true }).click()
  const dialog = moderator.page.getByRole('dialog')
  await dialog.getByText('Keine fremden persönlichen Daten').click()
  await dialog.getByLabel('Begründung in einem Satz').fill('Bitte keine Namen ohne Zustimmung.')
  await dialog.getByRole('button', { name: 'Ausblenden' }).click()
  await guest.page.getByText('Ausgeblendet. Regel: Keine fremden persönlichen Daten').waitFor()
  expect(await guest.page.getByText(words).count()).toBe(0)
  expect(await guest.page.getByText('Bitte keine Namen ohne Zustimmung.').count()).toBe(0)
  await author.page.getByText('Bitte keine Namen ohne Zustimmung.').waitFor()
  expect([...author.complaints, ...moderator.complaints, ...guest.complaints]).toEqual([])
}, 90_000)

it('somebody who has never been here changes the language on any page and keeps it', async () => {
  await using visitor = await visit(url)
  const { page } = visitor
  await page.goto(await threadAddress(visitor, 'dialog', 'Briefe vom Amt, die man versteht'))
  await page.getByLabel('Sprache').and(page.locator(':visible')).selectOption('ar')
  await page.locator('html[dir="rtl"][lang="ar"]').waitFor()
  await page.reload()
  await page.locator('html[dir="rtl"][lang="ar"]').waitFor()
  expect(visitor.complaints).toEqual([])
})
