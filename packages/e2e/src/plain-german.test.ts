import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { picture, visit } from './browser.ts'
import { folder, url } from './here.ts'
import { decodeMail, linkTo } from './mail.ts'

/** The newest mail to an address, as it was written. */
async function mailTo(address: string) {
  const outbox = join(folder, 'outbox')
  for (const file of (await readdir(outbox)).toSorted().toReversed()) {
    const mail = await readFile(join(outbox, file), 'utf8')
    if (mail.includes(`To: ${address}`)) return mail
  }
  throw new Error(`There is no mail to ${address}`)
}

it('a guest switches to plain German on a phone, registers, finds a room, writes with hints, and it stays plain', async () => {
  await using visitor = await visit(url)
  const { page } = visitor
  const isPlain = () => page.evaluate(() => document.documentElement.lang)
  const email = `einfach-${randomUUID().slice(0, 8)}@verein.example`

  await page.goto('/')
  await page.getByRole('combobox', { name: 'Sprache' }).first().selectOption('de-simple')
  await expect.poll(isPlain).toBe('de-simple')
  await picture(visitor, 'plain-start')
  await page.getByRole('link', { name: 'Anmelden' }).first().click()
  await page.getByRole('link', { name: /Konto anlegen/ }).click()
  await page.getByLabel('Ihr Name').fill('Amira Nasser')
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort', { exact: true }).fill('vier kurze Wörter hier')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.getByText(email).waitFor()

  // The mail speaks the language that was chosen, on whatever device it is opened.
  const link = await linkTo(email)
  const mail = decodeMail(await mailTo(email))
  expect(mail).toContain('Tippen Sie dafür auf diesen Link.')
  await page.goto(link)
  expect(await isPlain()).toBe('de-simple')
  await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
  await page.getByRole('heading', { level: 1, name: /^Willkommen/ }).waitFor()
  expect(await isPlain()).toBe('de-simple')
  await page.getByRole('link', { name: 'Später' }).click()
  await page.getByRole('heading', { level: 1, name: /Heute für Sie/ }).waitFor()

  await page.getByRole('navigation').getByRole('link', { name: 'Mitreden' }).first().click()
  await page.locator('main a[href="/raeume/professionalisierung"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'Wie Vereine besser arbeiten können' }).waitFor()
  await page.getByRole('link', { name: 'Günstige Software für die Buchhaltung' }).first().click()
  const form = page.getByRole('form', { name: 'Beitrag schreiben' })
  const field = form.getByRole('textbox', { name: 'Ihr Beitrag' })
  await field.fill('Danke für den Tipp. Unser Verwendungsnachweis wurde abgelehnt.')
  const hints = form.getByRole('button', { name: '2 Hinweise für einfache Sprache' })
  await hints.waitFor()
  await picture(visitor, 'plain-hints')
  await hints.click()
  const dialog = page.getByRole('dialog', { name: 'Einfacher schreiben' })
  await dialog.getByText(/So kann man es einfach sagen: Nach dem Projekt zeigen Sie/).waitFor()
  await dialog.getByRole('button', { name: /Verwendungsnachweis/ }).click()
  await page.keyboard.insertText('Bericht über das Geld')
  expect(await field.inputValue()).toBe('Danke für den Tipp. Unser Bericht über das Geld wurde abgelehnt.')
  await form.getByRole('button', { name: '1 Hinweis für einfache Sprache' }).waitFor()
  await form.getByRole('button', { name: 'Senden' }).click()
  await page.getByRole('article').filter({ hasText: 'Bericht über das Geld' }).waitFor()

  // Not the browser's language but the account's: also where one signs in anew.
  await using other = await visit(url, { locale: 'en' })
  await other.context.request.post('/api/auth/sign-in/email', {
    data: { email, password: 'vier kurze Wörter hier' },
  })
  await other.page.goto('/ich')
  await other.page.getByRole('heading', { level: 1, name: 'Ihr Konto' }).waitFor()
  expect(await other.page.locator('html').getAttribute('lang')).toBe('de-simple')
  expect([...visitor.complaints, ...other.complaints]).toEqual([])
})
