import { parseArgs } from 'node:util'
import { verifyAudit } from './features/audit/index.ts'
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { openStore } from './store.ts'

const help = `Goes through the audit log and names the first entry that is missing, changed or out of place.

  npm run audit:verify
  npm run audit:verify -- --noted NUMBER:HASH

Reads the database of MONGODB_URI; the embedded store only while the server is stopped. The last line is the newest
entry: noted elsewhere and given as --noted the next time, it shows as well whether newer entries were cut off.`

function notedIn(text: string | undefined) {
  if (text === undefined) return undefined
  const [, n, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (!n || !hash) throw new Error(`${text} is not NUMBER:HASH`)
  return { n: Number(n), hash }
}

async function main() {
  const { values } = parseArgs({ options: { noted: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) return console.log(help)
  const noted = notedIn(values.noted)
  const config = readConfig(process.env)
  const store = await openStore(config, createLog('fatal'))
  const mongoose = await connect(store.uri)
  try {
    const { count, hash } = await verifyAudit(noted)
    console.log(`The audit log is whole: ${count} entries.`)
    if (count > 0) console.log(`${count}:${hash}`)
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
