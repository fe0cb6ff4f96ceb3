import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { registerAssociation } from './founding.ts'
import { linkTo } from './mail.ts'
import { url } from './here.ts'

it('a newcomer registers, confirms, enters an association, says what it needs, sees who fits and why, and asks', async () => {
  await using visitor = await visit(url)
  const { page } = visitor
  await page.goto('/')
  await page.getByRole('link', { name: 'Anmelden' }).first().click()
  await page.getByRole('link', { name: /Konto anlegen/ }).click()
  await page.getByLabel('Ihr Name').fill('Hanan Idris')
  await page.getByLabel('E-Mail-Adresse').fill('hanan@sonnenhof.example')
  await page.getByLabel('Passwort', { exact: true }).fill('vier kurze Wörter hier')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.getByText('hanan@sonnenhof.example').waitFor()

  await page.goto(await linkTo('hanan@sonnenhof.example'))
  await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
  await page.getByRole('heading', { name: /^Willkommen/ }).waitFor()
  await page.getByRole('link', { name: 'Später' }).click()
  await page.getByRole('heading', { name: /Heute für Sie/ }).waitFor()

  await page.goto('/mein-verein/neu')
  await registerAssociation(page, {
    name: 'Sonnenhof Wetzlar',
    place: ['wetzl', /^Wetzlar/],
    field: 'Bildung',
  })

  await page.goto('/suchen-und-bieten')
  await page
    .getByRole('button', { name: /Bedarf oder Angebot|Eintrag hinzufügen/ })
    .first()
    .click()
  await page.getByText('Wir suchen etwas').click()
  const category = page
    .getByRole('textbox', { name: 'Worum geht es?' })
    .or(page.getByRole('combobox', { name: 'Worum geht es?' }))
  await category.first().fill('Räume')
  await page.getByRole('option', { name: 'Räume' }).click()
  await page.getByLabel('In wenigen Worten').fill('Raum für unseren Leseabend')
  await page.getByRole('button', { name: 'Veröffentlichen' }).click()
  await page.getByText('Der Eintrag ist veröffentlicht.').waitFor()

  const card = page.getByRole('article').filter({ hasText: 'Brunnenstube Gießen' })
  await card.getByText('Sie suchen Räume – dieser Verein bietet das an.').waitFor()
  await card
    .getByRole('button', { name: /[Aa]nfragen/ })
    .first()
    .click()
  await page.getByText('Was hat der andere Verein davon?').waitFor()
  await page.getByRole('button', { name: 'Anfrage senden' }).click()
  await page
    .getByText(/Anfrage .*gesendet/)
    .first()
    .waitFor()

  await using other = await visit(url, { as: 'org-admin' })
  await other.page.goto('/suchen-und-bieten')
  await other.page
    .getByRole('tab', { name: 'Anfragen' })
    .or(other.page.getByRole('link', { name: 'Anfragen' }))
    .first()
    .click()
  await other.page.getByText('Sonnenhof Wetzlar').first().waitFor()
  await other.page
    .getByRole('button', { name: /Sonnenhof Wetzlar zusagen/ })
    .or(
      other.page
        .getByRole('article')
        .filter({ hasText: 'Sonnenhof Wetzlar' })
        .getByRole('button', { name: 'Zusagen' }),
    )
    .first()
    .click()
  await other.page.getByRole('dialog').getByRole('button', { name: 'Zusagen' }).click()
  await other.page.getByText('zugesagt').first().waitFor()
  expect(await linkTo('hanan@sonnenhof.example')).toContain('/')
  expect([...visitor.complaints, ...other.complaints]).toEqual([])
}, 120_000)
