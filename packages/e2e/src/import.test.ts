import { expect, it } from 'vitest'
import { picture, visit } from './browser.ts'
import { url } from './here.ts'

/** 180 new ones and 20 that are there twice; one of the first is at a place that does not exist. */
function table(): Buffer {
  const first =
    'Sonnenhof Mondlicht Garten Werkstatt Theater Kochstudio Chorgesang Bibliothek Atelier Kompass Leuchtturm Mosaik Regenbogen Windrose Zuhause'
  const second =
    'Freundschaft Zukunft Begegnung Vielfalt Heimat Musikanten Elternkreis Jugendliche Nachbarn Frauenrunde Sprachinsel Erzähler'
  const names = first.split(' ').flatMap((a) => second.split(' ').map((b) => `${a} ${b}`))
  const rows = [
    ...names.map((name, index) => `${name};${index === 0 ? 'Nirgendwo' : 'Kassel'};Kultur;Deutsch`),
    ...names.slice(1, 21).map((name) => `${name} e. V.;Kassel;Kultur;Deutsch`),
  ]
  return Buffer.from(['Name;Ort;Tätigkeitsfelder;Sprachen', ...rows].join('\r\n'))
}

it('staff read 200 rows with 20 duplicates, see the preview, correct, start, take the report along and take it back', async () => {
  await using staff = await visit(url, { as: 'centre-staff', width: 1440, height: 900 })
  const { page } = staff
  await page.goto('/verwaltung/organisationen/einfuhr')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: table() })
  await page.getByText('Dubletten (20)').waitFor()
  await picture(staff, 'import-preview')
  await page.getByRole('radio', { name: 'Fehlerhaft (1)' }).check()
  await page.getByLabel('Welcher Ort ist gemeint?').first().fill('Kassel')
  await page
    .getByRole('option', { name: /^Kassel/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByText('Neu (180)').waitFor()
  await page.getByRole('button', { name: 'Einlesen', exact: true }).click()
  await page.getByText('eingetragen: 180').waitFor({ timeout: 90_000 })
  await page.getByText('übersprungen: 20').waitFor()
  await picture(staff, 'import-done')
  const address = await page.getByRole('link', { name: /Bericht/ }).getAttribute('href')
  const report = await (await staff.context.request.get(address!)).text()
  expect(report.split('\r\n').filter(Boolean)).toHaveLength(201)
  await page.getByRole('button', { name: 'Alles zurücknehmen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).click()
  await page.getByText('zurückgenommen: 180').waitFor({ timeout: 90_000 })
  expect(staff.complaints).toEqual([])
}, 300_000)
