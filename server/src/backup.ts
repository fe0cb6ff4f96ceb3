import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { erasedListIn, uniteErasedLists } from './features/privacy/index.ts'
import { ownErasedList } from './backup/erase-again.ts'
import { noteBackup } from './backup/last.ts'
import { backupKey } from './backup/key.ts'
import { verifyBackup } from './backup/restore.ts'
import { folderSource, serverSource } from './backup/sources.ts'
import { writeBackup } from './backup/write.ts'
import { readConfig } from './platform/config.ts'
import { secretOf } from './platform/secret.ts'
import { database } from './store.ts'
import { version } from './version.ts'

const help = `Writes an encrypted backup of everything into a new folder, also while the server runs.

  npm run backup -- --to DIR
  npm run backup -- --to DIR --stopped    of a MongoDB that is no replica set, while no server runs on it

The key is BACKUP_KEY. Keep it elsewhere than the backups: without it nobody reads them.`

async function main() {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, stopped: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help || values.to === undefined) return console.log(help)
  const config = readConfig(process.env)
  const key = backupKey(config)
  const to = resolve(process.env['INIT_CWD'] ?? '.', values.to)
  await using source = config.MONGODB_URI
    ? await serverSource(config.MONGODB_URI, { stopped: values.stopped ?? false })
    : await folderSource(config.DATA_DIR, database)
  const now = new Date()
  const { folder } = await writeBackup(to, { source, dataDir: config.DATA_DIR, key, version, now })
  // Beside it, and newer than it as soon as somebody else goes.
  await uniteErasedLists([ownErasedList(config)], erasedListIn(to), await secretOf(config))
  // Read once as a restore will: a disk that writes and cannot read shows now.
  const { collections, threads, files } = verifyBackup(folder, key)
  await noteBackup(config.DATA_DIR, now)
  const documents = collections.reduce((sum, one) => sum + one.documents, 0)
  console.log(
    `${documents} documents in ${collections.length} collections, ${threads.length} threads, ${files.length} files`,
  )
  console.log(`Backup: ${folder}`)
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
