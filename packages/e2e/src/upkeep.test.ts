import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, visit, type Visitor } from './browser.ts'
import { linksTo } from './mail.ts'
import { newFolder, Platform } from './platform.ts'

const dayMs = 24 * 60 * 60 * 1000
let folder: string
let platform: Platform

/** The same platform so many days later, one minute before what it does by itself every hour. */
async function later(days: number) {
  const there = new Date(Date.now() + days * dayMs)
  there.setMinutes(6, 0, 0)
  const by = there.getTime() - Date.now()
  const clock = `const Real=Date;globalThis.Date=class Date extends Real{constructor(...a){a.length?super(...a):super(Real.now()+${by})}static now(){return Real.now()+${by}}}`
  await platform.kill()
  platform = await Platform.start(
    { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock)}` },
    folder,
  )
}

beforeAll(async () => {
  folder = await newFolder()
  platform = await Platform.start({}, folder)
}, 60_000)
afterAll(() => platform.stop())

async function look(visitor: Visitor, name: string) {
  await visitor.page.waitForLoadState('networkidle')
  await picture(visitor, name)
  expect(await findings(visitor.page), name).toEqual([])
}

it('a year later the profile is asked about, answered with one tap, taken back, changed, laid to rest and woken', async () => {
  await later(366)
  const links = await linksTo('org-admin@augenhoehe.example', {
    folder,
    holding: '/angaben/',
    timeout: 120_000,
  })
  const [current, change, dormant] = links as [string, string, string]
  expect(new Set([current, change, dormant]).size).toBe(3)
  await using reader = await visit(platform.url)
  const { page } = reader
  const main = page.getByRole('main')

  // A program that opens all links of a mail answers nothing.
  for (const link of links) expect((await reader.context.request.get(link)).ok()).toBe(true)
  await page.goto(dormant)
  await page.getByRole('heading', { name: 'Ruht „Brunnenstube Gießen“ zurzeit?' }).waitFor()
  await page.goto(current)
  await look(reader, 'upkeep-1-question')
  await main.getByRole('button', { name: 'Ja, alles stimmt noch' }).click()
  await page.getByRole('heading', { name: 'Danke, das ist bestätigt' }).waitFor()
  await look(reader, 'upkeep-2-answered')
  await main.getByRole('button', { name: 'Rückgängig' }).click()
  await main.getByText('Die Frage ist wieder offen.').waitFor()

  // "Something has changed" leads through signing in straight into the form, and saving answers.
  await page.goto(change)
  await main.getByRole('link', { name: 'Anmelden' }).click()
  await page.getByLabel('E-Mail-Adresse').fill('org-admin@augenhoehe.example')
  await page.getByLabel('Passwort', { exact: true }).fill('augenhoehe-demo')
  await main.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await main.getByText('Mit dem Speichern sagen Sie zugleich').waitFor()
  await look(reader, 'upkeep-3-form')
  await main.getByRole('textbox', { name: 'E-Mail für andere' }).fill('treff@brunnenstube.example')
  await main.getByRole('button', { name: 'Profil speichern' }).click()
  await page.getByText('sind damit bestätigt').waitFor()

  // The link still lays it to rest; members are told, others see it, and one tap wakes it.
  await page.goto(dormant)
  await main.getByRole('button', { name: 'Ja, der Verein ruht' }).click()
  await page.getByRole('heading', { name: 'Der Verein ruht jetzt' }).waitFor()
  await using member = await visit(platform.url, { as: 'member' })
  await member.page.goto('/mein-verein?verein=brunnenstube-giessen')
  await member.page.getByText('Wieder aktiv melden kann ihn, wer den Verein verwaltet.').waitFor()
  await look(member, 'upkeep-4-member')
  await using guest = await visit(platform.url)
  await guest.page.goto('/organisationen?suche=brunnenstube')
  const row = guest.page.getByRole('listitem').filter({ hasText: 'Brunnenstube Gießen' })
  await row.getByText('ruht').waitFor()
  await look(guest, 'upkeep-5-directory')
  await page.goto('/mein-verein')
  await main.getByRole('button', { name: 'Wieder aktiv' }).click()
  await page.getByText('Die Angaben zu „Brunnenstube Gießen“ sind bestätigt.').waitFor()
  await guest.page.reload()
  await row.waitFor()
  await expect.poll(() => row.getByText('ruht').count()).toBe(0)
  expect([...reader.complaints, ...member.complaints, ...guest.complaints]).toEqual([])
}, 300_000)

it('whoever did not answer for thirty days is grey, on the list of the staff, and back with one word', async () => {
  await later(400)
  await using staff = await visit(platform.url, { as: 'centre-staff', width: 1440, height: 900 })
  const { page } = staff
  await page.goto('/verwaltung/organisationen/angaben')
  const entry = page.getByRole('listitem').filter({ hasText: 'Olivenhain Darmstadt' })
  await entry.waitFor()
  // It answered, and does not stand here.
  expect(await page.getByText('Brunnenstube Gießen').count()).toBe(0)
  await look(staff, 'upkeep-6-staff')
  await using guest = await visit(platform.url)
  await guest.page.goto('/organisationen?suche=olivenhain')
  await guest.page.getByText('Angaben nicht bestätigt').waitFor()
  await entry.getByRole('button', { name: 'Antwort notieren' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /Die Angaben stimmen noch/ }).check({ force: true })
  await dialog.getByLabel('Woher wissen Sie das?').fill('Am Telefon gefragt.')
  await dialog.getByRole('button', { name: 'Antwort speichern' }).click()
  await entry.waitFor({ state: 'detached' })
  await guest.page.reload()
  await guest.page.getByRole('link', { name: 'Olivenhain Darmstadt' }).waitFor()
  expect(await guest.page.getByText('Angaben nicht bestätigt').count()).toBe(0)
  expect([...staff.complaints, ...guest.complaints]).toEqual([])
}, 300_000)
