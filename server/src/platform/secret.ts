import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const shortest = 32

/** What sessions are signed with. Outside production it is made once and kept beside the data. */
export async function secretOf(config: Pick<Config, 'SESSION_SECRET' | 'DATA_DIR'>): Promise<string> {
  if (config.SESSION_SECRET) return config.SESSION_SECRET
  const file = join(config.DATA_DIR, 'session-secret')
  const stored = (await readIfThere(file)).trim()
  // An empty one would be replaced by a secret that everybody knows.
  if (stored.length >= shortest) return stored
  const secret = randomBytes(shortest).toString('hex')
  await mkdir(config.DATA_DIR, { recursive: true })
  // Written beside and renamed, so that a start that is cut off leaves no half of it.
  await writeFile(`${file}.part`, secret, { mode: 0o600 })
  await rename(`${file}.part`, file)
  return secret
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
