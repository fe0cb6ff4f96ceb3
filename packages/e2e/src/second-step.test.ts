import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, visit, type Visitor } from './browser.ts'
import { codeOf, secretOn } from './codes.ts'
import { mailTo } from './mail.ts'
import { Platform } from './platform.ts'

/** Words of the interface that the journeys go by. */
const words = {
  de: {
    signIn: 'Anmelden',
    password: 'Passwort',
    missing: 'Es fehlt noch ein Schritt',
    setUp: 'Code-App einrichten',
    code: 'Code aus der App',
    confirm: 'Einschalten',
    kept: 'Ich habe sie aufbewahrt',
    step: 'Noch ein Schritt',
    wrong: /Dieser Code stimmt nicht/,
    useRecovery: /Gerät verloren\?/,
    recovery: 'Notfallcode',
    addPasskey: 'Passkey hinzufügen',
    passkeyName: 'Name für diesen Passkey',
    makePasskey: 'Passkey anlegen',
    usePasskey: 'Mit Passkey anmelden',
    failed: /nicht geklappt/,
    removePasskey: 'Passkey entfernen',
  },
  ar: {
    signIn: 'تسجيل الدخول',
    password: 'كلمة المرور',
    missing: 'بقيت خطوة واحدة',
    setUp: 'إعداد تطبيق الرموز',
    code: 'الرمز من التطبيق',
    confirm: 'تفعيل',
    kept: 'لقد حفظتها',
    step: 'خطوة أخرى',
    wrong: /هذا الرمز غير صحيح/,
    useRecovery: /فقدت جهازك؟/,
    recovery: 'رمز الطوارئ',
    addPasskey: 'إضافة مفتاح مرور',
    passkeyName: 'اسم لمفتاح المرور هذا',
    makePasskey: 'إنشاء مفتاح المرور',
    usePasskey: 'الدخول بمفتاح المرور',
    failed: /لم ينجح ذلك/,
    removePasskey: 'إزالة مفتاح المرور',
  },
} as const

let platform: Platform
beforeAll(async () => {
  platform = await Platform.start({ STAFF_SECOND_FACTOR: 'on' })
})
afterAll(() => platform.stop())

/** Looks as people do: what axe finds, whether it fits, and a picture for whoever wants one. */
async function look(visitor: Visitor, name: string) {
  const { page } = visitor
  await page.waitForLoadState('networkidle')
  expect(await findings(page), name).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  await picture(visitor, name)
}

async function signIn(page: Page, as: string, say: (typeof words)['de' | 'ar']) {
  await page.goto('/anmelden')
  const main = page.getByRole('main')
  await main.locator('input[type=email]').fill(`${as}@augenhoehe.example`)
  await main.getByRole('textbox', { name: say.password }).fill('augenhoehe-demo')
  await main.getByRole('button', { name: say.signIn, exact: true }).click()
}

