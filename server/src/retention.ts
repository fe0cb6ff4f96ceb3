import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createApp } from './app.ts'
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { createMail } from './platform/mail.ts'
import { overdue } from './platform/retention.ts'
import { secretOf } from './platform/secret.ts'
import { retentionTable } from './retention-table.ts'
import { openStore } from './store.ts'
import { version } from './version.ts'

const help = `Deletes what has been kept long enough, and says how much of each kind; the server does the same every hour.

  npm run retention
  npm run retention -- --dry-run    only counts

Works on the database of MONGODB_URI; on the embedded store only while the server is stopped.`

function say(counts: Record<string, number>, what: string) {
  for (const { kind, days, from } of retentionTable)
    console.log(`${String(counts[kind] ?? 0).padStart(7)}  ${kind} (${days} days after ${from})`)
  const sum = Object.values(counts).reduce((total, one) => total + one, 0)
  console.log(`${sum} ${what}`)
}

async function main() {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) return console.log(help)
  const config = readConfig(process.env)
  const log = createLog('fatal')
  const store = await openStore(config, log)
  const mongoose = await connect(store.uri)
  try {
    if (values['dry-run']) {
      say(await overdue(retentionTable, new Date()), 'would be deleted')
      return
    }
    const baseUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
    const app = await createApp({
      config,
      secret: await secretOf(config),
      baseUrl,
      // Nobody comes to see it.
      site: join(config.DATA_DIR, 'no-site'),
      version,
      mail: createMail({
        smtpUrl: config.SMTP_URL,
        from: config.MAIL_FROM,
        outbox: join(config.DATA_DIR, 'outbox'),
        baseUrl,
        log,
      }),
      now: () => new Date(),
      log,
    })
    try {
      const deleted = await app.retention.run()
      if (deleted) say(deleted, 'deleted')
      else console.log('The server is at it at this moment.')
    } finally {
      await app.close()
    }
  } finally {
    await mongoose.disconnect()
    await store.stop()
  }
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
