import { execFile } from 'node:child_process'
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { threadAddress, visit } from './browser.ts'
import { newFolder, Platform } from './platform.ts'
import { faultsOf, readThread, signIn, Writer } from './writers.ts'

const run = promisify(execFile)
const title = 'Günstige Software für die Buchhaltung'
const key = 'a1'.repeat(32)
const program = (name: string) => resolve(import.meta.dirname, `../../../server/dist/${name}.js`)

/** An operator at the terminal. */
async function operator(name: string, args: string[], dataDir: string, BACKUP_KEY = key) {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, BACKUP_KEY }
  return run(process.execPath, [program(name), ...args], { env })
}

it('a platform is lost and comes back from its backup: all of before it, nothing twice, nobody signed in', async () => {
  const platform = await Platform.start()
  const [backups, elsewhere] = [await newFolder(), await newFolder()]
  await using reader = await visit(platform.url, { width: 390, height: 8000 })
  try {
    const login = ['load0@augenhoehe.example', 'augenhoehe-demo'] as const
    const cookie = await signIn(platform.url, ...login)
    const address = await threadAddress(reader, 'professionalisierung', title)
    const threadId = address.split('/').at(-1)!
    const write = async (name: string, most: number, as = cookie) => {
      const writer = new Writer(platform.url, as, threadId, name)
      writer.start()
      await expect.poll(() => writer.told.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(most)
      return writer
    }
    await reader.page.goto(address)
    // A backup is made while people write.
    const writer = await write('Vorher', 10)
    const before = [...writer.told]
    const { stdout } = await operator('backup', ['--to', backups], platform.folder)
    const backup = /^Backup: (.+)$/m.exec(stdout)![1]!
    await expect.poll(() => writer.told.length, { timeout: 60_000 }).toBeGreaterThan(before.length + 10)
    await writer.stop()
    const lost = writer.told.at(-1)!
    await reader.page.getByText(lost.text, { exact: true }).waitFor()
    await reader.context.setOffline(true)
    await platform.kill()
    await rm(platform.folder, { recursive: true })

    const place = join(elsewhere, 'data')
    const said = (await operator('restore', ['--from', backup], place)).stdout
    expect(said).toMatch(/without a gap[\s\S]*The audit log is whole[\s\S]*Restored/)
    await rename(place, platform.folder)
    await platform.up()

    const me = await fetch(`${platform.url}/api/me`, { headers: { Cookie: cookie } })
    expect(await me.json()).toMatchObject({ user: null })
    const anew = await signIn(platform.url, ...login)
    const restored = await readThread(platform.url, threadId, anew)
    expect(faultsOf(restored, before)).toEqual([])
    expect(restored.some(({ clientId }) => clientId === lost.clientId)).toBe(false)

    // The thread grows beyond what the reader knows, who must not take what they have for a part of it.
    const later = await write('Nachher', lost.seq - restored.at(-1)!.seq + 10, anew)
    await later.stop()
    const now = await readThread(platform.url, threadId, anew)
    expect(faultsOf(now, [...before, ...later.told])).toEqual([])
    expect(now.at(-1)!.seq).toBeGreaterThan(lost.seq)
    await reader.context.setOffline(false)
    const stored = new Set(now.map(({ text }) => text))
    const shown = async () =>
      reader.page
        .getByRole('log')
        .getByText(/^(Vorher|Nachher) \d+$/)
        .allTextContents()
    await reader.page.getByText(lost.text, { exact: true }).waitFor({ state: 'detached' })
    await expect.poll(async () => (await shown()).length, { timeout: 30_000 }).toBeGreaterThan(0)
    expect((await shown()).filter((text) => !stored.has(text))).toEqual([])
    expect(reader.complaints).toEqual([])
  } finally {
    await platform.stop()
    for (const folder of [backups, elsewhere]) await rm(folder, { recursive: true, force: true })
  }
}, 400_000)

it('a backup that is not whole, or not for this key, is refused in words, and nothing is brought anywhere', async () => {
  const platform = await Platform.start()
  const [backups, elsewhere] = [await newFolder(), await newFolder()]
  try {
    await expect(operator('backup', ['--to', backups], platform.folder, '')).rejects.toThrow(
      /BACKUP_KEY is not set/,
    )
    const { stdout } = await operator('backup', ['--to', backups], platform.folder)
    const backup = /^Backup: (.+)$/m.exec(stdout)![1]!
    expect((await operator('restore', ['--from', backup, '--verify'], elsewhere)).stdout).toContain(
      'is whole',
    )
    // Nothing of the copy in the clear is left beside the data.
    expect((await readdir(platform.folder)).filter((name) => name.startsWith('.backup'))).toEqual([])
    const fails = (from: string, to: string, why: RegExp, with_?: string) =>
      expect(operator('restore', ['--from', from], to, with_)).rejects.toThrow(why)
    await fails(backup, platform.folder, /NOT RESTORED: .* is not empty/)
    await fails(backup, elsewhere, /NOT RESTORED: .*key is another/, 'b2'.repeat(32))
    const spoilt = join(backups, 'spoilt')
    await cp(backup, spoilt, { recursive: true })
    const bytes = await readFile(join(spoilt, 'store.sealed'))
    bytes[bytes.length - 5]! ^= 1
    await writeFile(join(spoilt, 'store.sealed'), bytes)
    await fails(spoilt, elsewhere, /NOT RESTORED: store.sealed is not the file/)
    expect(await readdir(elsewhere)).toEqual([])
    // When it was made is a figure that an alarm hangs on.
    const figures = await (await fetch(`${platform.url}/metrics`)).text()
    expect(Number(/^augenhoehe_backup_timestamp_seconds (\d+)/m.exec(figures)![1])).toBeGreaterThan(
      1_700_000_000,
    )
  } finally {
    await platform.stop()
    for (const folder of [backups, elsewhere]) await rm(folder, { recursive: true, force: true })
  }
}, 300_000)
