import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { picture, visit, type Visitor } from './browser.ts'
import { Platform } from './platform.ts'

// What associations enter and answer changes everybody's lists: these journeys have a world of their own.
let platform: Platform
beforeAll(async () => {
  platform = await Platform.start()
})
afterAll(() => platform.stop())

const feed = '/suchen-und-bieten'
const wabe = 'Wabe Offenbach'
const fluesse = 'Drei Flüsse Hanau e. V.'
const title = 'Mitgliederliste ohne Papier'

const cardOf = ({ page }: Visitor, name: string) => page.getByRole('article', { name })

/** The number that ranks a line; "Warum sehe ich das?" rounds it. */
async function scoreOf({ context }: Visitor, own: string, name: string) {
  const { memberships } = (await (await context.request.get('/api/me')).json()) as {
    memberships: { organisationId: string; name: string }[]
  }
  const { organisationId } = memberships.find((one) => one.name === own)!
  const answer = await context.request.get(
    `/api/matching/suggestions?organisationId=${organisationId}&limit=50`,
  )
  const { suggestions } = (await answer.json()) as {
    suggestions: { organisation: { name: string }; score: number }[]
  }
  return suggestions.find(({ organisation }) => organisation.name === name)!.score
}

const names = (who: Visitor) => who.page.getByRole('article').getByRole('heading').allInnerTexts()

async function requestFrom(who: Visitor, name: string): Promise<Locator> {
  const item = who.page.getByRole('listitem').filter({ has: who.page.getByRole('heading', { name }) })
  await item.first().waitFor()
  return item.first()
}

