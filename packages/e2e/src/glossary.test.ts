import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

const talk = 'Günstige Software für die Buchhaltung'
const openTalk = async (visitor: Visitor) =>
  visitor.page.goto(await threadAddress(visitor, 'professionalisierung', talk))

it('a guest taps a word in a thread and reads it in plain German and in Turkish, as soon as staff have written that', async () => {
  await using guest = await visit(url, { locale: 'tr-TR' })
  await using staff = await visit(url, { as: 'centre-staff', width: 1280, height: 900 })
  const { page } = guest
  await openTalk(guest)
  const word = page.getByRole('button', { name: 'Belege', exact: true }).first()
  await word.waitFor()
  const article = page.getByRole('article').filter({ has: word }).first()
  await word.scrollIntoViewIfNeeded()
  const size = async () => {
    const box = (await article.boundingBox())!
    return [box.width, box.height]
  }
  const room = await size()

  await word.click()
  const card = page.getByRole('dialog', { name: 'Beleg' })
  await card.getByText('Das ist ein Papier als Beweis für eine Zahlung.', { exact: false }).waitFor()
  await card.getByText('Sizin dilinizde henüz açıklama yok.', { exact: false }).waitFor()
  await picture(guest, 'glossary-card-english')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await expect.poll(() => word.evaluate((one) => one === document.activeElement)).toBe(true)
  // The lines somebody reads break where they broke before.
  expect(await size()).toEqual(room)

  await page.keyboard.press('Enter')
  await card.waitFor()
  // Meanwhile staff write what it means in Turkish; the open sheet says it.
  const desk = staff.page
  await desk.goto('/verwaltung/glossar')
  await desk.getByRole('searchbox', { name: 'Wort suchen' }).fill('belegen')
  await desk.getByRole('link', { name: 'Beleg', exact: true }).click()
  await desk.getByText('Türkçe', { exact: true }).click()
  const turkish = 'Bir ödemenin kanıtı olan kâğıttır. Örneğin bir fatura.'
  await desk.locator('textarea[lang="tr"]').fill(turkish)
  await picture(staff, 'glossary-edit')
  await desk.getByRole('button', { name: 'Änderungen speichern' }).click()
  await desk.getByText('Gespeichert.').waitFor()
  await card.getByText(turkish).waitFor()
  expect(await card.getByText('Sizin dilinizde henüz').count()).toBe(0)
  await picture(guest, 'glossary-card-turkish')
  await card.getByRole('button', { name: 'Kapat' }).click()
  await card.waitFor({ state: 'detached' })
  await expect.poll(() => word.evaluate((one) => one === document.activeElement)).toBe(true)

  // The page of the word can be sent to others, and works without the program too.
  await word.click()
  await card.getByRole('link', { name: 'Sözlükte gör' }).click()
  await page.getByRole('heading', { level: 1, name: 'Beleg' }).waitFor()
  await page.getByText(turkish).waitFor()
  expect(new URL(page.url()).pathname).toBe('/glossar/beleg')
  expect(await (await guest.context.request.get('/glossar/beleg?lang=tr')).text()).toContain(turkish)

  // As it came: on the open page it is gone at once.
  await desk.getByRole('button', { name: 'Diese Fassung wieder nehmen' }).click()
  await desk.getByText('Diese Fassung gilt wieder.').waitFor()
  await page.getByText(turkish).waitFor({ state: 'detached' })
  await page.getByText('Sizin dilinizde henüz açıklama yok.', { exact: false }).waitFor()
  expect([...guest.complaints, ...staff.complaints]).toEqual([])
  expect([...guest.origins]).toEqual([url])
})

it('a member switches the underlined words off and on again, and every open page follows', async () => {
  await using member = await visit(url, { as: 'member' })
  const { page } = member
  await openTalk(member)
  const word = page.getByRole('button', { name: 'Belege', exact: true })
  await word.first().waitFor()
  const settings = await member.context.newPage()
  await settings.goto('/ich')
  const choice = settings.getByRole('switch', { name: 'Schwierige Wörter erklären' })
  await choice.click()
  await expect.poll(() => word.count()).toBe(0)
  await page.getByText('Belege', { exact: false }).first().waitFor()
  await settings.reload()
  await expect.poll(() => choice.isChecked()).toBe(false)
  await choice.click()
  await word.first().waitFor()
  expect(member.complaints).toEqual([])
})

it('a guest finds words by any form and by letter on a phone; new ones come and hidden ones go while they look', async () => {
  await using guest = await visit(url)
  await using staff = await visit(url, { as: 'centre-staff', width: 1280, height: 900 })
  const { page } = guest
  const desk = staff.page
  await page.goto('/')
  await page
    .getByRole('navigation', { name: 'Weitere Seiten' })
    .getByRole('link', { name: 'Glossar' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Glossar' }).waitFor()
  const words = page.getByRole('main').getByRole('heading', { level: 3 })
  expect(await words.count()).toBeGreaterThan(100)
  await page
    .getByRole('navigation', { name: 'Zu einem Buchstaben springen' })
    .getByRole('link', { name: 'V' })
    .click()
  await expect
    .poll(() => page.locator('#buchstabe-V').evaluate((one) => one.getBoundingClientRect().top))
    .toBeLessThan(200)

  const field = page.getByRole('searchbox', { name: 'Wort suchen' })
  await field.fill('Verwendungsnachweisen')
  await expect
    .poll(() => page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents())
    .toHaveLength(1)
  await page.getByRole('link', { name: 'Verwendungsnachweis', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Verwendungsnachweis' }).waitFor()
  await page.goBack()
  expect(await field.inputValue()).toBe('Verwendungsnachweisen')
  // Whoever has no scripts finds the same.
  const plain = await (await guest.context.request.get('/glossar?suche=Antr%C3%A4gen')).text()
  expect(plain).toContain('/glossar/antrag')

  await field.fill('Kassenbuch')
  await page.getByText('Dieses Wort haben wir noch nicht erklärt.').waitFor()
  await desk.goto('/verwaltung/glossar')
  await desk.getByRole('link', { name: 'Neues Wort' }).click()
  await desk.getByRole('button', { name: 'Wort aufnehmen' }).click()
  await desk.getByText('Schreiben Sie das Wort, das erklärt werden soll.').first().waitFor()
  await desk.getByLabel('Wort', { exact: true }).fill('Kassenbuch')
  await desk.locator('textarea[lang="de"]').fill('Darin stehen alle Einnahmen und Ausgaben in bar.')
  await desk.getByRole('button', { name: 'Wort aufnehmen' }).click()
  await desk.getByText('Das Wort steht jetzt im Glossar.').waitFor()
  const added = page.getByRole('link', { name: 'Kassenbuch', exact: true })
  await added.waitFor()
  await desk.getByRole('button', { name: 'Wort ausblenden' }).click()
  await desk.getByText('Das Wort ist ausgeblendet.').waitFor()
  await added.waitFor({ state: 'detached' })
  expect((await guest.context.request.get('/glossar/kassenbuch')).status()).toBe(404)
  expect([...guest.complaints, ...staff.complaints]).toEqual([])
})
