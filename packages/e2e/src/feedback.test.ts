import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { visit } from './browser.ts'
import { url } from './here.ts'
import { mailTo } from './mail.ts'

it('a guest reads in Turkish, says what is translated wrongly, and is answered in Turkish', async () => {
  await using guest = await visit(url, { locale: 'tr-TR' })
  await using staff = await visit(url, { as: 'centre-staff', width: 1280, height: 900 })
  const words = 'Burada “Oda” yerine “Salon” yazmalı.'
  const { page } = guest

  await page.goto('/termine')
  const foot = page.getByRole('navigation', { name: 'Platform hakkında' })
  await foot.getByRole('link', { name: 'Bu çeviri doğru değil' }).click()
  await page.getByRole('heading', { name: 'Geri bildirim', level: 1 }).waitFor()
  expect(await page.getByRole('radio', { name: /Bir çeviri/ }).isChecked()).toBe(true)
  expect(await page.getByLabel('Hangi sayfada?').inputValue()).toBe('/termine')

  // Without words it says what is missing, and nothing that was entered is lost.
  await page.getByRole('button', { name: 'Gönder' }).click()
  await page.getByText('Lütfen birkaç söz yazın.').first().waitFor()
  await page.getByRole('textbox', { name: 'Bize ne söylemek istersiniz?' }).fill(words)
  await page.getByLabel(/Yanıt için e-posta adresi/).fill('ayse@augenhoehe.example')
  expect(await findings(page)).toEqual([])
  // Whoever is faster than anybody could be is taken for a program.
  await page.waitForTimeout(2_500)
  await page.getByRole('button', { name: 'Gönder' }).click()
  await page.getByRole('heading', { name: 'Teşekkürler, bize ulaştı' }).waitFor()
  await page.getByText(/ayse@augenhoehe\.example/).waitFor()

  await staff.page.goto('/verwaltung/rueckmeldungen')
  const entry = staff.page.getByRole('listitem').filter({ hasText: words })
  await entry.getByText('Sprache: Türkçe').waitFor()
  expect(await entry.getByRole('link', { name: '/termine' }).getAttribute('href')).toBe('/termine?lang=tr')
  expect(await findings(staff.page)).toEqual([])
  await entry.getByRole('button', { name: 'Antworten' }).click()
  await staff.page.getByRole('dialog').getByLabel('Ihre Antwort').fill('Teşekkürler, düzelttik.')
  await staff.page.getByRole('button', { name: 'Antwort senden' }).click()
  await staff.page.getByText('Die Antwort ist unterwegs.').waitFor()
  await entry.waitFor({ state: 'detached' })

  const mail = await mailTo('ayse@augenhoehe.example')
  expect(mail).toContain('Platform ekibinin yanıtı')
  expect(mail).toContain('Teşekkürler, düzelttik.')
  expect(mail).toContain(`> ${words}`)
  expect(mail).toContain('Künye: ')
  expect([...guest.complaints, ...staff.complaints]).toEqual([])
  expect([...guest.origins]).toEqual([url])
})

it('imprint, privacy and accessibility are there without scripts, and from every page', async () => {
  await using guest = await visit(url)
  await guest.page.goto('/anmelden')
  const foot = guest.page.getByRole('navigation', { name: 'Über die Plattform' })
  for (const [link, title] of [
    ['Impressum', 'Impressum'],
    ['Datenschutz', 'Datenschutz'],
    ['Barrierefreiheit', 'Erklärung zur Barrierefreiheit'],
  ] as const) {
    await foot.getByRole('link', { name: link }).click()
    await guest.page.getByRole('heading', { name: title, level: 1 }).waitFor()
  }
  const text = await (await guest.context.request.get('/datenschutz?lang=uk')).text()
  expect(text).toContain('<h1>Захист даних</h1>')
  expect(guest.complaints).toEqual([])
})
