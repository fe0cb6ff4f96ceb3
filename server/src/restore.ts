import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { eraseAgain, erasedListsFor } from './backup/erase-again.ts'
import { backupKey } from './backup/key.ts'
import { assertEmptyFolder, restoreBackup, verifyBackup } from './backup/restore.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { openStore, rewriteStopped } from './store.ts'

const help = `Brings a backup into an empty place, verifies it, and ends all sessions.

  npm run restore -- --from DIR            DIR is the folder that npm run backup named
  npm run restore -- --from DIR --verify   only goes through the backup
  … --erased FILE                          a list of accounts erased since, besides those beside the backup and in
                                           ERASURES_DIR (may be given several times)
  … --nobody-erased                        there is no such list, because nobody was

The place is the database of MONGODB_URI, which must be empty, or the embedded store; DATA_DIR must be empty, too.
The key is BACKUP_KEY.`

async function main() {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      verify: { type: 'boolean' },
      erased: { type: 'string', multiple: true },
      'nobody-erased': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help || values.from === undefined) return console.log(help)
  const config = readConfig(process.env)
  const key = backupKey(config)
  const from = resolve(process.env['INIT_CWD'] ?? '.', values.from)
  const manifest = verifyBackup(from, key)
  console.log(`The backup of ${manifest.createdAt} (version ${manifest.version}) is whole.`)
  if (values.verify) return
  const here = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path)
  const lists = values['nobody-erased'] ? [] : erasedListsFor(from, config, (values.erased ?? []).map(here))
  assertEmptyFolder(config.DATA_DIR)
  const store = await openStore(config, createLog('fatal'))
  try {
    await restoreBackup(from, manifest, {
      uri: store.uri,
      dataDir: config.DATA_DIR,
      key,
      now: new Date(),
      tell: (line) => console.log(line),
      eraseAgain: () => eraseAgain(config, lists, () => new Date()),
    })
  } finally {
    await store.stop()
  }
  // What was taken out again lies in its files no more.
  await rewriteStopped(config)
  console.log('Restored. Start the server; everybody signs in anew.')
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(`NOT RESTORED: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