it('two associations find each other, one declines and its feed learns, then they agree, talk, and end it', async () => {
  await using seeker = await visit(platform.url, { as: 'wabe-admin', width: 1280, height: 800 })
  await using phone = await visit(platform.url, { as: 'fluesse-admin' })

  // Both look at their feeds. They have nothing to do with each other but a topic.
  await phone.page.goto(feed)
  await cardOf(phone, wabe).waitFor()
  expect(await cardOf(phone, wabe).innerText()).not.toContain('Sie bieten das an')
  const read = cardOf(phone, (await names(phone))[2]!)
  await read.scrollIntoViewIfNeeded()
  const before = { at: await read.boundingBox(), names: await names(phone) }

  // A need is entered; whoever can meet it hears of it, and what they read stays where it is.
  await seeker.page.goto(feed)
  await seeker.page.getByRole('button', { name: 'Bedarf oder Angebot' }).click()
  const form = seeker.page.getByRole('dialog')
  await form.getByText('Wir suchen etwas').click()
  await form.getByRole('combobox', { name: 'Worum geht es?' }).fill('Vereinssoftware')
  await seeker.page.getByRole('option', { name: 'Vereinssoftware' }).first().click()
  await form.getByLabel('In wenigen Worten').fill(title)
  await picture(seeker, 'm01-need')
  const stored = seeker.page.waitForResponse(
    (answer) => answer.url().endsWith('/needs') && answer.request().method() === 'POST',
  )
  await form.getByRole('button', { name: 'Veröffentlichen' }).click()
  expect((await stored).status()).toBe(201)
  const pill = phone.page.getByRole('button', { name: 'Einen neuen Vorschlag anzeigen' })
  await pill.waitFor()
  expect(await read.boundingBox()).toEqual(before.at)
  expect(await names(phone)).toEqual(before.names)
  await picture(phone, 'm02-pill')
  await pill.click()
  const match = cardOf(phone, wabe)
  await match.getByText(title).waitFor()
  await match.getByText(/Dieser Verein sucht Vereinssoftware – Sie bieten das an\./).waitFor()
  await picture(phone, 'm03-card')

  // Why, as a calculation of both sides.
  await match.getByRole('link', { name: 'Warum sehe ich das?' }).click()
  const why = phone.page.getByRole('dialog', { name: `Warum ${wabe}?` })
  await why.getByText(`Was ${fluesse} davon hat`).waitFor()
  await why.getByText(`Was ${wabe} davon hat`).waitFor()
  await picture(phone, 'm04-why')
  await why.getByRole('button', { name: 'Schließen' }).click()

  // What both have of it stands above the words that are sent.
  const ask = async (who: Visitor, name: string, words: string) => {
    await cardOf(who, name)
      .getByRole('button', { name: `${name} anfragen` })
      .click()
    const dialog = who.page.getByRole('dialog', { name: `${name} anfragen` })
    await dialog.getByRole('heading', { name: 'Was haben Sie davon?' }).waitFor()
    await dialog.getByRole('heading', { name: 'Was hat der andere Verein davon?' }).waitFor()
    await dialog.getByLabel('Ihre Nachricht').fill(words)
    await picture(who, `m05-ask-${words.length}`)
    await dialog.getByRole('button', { name: 'Anfrage senden' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const offer = 'Guten Tag, wir zeigen Ihnen gern, womit wir arbeiten.'
  await ask(phone, wabe, offer)
  await cardOf(phone, wabe).getByText('Anfrage gesendet.').waitFor()

  // It does not fit. That is said kindly, and from it the own list learns.
  await seeker.page.goto(`${feed}/wichtig`)
  await seeker.page.getByText('Noch nichts.').waitFor()
  await seeker.page.goto(feed)
  const scoreBefore = await scoreOf(seeker, wabe, fluesse)
  await seeker.page.getByRole('link', { name: 'Anfragen', exact: true }).click()
  const received = await requestFrom(seeker, fluesse)
  await received.getByText(offer).waitFor()
  await received.getByRole('button', { name: `${fluesse} absagen` }).click()
  const declining = seeker.page.getByRole('dialog')
  await declining.getByText('Es passt nicht zu uns.').click()
  await picture(seeker, 'm06-decline')
  await declining.getByRole('button', { name: 'Absagen' }).click()
  await declining.waitFor({ state: 'detached' })
  await phone.page.goto(`${feed}?ansicht=anfragen`)
  await phone.page.getByRole('button', { name: 'Abgeschlossene zeigen' }).click()
  const refused = await requestFrom(phone, wabe)
  await refused.getByText('abgesagt', { exact: true }).waitFor()
  await refused.getByText('Es passt nicht zu uns.').waitFor()
  await picture(phone, 'm07-declined')

  await seeker.page.goto(`${feed}/wichtig`)
  await seeker.page
    .getByText(/ zählt \d+ % weniger\.$/)
    .first()
    .waitFor()
  await seeker.page.getByText('Aus einer Antwort.').waitFor()
  await picture(seeker, 'm08-learned')
  await seeker.page.goto(feed)
  expect(await scoreOf(seeker, wabe, fluesse)).toBeLessThan(scoreBefore)

  // What does not fit can be said of a suggestion too: the lesson is there at once, and can be taken back.
  const farthest = cardOf(seeker, 'Marktplatz Kassel e. V.')
  await farthest.getByRole('button', { name: 'Passt nicht, weil …' }).click()
  await seeker.page.getByRole('menuitem', { name: 'Zu weit weg' }).click()
  await farthest.getByText(/zeigen wir Ihnen vorerst nicht mehr/).waitFor()
  await picture(seeker, 'm08-dismissed')
  await seeker.page.getByRole('link', { name: 'Nähere Vereine zählen für Sie jetzt etwas mehr.' }).click()
  await seeker.page.getByText(/^(Nähe|Entfernung) zählt \d+ % mehr\.$/).waitFor()
  await seeker.page.getByText('Aus 2 Antworten.').waitFor()

  // They think again and ask themselves; on the phone it is accepted.
  await seeker.page.goto(feed)
  await ask(seeker, fluesse, 'Guten Tag, wir haben noch einmal beraten: Ihr Abend hilft uns doch.')
  await phone.page.getByRole('button', { name: `${wabe} zusagen` }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Zusagen' }).click()
  await phone.page
    .getByRole('link', { name: `Zum Gespräch mit ${wabe}` })
    .first()
    .click()
  await phone.page.waitForURL(/\/raeume\/gespraeche\//)
  await phone.page.getByText(/Nur Mitglieder von/).waitFor()
  await phone.page.getByRole('button', { name: 'Satz übernehmen' }).click()
  await picture(phone, 'm09-conversation-empty')
  await phone.page.getByRole('button', { name: 'Senden' }).click()
  await phone.page.getByRole('log').getByText('schön, dass wir in Kontakt sind').waitFor()
  const address = new URL(phone.page.url()).pathname

  // The other side finds it where it looks first, and answers in the same place.
  await seeker.page.goto('/')
  await seeker.page.getByRole('heading', { name: 'Neues in Ihren Gesprächen' }).waitFor()
  await seeker.page.locator(`a[href="${address}"]`).first().click()
  await seeker.page.getByRole('log').getByText('schön, dass wir in Kontakt sind').waitFor()
  await seeker.page.getByRole('textbox', { name: /Ihr Beitrag|Nachricht/ }).fill('Am Donnerstag gern.')
  await seeker.page.getByRole('button', { name: 'Senden' }).click()
  await phone.page.getByRole('log').getByText('Am Donnerstag gern.').waitFor()
  await picture(seeker, 'm10-conversation')

  // To somebody else it does not exist, whatever else they may read.
  for (const as of ['org-admin', 'moderator', 'centre-staff']) {
    await using outsider = await visit(platform.url, { as })
    await outsider.page.goto(address)
    await outsider.page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor()
    expect(outsider.complaints).toEqual([])
  }

  await seeker.page.getByRole('button', { name: 'Gespräch beenden' }).click()
  await seeker.page.getByRole('dialog').getByRole('button', { name: 'Gespräch beenden' }).click()
  await phone.page.getByText('Das Gespräch ist beendet.').first().waitFor()
  await expect.poll(() => phone.page.getByRole('textbox').count()).toBe(0)
  await picture(phone, 'm11-conversation-ended')
  await phone.page.goto('/raeume/gespraeche')
  await phone.page.getByText('beendet').first().waitFor()
  expect([...seeker.complaints, ...phone.complaints]).toEqual([])
}, 240_000)

it('a newcomer is shown at least two others on the first day, each with a reason', async () => {
  await using newcomer = await visit(platform.url, { as: 'newcomer' })
  const { page } = newcomer
  await page.goto('/willkommen')
  await page.getByRole('heading', { name: 'Wo sind Sie aktiv?' }).waitFor()
  await page.getByRole('combobox', { name: 'Ort oder Postleitzahl' }).fill('Wetzlar')
  await page.getByRole('option', { name: /^Wetzlar/ }).click()
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByRole('checkbox', { name: 'Kultur', exact: true }).click({ force: true })
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByRole('checkbox', { name: 'Räume' }).click({ force: true })
  await page.getByRole('button', { name: 'Weiter' }).click()
  const peers = page.getByRole('region', { name: 'Vereine kennenlernen' })
  const others = peers.getByRole('list', { name: 'Vereine kennenlernen' }).locator(':scope > li')
  await expect.poll(() => others.count()).toBeGreaterThanOrEqual(2)
  for (const other of await others.all()) expect(await other.getByRole('listitem').count()).toBeGreaterThan(0)
  await picture(newcomer, 'm12-first-peers')
  expect(newcomer.complaints).toEqual([])
})
