import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { contributionId, threadAddress, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

const room = '/raeume/professionalisierung'
const wide = { width: 1440, height: 900 }

/** Says on one's own page whether others may see that one is here. */
async function showMyself({ page }: Visitor, shown: boolean) {
  await page.goto('/ich')
  const field = page.getByRole('switch', { name: 'Zeigen, dass ich hier bin' })
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
  // It turns once that is stored, not under the finger.
  expect(await field.isChecked()).toBe(!shown)
  await field.click({ force: true })
  expect((await saved).ok()).toBe(true)
  await expect.poll(() => field.isChecked()).toBe(shown)
}

const writeField = (page: Page) => page.getByRole('textbox', { name: /Ihr Beitrag/ })

it('associations of those who want it are seen in a room and while they write; nobody else is', async () => {
  await using member = await visit(url, { as: 'member', ...wide })
  await using other = await visit(url, { as: 'other-member', ...wide })
  await using quiet = await visit(url, { as: 'org-admin', ...wide })
  await showMyself(member, true)
  await showMyself(other, true)

  for (const { page } of [member, other, quiet]) await page.goto(room)
  const seenBy = ({ page }: Visitor) => page.getByText(/^Gerade hier: /)
  await expect.poll(() => seenBy(quiet).innerText()).toMatch(/Drei Flüsse Hanau/)
  await expect.poll(() => seenBy(other).innerText()).toMatch(/Brunnenstube|Wabe/)
  const names = await seenBy(quiet).innerText()
  expect(names).not.toMatch(/Samira|Oleh|Daniel/)
  // Daniel is here too, for Brunnenstube, and has not asked to be seen: Samira alone is.
  await other.page.goto('/raeume')
  await expect.poll(() => seenBy(quiet).innerText()).not.toMatch(/Drei Flüsse/)
  await member.page.goto('/raeume')
  await expect.poll(() => quiet.page.getByText(/Gerade hier/).count()).toBe(0)

  const thread = await threadAddress(member, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  for (const { page } of [member, other, quiet]) await page.goto(thread)
  const hint = ({ page }: Visitor) => page.getByText(/^(Jemand von .*|Jemand|Mehrere) schrei/)
  for (const { page } of [member, other, quiet]) await writeField(page).waitFor()
  // Whoever has not opted in writes first: what is shown later proves that nothing of it was.
  await writeField(quiet.page).pressSequentially('Ich auch')
  await writeField(member.page).pressSequentially('Wir haben')
  await expect.poll(() => hint(other).innerText()).toMatch(/^Jemand von .*(Brunnenstube|Wabe).* schreibt …$/)
  expect(await hint(member).count()).toBe(0)
  await expect.poll(() => hint(other).count(), { timeout: 15_000 }).toBe(0)

  // Oleh does not want to hear of Samira any more: neither that she is here nor that she writes.
  const me = (await (await member.context.request.get('/api/me')).json()) as { user: { id: string } }
  const blocks = '/api/blocks'
  const blocked = await other.context.request.post(blocks, { data: { userId: me.user.id } })
  expect(blocked.ok(), await blocked.text()).toBe(true)
  await writeField(member.page).pressSequentially(' gute Erfahrungen')
  await expect.poll(() => hint(quiet).innerText()).toMatch(/^Jemand von /)
  expect(await hint(other).count()).toBe(0)
  await expect
    .poll(() => other.page.getByRole('complementary').innerText())
    .not.toMatch(/Gerade hier[^]*(Brunnenstube|Wabe)[^]*Leitfrage/)
  await other.context.request.delete(`${blocks}/${me.user.id}`)

  for (const who of [member, other]) await showMyself(who, false)
  expect([...member.complaints, ...other.complaints, ...quiet.complaints]).toEqual([])
}, 120_000)

it('what somebody writes is said in other languages by others, marked when it changes, and found by those words', async () => {
  await using author = await visit(url, { as: 'member' })
  await using translator = await visit(url, { as: 'other-member' })
  await using guest = await visit(url, { locale: 'en-GB' })
  const thread = await threadAddress(author, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  await author.page.goto(thread)

  // The browser notices the language; one tap corrects it, and a second one takes the correction back.
  await writeField(author.page).fill('Wir lassen unsere Kasse jedes Jahr von zwei Freiwilligen prüfen.')
  await author.page.getByRole('button', { name: 'Deutsch erkannt' }).click()
  await author.page.getByRole('dialog').getByRole('button', { name: 'Türkçe' }).click()
  await author.page.getByRole('button', { name: 'Sprache: Türkisch' }).click()
  await author.page.getByRole('dialog').getByRole('button', { name: 'Deutsch' }).click()
  await author.page.getByRole('button', { name: 'Sprache: Deutsch' }).waitFor()
  const sent = author.page.getByRole('log').getByText('unsere Kasse jedes Jahr')
  await author.page.getByRole('button', { name: 'Senden' }).click()
  await sent.waitFor()

  const id = await contributionId(guest, thread.split('/').at(-1)!, 'Wir lassen unsere Kasse')
  for (const { page } of [translator, guest]) await page.goto(`${thread}?beitrag=${id}`)
  const row = ({ page }: Visitor) => page.getByRole('article').filter({ hasText: 'unsere Kasse jedes Jahr' })
  await row(guest).getByText('unsere Kasse jedes Jahr').waitFor()
  expect(await row(guest).locator('[lang="de"]').first().innerText()).toContain('unsere Kasse')

  await row(translator).getByRole('button', { name: 'Mehr' }).click()
  await translator.page.getByRole('menuitem', { name: 'Übersetzen' }).click()
  await translator.page
    .getByRole('textbox', { name: 'Übersetzung: Englisch' })
    .fill('Two volunteers audit our strongbox every year.')
  await translator.page.getByRole('button', { name: 'Übersetzung senden' }).click()

  // Below the original, with its author’s association and name, for somebody who reads English.
  await row(guest).getByText('Two volunteers audit our strongbox').waitFor()
  await row(guest)
    .getByText(/Translation.*Drei Flüsse Hanau.*Oleh Kravets/)
    .waitFor()
  expect(await row(guest).getByText('unsere Kasse jedes Jahr').count()).toBe(1)
  const outdated = row(guest).getByText('The original has been changed since.')
  expect(await outdated.count()).toBe(0)

  await row(author).getByRole('button', { name: 'Mehr' }).click()
  await author.page.getByRole('menuitem', { name: 'Bearbeiten' }).click()
  const dialog = author.page.getByRole('dialog')
  await dialog
    .getByRole('textbox', { name: 'Ihr Beitrag' })
    .fill('Wir lassen unsere Kasse jedes Jahr von drei Freiwilligen prüfen.')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await outdated.waitFor()

  await guest.page.goto('/suche?q=strongbox')
  await guest.page.locator('mark', { hasText: 'strongbox' }).waitFor()
  await guest.page.getByText(/in a translation/).waitFor()
  await guest.page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').click()
  await row(guest).getByText('Two volunteers audit our strongbox').waitFor()
  expect([...author.complaints, ...translator.complaints, ...guest.complaints]).toEqual([])
}, 120_000)

it('a measure reaches everybody who is there within two seconds; what was typed is there when it ends', async () => {
  await using moderator = await visit(url, { as: 'moderator', ...wide })
  await using writer = await visit(url, { as: 'member' })
  await using lookingOn = await visit(url, { as: 'newcomer' })
  await using guest = await visit(url)
  const thread = await threadAddress(writer, 'professionalisierung', 'Günstige Software für die Buchhaltung')
  await writer.page.goto(thread)
  await guest.page.goto(thread)
  await lookingOn.page.goto(room)
  await lookingOn.page.getByRole('heading', { level: 1 }).waitFor()
  await writeField(writer.page).fill('Das schreibe ich gleich zu Ende')
  await guest.page.getByRole('log').waitFor()
  await moderator.page.goto(room)

  const reason = 'Bitte lassen Sie uns bis morgen durchatmen.'
  await moderator.page.getByRole('button', { name: 'Maßnahme setzen' }).click()
  const dialog = moderator.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Nur lesen/ }).check({ force: true })
  await dialog.getByRole('radio', { name: /^Keine Beleidigungen/ }).check({ force: true })
  await dialog.getByRole('textbox', { name: 'Begründung in einem Satz' }).fill(reason)
  const set = moderator.page.waitForResponse((response) => response.url().includes('/measures'))
  await dialog.getByRole('button', { name: 'Maßnahme setzen' }).click()
  expect((await set).ok()).toBe(true)
  const began = performance.now()
  await Promise.all([writer, lookingOn, guest].map(({ page }) => page.getByText(reason).waitFor()))
  await expect.poll(() => writeField(writer.page).count()).toBe(0)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(
    await writer.page.getByText('In diesem Raum können zurzeit alle nur lesen.').count(),
  ).toBeGreaterThan(0)

  const lifted = moderator.page.waitForResponse((response) => response.request().method() === 'DELETE')
  await moderator.page.getByRole('button', { name: /Nur lesen aufheben/ }).click()
  expect((await lifted).ok()).toBe(true)
  const lifting = performance.now()
  await writeField(writer.page).waitFor()
  expect(performance.now() - lifting).toBeLessThan(2000)
  expect(await writeField(writer.page).inputValue()).toBe('Das schreibe ich gleich zu Ende')
  await Promise.all(
    [writer, lookingOn, guest].map(({ page }) => page.getByText(reason).waitFor({ state: 'detached' })),
  )
  await writer.page.getByRole('button', { name: 'Senden' }).click()
  await writer.page.getByRole('log').getByText('Das schreibe ich gleich zu Ende').waitFor()
  const said = [moderator, writer, lookingOn, guest].flatMap(({ complaints }) => complaints)
  expect(said).toEqual([])
}, 120_000)
