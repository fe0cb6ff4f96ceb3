import type { Page } from 'playwright-core'

interface Association {
  name: string
  /** What is typed, and what is chosen of what it finds. */
  place: [string, RegExp]
  field: string
}

/** Fills in the form, one step after the other, as somebody does who gives no more than must be. */
export async function registerAssociation(
  page: Page,
  { name, place: [typed, place], field }: Association,
  onStep: (name: string) => Promise<void> = async () => {},
) {
  const main = page.getByRole('main')
  const next = async (step: string) => {
    await onStep(step)
    await main.getByRole('button', { name: 'Speichern und weiter' }).click()
  }
  await main.getByLabel('Name des Vereins').fill(name)
  await main.getByRole('combobox', { name: 'Ort' }).fill(typed)
  await main.getByRole('option', { name: place }).click()
  await next('name')
  await main.getByRole('heading', { name: 'Was Sie tun' }).waitFor()
  await main.getByRole('combobox', { name: 'Themen' }).fill(field)
  await main.getByRole('option', { name: field }).click()
  await page.keyboard.press('Escape')
  await next('work')
  await main.getByRole('heading', { name: 'In Ihren Worten' }).waitFor()
  await next('words')
  await main.getByRole('heading', { name: 'Kontakt und Eckdaten' }).waitFor()
  await main.getByLabel('E-Mail').first().fill('kontakt@verein.example')
  await next('contact')
  await main.getByRole('heading', { name: 'Wer sieht was' }).waitFor()
  await next('visibility')
  await main.getByRole('heading', { name: 'Ansehen und veröffentlichen' }).waitFor()
  await onStep('look')
  await main.getByRole('button', { name: 'Verein eintragen' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
