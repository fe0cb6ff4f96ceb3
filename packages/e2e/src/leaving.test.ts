import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, visit } from './browser.ts'
import { mailTo } from './mail.ts'
import { Platform } from './platform.ts'

const run = promisify(execFile)
const store = resolve(import.meta.dirname, '../../embedded-mongo/bin/embedded-mongo.js')
const name = 'Marzipana Unverwechselbar'
const email = 'marzipana@verein.example'
const password = 'ein Passwort nur hierfür'
const words = 'Unser Marzipan reicht für alle, die kommen.'

/** Eight days go by while the platform is stopped. */
const aWeekLater = `data:text/javascript,${encodeURIComponent(
  `const by = 8 * 864e5
   globalThis.Date = new Proxy(Date, {
     construct: (real, given) => (given.length > 0 ? new real(...given) : new real(real.now() + by)),
     get: (real, key) => (key === 'now' ? () => real.now() + by : Reflect.get(real, key)),
   })`,
)}`

/** Everything that lies in a folder, as bytes. */
async function bytesIn(folder: string): Promise<Buffer> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return Buffer.concat(
    await Promise.all(
      files
        .filter((one) => one.isFile())
        .map(({ parentPath, name: file }) => readFile(join(parentPath, file))),
    ),
  )
}

it('somebody takes their data along and goes, and a week later nothing of them is left', async () => {
  let platform = await Platform.start()
  const { url, folder } = platform
  try {
    await using person = await visit(url, { width: 390, height: 844, dark: true })
    const { page, context } = person
    const signedUp = await context.request.post('/api/auth/sign-up/email', {
      data: { name, email, password, locale: 'de' },
    })
    expect(signedUp.ok()).toBe(true)
    const link = /https?:\/\/\S+bestaetigen\S+/.exec(
      await mailTo(email, { folder, holding: 'bestaetigen' }),
    )![0]
    await page.goto(new URL(link).pathname + new URL(link).search)
    await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
    await page.getByRole('heading', { name: /^Willkommen/ }).waitFor()
    const { rooms } = (await (await context.request.get('/api/rooms')).json()) as {
      rooms: { id: string; slug: string }[]
    }
    const { threads } = (await (await context.request.get(`/api/rooms/${rooms[0]!.id}/threads`)).json()) as {
      threads: { id: string; mayContribute: boolean }[]
    }
    const thread = threads.find(({ mayContribute }) => mayContribute)!
    const written = await context.request.post(`/api/threads/${thread.id}/contributions`, {
      data: { clientId: crypto.randomUUID(), text: words },
    })
    expect(written.ok()).toBe(true)

    // What the platform holds of them, to take along.
    await page.goto('/ich#me-data')
    await page.getByRole('button', { name: 'Meine Daten zusammenstellen' }).click()
    const file = page.getByRole('link', { name: /lesen/i }).first()
    await file.waitFor({ timeout: 30_000 })
    const address = (await file.getAttribute('href'))!
    const taken = await (await context.request.get(address)).text()
    expect(taken).toContain(name)
    expect(taken).toContain(words)
    await page.getByRole('heading', { name: 'Ihre Daten' }).scrollIntoViewIfNeeded()
    await picture(person, 'own-data')

    await page.getByRole('link', { name: 'Konto löschen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Konto löschen' }).waitFor()
    await page.getByRole('button', { name: 'Konto löschen …' }).click()
    await page.getByText('Bitte wählen Sie eines von beiden.').waitFor()
    expect(await findings(page)).toEqual([])
    await picture(person, 'erasure')
    await page.getByRole('radio', { name: /Texte entfernen/ }).check()
    await page.getByRole('button', { name: 'Konto löschen …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Konto löschen?' })
    await picture(person, 'erasure-question')
    await dialog.getByRole('button', { name: 'Konto löschen' }).click()

    // Wherever they go, there is that and the way back.
    await page.getByRole('heading', { level: 1, name: 'Ihr Konto wird gelöscht' }).waitFor()
    await page.goto('/raeume')
    await page.getByRole('heading', { level: 1, name: 'Ihr Konto wird gelöscht' }).waitFor()
    expect(await findings(page)).toEqual([])
    await picture(person, 'leaving')
    await page.getByRole('button', { name: 'Konto behalten' }).click()
    await page.getByRole('heading', { level: 1, name: 'Austauschen' }).waitFor()

    // In another language they go after all.
    await context.request.post('/api/auth/sign-in/email', { data: { email, password } })
    const { user } = (await (await context.request.get('/api/me')).json()) as {
      user: { leavingAt: string | null }
    }
    expect(user.leavingAt).toBeNull()
    await page.emulateMedia({ colorScheme: 'light' })
    expect((await context.request.patch('/api/me', { data: { locale: 'ar' } })).ok()).toBe(true)
    await page.goto('/ich/loeschen')
    await page.getByRole('radio', { name: /إزالة نصوصي/ }).check()
    await picture(person, 'erasure-ar')
    await page.getByRole('button', { name: 'حذف حسابي …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'حذف حسابي' }).click()
    await page.getByRole('heading', { level: 1, name: 'سيُحذف حسابك' }).waitFor()
    await picture(person, 'leaving-ar')
    expect(person.complaints).toEqual([])

    expect((await bytesIn(folder)).includes(name)).toBe(true)
    await platform.end()
    platform = await Platform.start({ NODE_OPTIONS: `--import=${aWeekLater}` }, folder)
    await expect
      .poll(async () => (await fetch(`${platform.url}/metrics`)).text(), { timeout: 60_000 })
      .toMatch(/augenhoehe_erasures_total\{result="done"\} 1/)
    expect((await fetch(`${platform.url}/api/threads/${thread.id}/contributions`)).ok).toBe(true)
    await platform.end()
    await run(process.execPath, [store, 'rewrite', join(folder, 'store')])
    const left = await bytesIn(folder)
    for (const word of [name, email, words]) expect(left.includes(word), `${word} is left`).toBe(false)
    expect((await run(process.execPath, [store, 'check', join(folder, 'store')])).stdout).toContain('ok')
    expect(platform.said).not.toContain(name)
    expect(platform.said).not.toContain(email)
  } finally {
    await platform.stop()
  }
}, 240_000)