it.each([
  ['centre-staff', 'de', false],
  ['platform-admin', 'ar', true],
] as const)(
  '%s sets up codes by app before anything else, and signs in with them',
  async (as, locale, dark) => {
    const say = words[locale]
    const mark = `second-${locale}-${dark ? 'dark' : 'light'}`
    await using visitor = await visit(platform.url, { locale, dark, width: 390, height: 844 })
    const { page, context } = visitor
    const main = page.getByRole('main')
    await signIn(page, as, say)
    // The account's own language would win over the browser's.
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/ich/sicherheit')
    await context.request.patch('/api/me', { data: { locale } })
    await page.goto('/raeume')
    await main.getByText(say.missing).waitFor()
    expect(new URL(page.url()).pathname).toBe('/ich/sicherheit')
    await look(visitor, `${mark}-1-missing`)

    await main.getByRole('button', { name: say.setUp }).click()
    await main.getByRole('img').waitFor()
    await look(visitor, `${mark}-2-set-up`)
    await page.setViewportSize({ width: 390, height: 1500 })
    await picture(visitor, `${mark}-2-set-up-whole`)
    await page.setViewportSize({ width: 390, height: 844 })
    const secret = await secretOn(page)
    await main.getByLabel(say.code).fill('000000')
    await main.getByRole('button', { name: say.confirm }).click()
    await main.getByText(say.wrong).first().waitFor()
    await main.getByLabel(say.code).fill(codeOf(secret))
    await page.keyboard.press('Enter')
    await main.getByRole('button', { name: say.kept }).waitFor()
    const codes = await main.locator('[data-printed-alone] li').allTextContents()
    expect(new Set(codes).size).toBe(10)
    await look(visitor, `${mark}-3-codes`)
    await page.emulateMedia({ media: 'print' })
    // On paper the codes stand alone.
    expect(await main.getByText(codes[0]!).isVisible()).toBe(true)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0)
    await page.emulateMedia({ media: 'screen' })
    expect(await mailTo(`${as}@augenhoehe.example`, { folder: platform.folder })).toContain(
      '/passwort-vergessen',
    )
    await main.getByRole('button', { name: say.kept }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')

    await page.goto('/ich/sicherheit')
    await main.getByRole('heading', { level: 3 }).nth(1).waitFor()
    await look(visitor, `${mark}-4-protected`)
    await context.clearCookies({ name: /session_token/ })
    await signIn(page, as, say)
    await main.getByRole('heading', { level: 1, name: say.step }).waitFor()
    await look(visitor, `${mark}-5-step`)
    // The field has the focus: whoever works with the keyboard goes on typing.
    await expect
      .poll(() => main.getByLabel(say.code).evaluate((field) => field === document.activeElement))
      .toBe(true)
    await page.keyboard.type('000000')
    await page.keyboard.press('Enter')
    await main.getByText(say.wrong).first().waitFor()
    await look(visitor, `${mark}-6-wrong`)
    await main.getByLabel(say.code).fill(codeOf(secret, 1))
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')

    await context.clearCookies({ name: /session_token/ })
    await signIn(page, as, say)
    await main.getByRole('button', { name: say.useRecovery }).click()
    await look(visitor, `${mark}-7-recovery`)
    await main.getByLabel(say.recovery).fill(codes[0]!.toLowerCase().replaceAll('-', ' '))
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')
    await page.goto('/verwaltung/zweiter-schritt')
    await look(visitor, `${mark}-8-reset`)
    expect(visitor.complaints).toEqual([])
  },
)

/** A device with a screen lock, as the browser knows one; `verified` says whether its person can unlock it. */
async function deviceOf({ context, page }: Visitor) {
  const tools = await context.newCDPSession(page)
  await tools.send('WebAuthn.enable')
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    keys: async () => (await tools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    unlock: (isUserVerified: boolean) =>
      tools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

it.each([
  ['member', 'de', false],
  ['org-admin', 'ar', true],
] as const)('%s signs in with a passkey, alone and after the password', async (as, locale, dark) => {
  const say = words[locale]
  const mark = `passkey-${locale}-${dark ? 'dark' : 'light'}`
  await using visitor = await visit(platform.url, { as, locale, dark, width: 390, height: 844 })
  const { page, context } = visitor
  const main = page.getByRole('main')
  const isIn = () => page.waitForURL((address) => address.pathname === '/')
  const device = await deviceOf(visitor)
  await context.request.patch('/api/me', { data: { locale } })
  await page.goto('/ich/sicherheit')
  await main.getByRole('button', { name: say.addPasskey }).click()
  await look(visitor, `${mark}-1-name`)
  await main.getByLabel(say.passkeyName).fill('Mein Telefon')
  await page.keyboard.press('Enter')
  await main.getByRole('button', { name: say.kept }).click()
  await main.getByRole('heading', { level: 3, name: 'Mein Telefon' }).waitFor()
  expect(await device.keys()).toBe(1)
  await page.reload()
  await main.getByRole('heading', { level: 3, name: 'Mein Telefon' }).waitFor()
  await look(visitor, `${mark}-2-there`)

  await context.clearCookies({ name: /session_token/ })
  await page.goto('/anmelden')
  await look(visitor, `${mark}-3-sign-in`)
  await main.getByRole('button', { name: say.usePasskey }).click()
  await isIn()

  await context.clearCookies({ name: /session_token/ })
  await signIn(page, as, say)
  await main.getByRole('heading', { level: 1, name: say.step }).waitFor()
  await device.unlock(false)
  await main.getByRole('button', { name: say.usePasskey }).click()
  await main.getByText(say.failed).waitFor()
  await look(visitor, `${mark}-4-failed`)
  await device.unlock(true)
  await main.getByRole('button', { name: say.usePasskey }).click()
  await isIn()

  await page.goto('/ich/sicherheit')
  await main.getByRole('button', { name: 'Mein Telefon' }).click()
  await look(visitor, `${mark}-5-remove`)
  await page.getByRole('dialog').getByRole('button', { name: say.removePasskey, exact: true }).click()
  await main.getByRole('heading', { level: 3, name: 'Mein Telefon' }).waitFor({ state: 'detached' })
  await context.clearCookies({ name: /session_token/ })
  await signIn(page, as, say)
  await isIn()
  expect(visitor.complaints).toEqual([])
})
