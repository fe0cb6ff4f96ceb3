import { createServer, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createApp } from './app.ts'
import { createClock } from './platform/clock.ts'
import { readConfig, type Config } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { createMail } from './platform/mail.ts'
import { secretOf } from './platform/secret.ts'
import { startJobs } from './jobs.ts'
import { fillWithDemonstration } from './seed/demonstration.ts'
import { addDraft } from './seed/draft.ts'
import { addMeeting } from './seed/meeting.ts'
import { openStore } from './store.ts'
import { site, version } from './version.ts'

/** Addresses under which other devices in the same network reach this one. */
function addresses(config: Config, port: number): string[] {
  if (config.PUBLIC_URL) return [config.PUBLIC_URL]
  if (config.HOST !== '0.0.0.0')
    return [`http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`]
  const others = Object.values(networkInterfaces()).flatMap((some) =>
    (some ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address),
  )
  return ['localhost', ...others].map((host) => `http://${host}:${port}`)
}

const mostMs = 30_000

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, done)
  })

async function main() {
  const client = site()
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL)
  const store = await openStore(config, log)
  const secret = await secretOf(config)
  const mongoose = await connect(store.uri)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const baseUrl = config.PUBLIC_URL?.replace(/\/$/, '') ?? addresses(config, config.PORT)[0]!
  const mail = createMail({
    smtpUrl: config.SMTP_URL,
    from: config.MAIL_FROM,
    outbox: join(config.DATA_DIR, 'outbox'),
    baseUrl,
    log,
  })
  const clock = createClock()
  const app = await createApp({ config, secret, baseUrl, site: client, version, mail, now: clock.now, log })
  const world = config.DEMO ? await fillWithDemonstration(app, clock) : undefined
  if (world) {
    await addMeeting(app, clock, world)
    await addDraft(app, world)
  }
  const claim = await app.accounts.openClaim()
  const jobs = startJobs(app, log, () => store.rewrite())

  const internal = createServer(app.internal)

  // Before anybody is told that it is ready: whoever hears that may end it at once.
  let ending = false
  const end = async (code: number, pauseMs: number) => {
    if (ending) process.exit(1)
    ending = true
    void setTimeout(mostMs, undefined, { ref: false }).then(() => process.exit(1))
    // A proxy is given the time to see it before anything is refused.
    app.readiness.leave()
    const stopped = jobs.stop()
    await setTimeout(pauseMs)
    await stopped
    await app.close()
    internal.close()
    internal.closeAllConnections()
    await mongoose.disconnect()
    await store.stop()
    process.exit(code)
  }
  const pauseMs = config.SHUTDOWN_PAUSE * 1000
  process.on('SIGTERM', () => void end(0, pauseMs))
  process.on('SIGINT', () => void end(0, pauseMs))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'unexpected fault')
    void end(1, 0)
  })
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'unexpected fault')
    void end(1, 0)
  })

  await listen(app.http, config.PORT, config.HOST)
  if (config.INTERNAL_PORT !== undefined) await listen(internal, config.INTERNAL_PORT, config.INTERNAL_HOST)
  const bound = app.http.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.PORT
  if (config.production && !config.PUBLIC_URL)
    say('PUBLIC_URL is not set: links in mails lead to this machine, and cookies travel without https.')
  if (!config.operator)
    say(
      'Nobody has said who runs this platform: the imprint says so to everybody. See OPERATOR_NAME in .env.example.',
    )
  if (claim)
    say(
      `Nobody runs this installation yet. This link makes its first admin, once:\n${baseUrl}/einrichten?token=${claim}`,
    )
  say(`Augenhöhe is ready: ${addresses(config, port).join('  ')}`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
