import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, visit, type Visitor } from './browser.ts'
import { registerAssociation } from './founding.ts'
import { linkTo } from './mail.ts'
import { url } from './here.ts'

const password = 'vier kurze Wörter hier'

/** A screen somebody comes by: nothing that axe finds, and a picture for whoever wants to look. */
async function look(visitor: Visitor, name: string) {
  await visitor.page.waitForLoadState('networkidle')
  // What slips under a bar that stays is not what the page is like.
  await visitor.page.evaluate(() => scrollTo(0, 0))
  await picture(visitor, name)
  expect(await findings(visitor.page), name).toEqual([])
  const sideways = await visitor.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** Fills in what a new account needs, and opens the mail. */
async function signUp(visitor: Visitor, name: string, email: string) {
  const { page } = visitor
  await page.getByLabel('Ihr Name').fill(name)
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort', { exact: true }).fill(password)
  await look(visitor, 'sign-up')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.getByText(email).waitFor()
  await page.goto(await linkTo(email))
  await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
}

it('a guest finds an association nearby with four taps at most, by a name typed wrongly', async () => {
  await using guest = await visit(url)
  const { page } = guest
  let taps = 0
  await page.exposeFunction('tapped', () => taps++)
  await page.addInitScript(() =>
    addEventListener('click', () => (globalThis as unknown as { tapped: () => void }).tapped(), true),
  )
  await page.goto('/')
  await look(guest, 'guest-1-start')
  const box = page.getByRole('searchbox').first()
  await box.click()
  await box.fill('giesen')
  await page.keyboard.press('Enter')
  const found = page.getByRole('link', { name: 'Brunnenstube Gießen' })
  await found.waitFor()
  await look(guest, 'guest-2-directory')
  await found.click()
  await page.getByRole('heading', { level: 1, name: 'Brunnenstube Gießen' }).waitFor()
  await look(guest, 'guest-3-profile')
  expect(taps).toBeGreaterThan(0)
  expect(taps).toBeLessThanOrEqual(4)
  expect([...guest.origins]).toEqual([url])
  expect(guest.complaints).toEqual([])
}, 120_000)

it('a guest without scripts finds the same association', async () => {
  await using guest = await visit(url)
  const context = await guest.context.browser()!.newContext({
    baseURL: url,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto('/organisationen')
  await page.locator('input[name=suche]').fill('giesen')
  await page.keyboard.press('Enter')
  await page.waitForURL(/suche=giesen/)
  await picture({ ...guest, context, page }, 'scripts-off-directory')
  await page.getByRole('link', { name: 'Brunnenstube Gießen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Brunnenstube Gießen' }).waitFor()
  await picture({ ...guest, context, page }, 'scripts-off-profile')
  await context.close()
}, 60_000)

it('the map of the districts works with the keyboard alone', async () => {
  await using guest = await visit(url, { width: 1440, height: 900 })
  const { page } = guest
  await page.goto('/organisationen')
  const map = page.getByRole('group', { name: /Karte|Hessen/ })
  const reachable = map.locator('[role=button][tabindex="0"]')
  await reachable.focus()
  const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await page.keyboard.press('ArrowDown')
  const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(second).not.toBe(first)
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('kreis')).toMatch(/^\d{5}$/)
  await look(guest, 'map-keyboard')
  expect(guest.complaints).toEqual([])
}, 60_000)

it('a newcomer says what it is about, meets others, founds an association, lets a colleague in and hands over', async () => {
  await using founder = await visit(url)
  const { page } = founder
  await page.goto('/registrieren')
  await signUp(founder, 'Mariam Saleh', 'mariam@lichtung.example')

  // The welcome path: answered, answered and left open.
  await page.getByRole('heading', { name: /^Willkommen\. Drei Fragen/ }).waitFor()
  const main = page.getByRole('main')
  await main.getByRole('combobox', { name: 'Ort oder Postleitzahl' }).fill('35394')
  await main.getByRole('option', { name: /^Gießen/ }).click()
  await look(founder, 'welcome-1-place')
  await main.getByRole('button', { name: 'Weiter' }).click()
  await main.getByRole('checkbox', { name: 'Bildung' }).check({ force: true })
  await look(founder, 'welcome-2-fields')
  await main.getByRole('button', { name: 'Weiter' }).click()
  await main.getByRole('heading', { name: 'Was brauchen Sie gerade am meisten?' }).waitFor()
  await look(founder, 'welcome-3-needs')
  await main.getByRole('button', { name: 'Frage überspringen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Damit können Sie anfangen' }).waitFor()
  const peers = main.getByRole('list', { name: 'Vereine kennenlernen' }).locator('> li')
  await expect.poll(() => peers.count()).toBe(3)
  await main
    .getByText(/^Beide arbeiten zu .*Bildung/)
    .first()
    .waitFor()
  await main.getByText('Beide sind am selben Ort.').first().waitFor()
  await main
    .getByRole('link', { name: /Im Raum .* mitlesen/ })
    .first()
    .waitFor()
  await main.getByRole('heading', { name: 'Nächste Termine' }).waitFor()
  await look(founder, 'welcome-4-result')

  // Founding.
  await main.getByRole('link', { name: 'Ihren Verein eintragen' }).click()
  await registerAssociation(
    page,
    { name: 'Lichtung Gießen', place: ['giess', /^Gießen/], field: 'Bildung' },
    (step) => look(founder, `founding-${step}`),
  )
  await page.goto('/organisationen?suche=lichtung')
  await page.getByRole('link', { name: 'Lichtung Gießen' }).waitFor()
  await look(founder, 'founding-directory')

  // A colleague: invited with a link that works once.
  await page.goto('/mein-verein')
  await page.getByRole('heading', { name: 'Sie verwalten „Lichtung Gießen“ allein' }).waitFor()
  await look(founder, 'joining-0-alone')
  await page.getByRole('button', { name: 'Mit einem Link einladen' }).click()
  await page.getByRole('button', { name: 'Link erstellen' }).click()
  const made = page.getByRole('dialog', { name: 'Ihr Einladungslink' })
  const path = /\/einladung\/[\w.~-]+/.exec(await made.getByText('/einladung/').innerText())![0]
  await made.getByRole('button', { name: 'Fertig' }).click()
  await using colleague = await visit(url)
  await colleague.page.goto(path)
  await colleague.page.getByRole('heading', { name: /Lichtung Gießen/ }).waitFor()
  await look(colleague, 'joining-1-invitation')
  await colleague.page.getByRole('link', { name: 'Konto anlegen' }).click()
  await signUp(colleague, 'Tesfay Haile', 'tesfay@lichtung.example')
  await colleague.page.getByRole('button', { name: 'Einladung annehmen' }).click()
  await colleague.page.getByRole('heading', { level: 1, name: 'Lichtung Gießen' }).waitFor()
  await look(colleague, 'joining-2-own')
  // Asked one thing only: the association has said the rest.
  await colleague.page.goto('/willkommen')
  await colleague.page.getByRole('heading', { name: /^Willkommen bei Lichtung Gießen/ }).waitFor()
  await look(colleague, 'joining-3-welcome')
  // What he does there, from when; he puts the day right himself.
  await page.reload()
  await main.getByRole('button', { name: 'Aufgabe eintragen' }).click()
  const task = main.getByRole('form', { name: 'Aufgabe eintragen' })
  await task.getByRole('combobox', { name: 'Wer?' }).click()
  await page.getByRole('option', { name: 'Tesfay Haile' }).click()
  await task.getByRole('combobox', { name: 'Welche Aufgabe?' }).click()
  await page.getByRole('option', { name: 'Kassenführung' }).click()
  await task.getByLabel('Erster Tag').fill('2024-05-01')
  await look(founder, 'joining-4-function')
  await task.getByRole('button', { name: 'Aufgabe speichern' }).click()
  await main.getByText(/seit\s1\.\sMai\s2024/).waitFor()
  await colleague.page.goto('/mein-verein')
  await colleague.page.getByRole('button', { name: 'Kassenführung von Tesfay Haile ändern' }).click()
  const days = colleague.page.getByRole('dialog', { name: 'Kassenführung · Tesfay Haile' })
  await days.getByLabel('Letzter Tag').fill('2024-04-30')
  await days.getByRole('button', { name: 'Änderung speichern' }).click()
  await days.getByRole('link', { name: /Der letzte Tag liegt vor dem ersten/ }).waitFor()
  await look(colleague, 'joining-5-days')
  await days.getByLabel('Letzter Tag').fill('')
  await days.getByLabel('Erster Tag').fill('2024-06-01')
  await days.getByRole('button', { name: 'Änderung speichern' }).click()
  await colleague.page.getByText(/seit\s1\.\sJuni\s2024/).waitFor()
  // The same link does not let in a second person.
  await using stranger = await visit(url, { as: 'newcomer' })
  await stranger.page.goto(path)
  await stranger.page.getByRole('heading', { name: 'Diese Einladung gilt nicht mehr' }).waitFor()

  // Handing over: nobody leaves as the last one who runs it.
  await page.goto('/mein-verein')
  await main.getByRole('button', { name: 'Aufgabe eintragen' }).click()
  await task.getByRole('combobox', { name: 'Wer?' }).click()
  await page.getByRole('option', { name: 'Mariam Saleh' }).click()
  await task.getByRole('combobox', { name: 'Welche Aufgabe?' }).click()
  await page.getByRole('option', { name: 'Vorsitz', exact: true }).click()
  await task.getByRole('button', { name: 'Aufgabe speichern' }).click()
  await main.getByRole('button', { name: 'Vorsitz von Mariam Saleh ändern' }).waitFor()
  await page.getByRole('link', { name: 'Verein übergeben' }).click()
  await main.getByRole('combobox', { name: 'Wer verwaltet den Verein künftig?' }).click()
  await main.getByRole('option', { name: 'Tesfay Haile' }).click()
  await main.getByRole('button', { name: 'An Tesfay Haile übergeben' }).waitFor()
  await look(founder, 'handover-1-list')
  await main.getByRole('button', { name: 'An Tesfay Haile übergeben' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Jetzt übergeben' }).click()
  await main.getByText(/^Mariam Saleh hat den Verein am .* an Tesfay Haile übergeben/).waitFor()
  await page.goto('/mein-verein')
  await page.getByRole('button', { name: 'Verein verlassen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Verein verlassen' }).click()
  await page.waitForURL('**/ich')
  await look(founder, 'handover-2-left')
  await colleague.page.goto('/mein-verein')
  await colleague.page.getByRole('heading', { name: 'Sie verwalten „Lichtung Gießen“ allein' }).waitFor()
  // The task passed on with the association.
  await colleague.page.getByRole('button', { name: 'Vorsitz von Tesfay Haile ändern' }).waitFor()
  await look(colleague, 'handover-3-alone')
  expect([...founder.complaints, ...colleague.complaints]).toEqual([])
}, 240_000)
