import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createApp } from '../app.ts'
import { erasedListIn, uniteErasedLists } from '../features/privacy/index.ts'
import type { Config } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { secretOf } from '../platform/secret.ts'
import { version } from '../version.ts'
import { BackupFault } from './sealed.ts'

type Where = Pick<Config, 'ERASURES_DIR' | 'DATA_DIR'>

/** Where the server notes whom it erased. */
export const ownErasedList = ({ ERASURES_DIR, DATA_DIR }: Where) => erasedListIn(ERASURES_DIR ?? DATA_DIR)

/** The lists of who was erased that may be newer than a backup: those that are named, beside it, and the server's own. */
export function erasedListsFor(backup: string, config: Where, named: readonly string[]): string[] {
  for (const file of named) if (!existsSync(file)) throw new BackupFault(`${file} is not there`)
  const others = [erasedListIn(join(backup, '..')), ownErasedList(config)]
  const found = [...new Set([...named, ...others].map((file) => resolve(file)))].filter((file) =>
    existsSync(file),
  )
  if (found.length === 0)
    throw new BackupFault(
      `nobody says whose account was erased since: there is no ${others.join(', no ')}. Name the list (--erased FILE), or say --nobody-erased`,
    )
  return found
}

/** In a store that was restored and that nobody serves yet: whoever was erased since goes again. Says how many. */
export async function eraseAgain(config: Config, lists: readonly string[], now: () => Date): Promise<number> {
  const secret = await secretOf(config)
  await uniteErasedLists(lists, ownErasedList(config), secret)
  const app = await createApp({
    config,
    secret,
    baseUrl: config.PUBLIC_URL ?? 'http://localhost',
    // Nobody comes to see it.
    site: join(config.DATA_DIR, 'no-site'),
    version,
    // Whoever is concerned has been told, and this is no moment at which others are.
    mail: async () => true,
    now,
    log: createLog('fatal'),
  })
  try {
    return await app.privacy.erasures.again()
  } finally {
    await app.close()
  }
}
