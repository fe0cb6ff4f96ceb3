import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { visit } from './browser.ts'
import { setUpCodes } from './codes.ts'
import { newFolder, Platform } from './platform.ts'

const seed = resolve(import.meta.dirname, '../../../server/dist/seed.js')
const run = promisify(execFile)

interface Fixtures {
  roles: Record<string, { email: string; password: string; userId: string; organisationIds: string[] }>
  rooms: Record<string, string>
  threads: Record<string, string>
  organisations: Record<string, string>
  need: string
  offer: string
}

it('an empty store is filled with the demonstration, its fixtures and synthetic volume, and the server starts on it', async () => {
  const folder = await newFolder()
  const file = join(folder, 'fixtures.json')
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder }
  const fill = (...more: string[]) => run(process.execPath, [seed, '--fixtures', file, ...more], { env })
  await fill('--organisations', '3', '--contributions', '5', '--seed', '7')
  const fixtures = JSON.parse(await readFile(file, 'utf8')) as Fixtures
  expect(Object.keys(fixtures.roles)).toEqual(
    expect.arrayContaining(
      'member otherMember moderator orgAdmin newcomer municipalContact centreStaff platformAdmin otherRoomModerator load0 load7'.split(
        ' ',
      ),
    ),
  )
  expect(Object.keys(fixtures.threads)).toEqual(
    expect.arrayContaining(['open', 'moderated', 'locked', 'closedRoom']),
  )
  await fill() // once more: the same fixtures, nothing twice
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(fixtures)

  const platform = await Platform.start({}, folder)
  try {
    const { email, password, userId } = fixtures.roles['member']!
    const signedIn = await fetch(`${platform.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    expect(await signedIn.json()).toMatchObject({ user: { id: userId } })
    const read = async (path: string) =>
      (await fetch(platform.url + path)).json() as Promise<Record<string, unknown>>
    expect(await read(`/api/threads/${fixtures.threads['open']}`)).toMatchObject({ contributionCount: 10 })
    expect(await read('/api/organisations')).toMatchObject({ total: 14 })
    expect(await read(`/api/needs/${fixtures.need}`)).toMatchObject({ kind: 'need' })
    // The folder belongs to the running server; a second program is refused, in words.
    await expect(fill()).rejects.toThrow(/in use by process/)
  } finally {
    await platform.stop()
    await rm(folder, { recursive: true, force: true })
  }
}, 90_000)

it('a deployment starts empty; the printed link makes its first admin, who lets somebody moderate', async () => {
  const platform = await Platform.start({
    NODE_ENV: 'production',
    SESSION_SECRET: 'a secret of forty characters, for a test',
  })
  try {
    const link = new URL(/http\S+einrichten\S+/.exec(platform.said)![0])
    expect(platform.said).toContain('Nobody has said who runs this platform')
    await using visitor = await visit(platform.url)
    const { page } = visitor
    await page.goto(link.pathname + link.search)
    await page.getByLabel('Ihr Name').fill('Ines Vogt')
    await page.getByLabel('E-Mail-Adresse').fill('ines@augenhoehe.example')
    await page.getByLabel('Passwort', { exact: true }).fill('vier kurze Wörter hier')
    await page.getByRole('button', { name: 'Konto anlegen und beginnen' }).click()
    // Whoever runs it is protected before anything else.
    await setUpCodes(page)
    await page.getByRole('heading', { name: 'Heute für Sie' }).waitFor()

    await page.goto('/raeume/dialog')
    await page.getByRole('link', { name: 'Raum bearbeiten' }).click()
    await page.getByText('Noch niemand. Beiträge von neuen Menschen warten').waitFor()
    const address = page.getByLabel('E-Mail-Adresse der Person').first()
    await address.fill('nobody@augenhoehe.example')
    await page.getByRole('button', { name: 'Moderieren lassen' }).click()
    await page.getByText('Mit dieser Adresse gibt es kein Konto. Bitte prüfen Sie sie.').first().waitFor()
    expect(await address.inputValue()).toBe('nobody@augenhoehe.example')
    expect(visitor.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
}, 90_000)
