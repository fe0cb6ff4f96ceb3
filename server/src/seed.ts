import { parseArgs } from 'node:util'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createApp } from './app.ts'
import { createClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { secretOf } from './platform/secret.ts'
import { fillWithDemonstration, type Fixtures } from './seed/demonstration.ts'
import { addDraft } from './seed/draft.ts'
import { addMeeting } from './seed/meeting.ts'
import { addVolume } from './seed/volume.ts'
import { openStore } from './store.ts'
import { site, version } from './version.ts'

const number = (text: string | undefined, standard: number) => {
  const value = text === undefined ? standard : Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is not a whole number`)
  return value
}

/** `npm run seed`: the demonstration world in an empty store, its fixtures in a file, and synthetic volume if asked for. */
async function main() {
  const { values } = parseArgs({
    options: {
      fixtures: { type: 'string' },
      organisations: { type: 'string' },
      contributions: { type: 'string' },
      people: { type: 'string' },
      seed: { type: 'string' },
    },
  })
  const client = site()
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const store = await openStore(config, log)
  const mongoose = await connect(store.uri)
  try {
    const clock = createClock()
    const app = await createApp({
      config,
      // The list of erased accounts is signed with it.
      secret: await secretOf(config),
      baseUrl: 'http://localhost',
      site: client,
      version,
      mail: async () => true,
      now: clock.now,
      log,
    })
    const world = await fillWithDemonstration(app, clock)
    if (world) {
      await addMeeting(app, clock, world)
      await addDraft(app, world)
    }
    const fixtures = (await app.accounts.demonstrationFixtures()) as Fixtures | undefined
    if (!fixtures) throw new Error('This store is in use already and does not hold the demonstration world')
    await addVolume(app, clock, fixtures, {
      organisations: number(values.organisations, 0),
      contributions: number(values.contributions, 0),
      people: number(values.people, 0),
      seed: number(values.seed, 1),
      progress: (line) => console.log(line),
    })
    if (values.fixtures) {
      const file = resolve(process.env['INIT_CWD'] ?? '.', values.fixtures)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${JSON.stringify(fixtures, null, 2)}\n`)
      console.log(`Fixtures: ${file}`)
    }
    await app.io.close()
    console.log('The store is filled.')
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
