import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backupKey } from './backup/key.ts'
import { assertEmptyFolder, restoreBackup, verifyBackup } from './backup/restore.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { openStore } from './store.ts'

const help = `Brings a backup into an empty place, verifies it, and ends all sessions.

  npm run restore -- --from DIR            DIR is the folder that npm run backup named
  npm run restore -- --from DIR --verify   only goes through the backup

The place is the database of MONGODB_URI, which must be empty, or the embedded store; DATA_DIR must be empty, too.
The key is BACKUP_KEY.`

async function main() {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, verify: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help || values.from === undefined) return console.log(help)
  const config = readConfig(process.env)
  const key = backupKey(config)
  const from = resolve(process.env['INIT_CWD'] ?? '.', values.from)
  const manifest = verifyBackup(from, key)
  console.log(`The backup of ${manifest.createdAt} (version ${manifest.version}) is whole.`)
  if (values.verify) return
  assertEmptyFolder(config.DATA_DIR)
  const store = await openStore(config, createLog('fatal'))
  try {
    await restoreBackup(from, manifest, {
      uri: store.uri,
      dataDir: config.DATA_DIR,
      key,
      now: new Date(),
      tell: (line) => console.log(line),
    })
  } finally {
    await store.stop()
  }
  console.log('Restored. Start the server; everybody signs in anew.')
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(`NOT RESTORED: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
