import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'

/** What an authenticator app shows now, or so many half minutes from now. */
export const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })

/** The secret that the page shows for an authenticator app. */
export async function secretOn(page: Page): Promise<string> {
  const address = await page.locator('a[href^="otpauth:"]').getAttribute('href')
  return new URL(address!).searchParams.get('secret')!
}

/** Sets up codes by app where somebody was led to it, and goes on from there. */
export async function setUpCodes(page: Page) {
  await page.getByText('Es fehlt noch ein Schritt').waitFor()
  await page.getByRole('button', { name: 'Code-App einrichten' }).click()
  await page.getByLabel('Code aus der App').fill(codeOf(await secretOn(page)))
  await page.getByRole('button', { name: 'Einschalten' }).click()
  await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click()
}
