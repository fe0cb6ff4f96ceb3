import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../../..')
const serverFolder = join(root, 'server')
const cache = join(root, 'node_modules/.cache')

export interface Login {
  email: string
  password: string
  userId: string
}

/** What of the demonstration world is used here. */
export interface World {
  roles: Record<string, Login>
  rooms: Record<string, string>
  threads: { open: string; closedRoom: string }
  sessions: Record<string, string>
}

let made: Promise<{ folder: string; world: World }> | undefined

/** A store with the demonstration world, made once for all that is started from this process; to be copied. */
export function prepared(): Promise<{ folder: string; world: World }> {
  return (made ??= make())
}

/** The same build makes the same world all day: it is kept beside what other tools keep. */
async function make() {
  const dist = join(serverFolder, 'dist')
  const parts = [dist, join(dist, 'assets')].map((folder) => readdirSync(folder).toSorted().join())
  const day = new Date().toISOString().slice(0, 10)
  const name = createHash('sha256')
    .update([day, ...parts, await readFile(join(dist, 'seed.js'), 'utf8')].join())
    .digest('hex')
  const folder = join(cache, `world-${name.slice(0, 16)}`)
  const fixtures = join(folder, 'fixtures.json')
  if (!existsSync(fixtures)) {
    await mkdir(cache, { recursive: true })
    for (const old of readdirSync(cache))
      if (old.startsWith('world-')) await rm(join(cache, old), { recursive: true, force: true })
    const making = await mkdtemp(join(cache, 'world-'))
    await run(process.execPath, [join(dist, 'seed.js'), '--fixtures', join(making, 'fixtures.json')], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: making, LOG_LEVEL: 'warn' },
    })
    await rename(making, folder)
  }
  return { folder: join(folder, 'store'), world: JSON.parse(await readFile(fixtures, 'utf8')) as World }
}
