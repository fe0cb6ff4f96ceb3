import { splitOnce, UsageError, wholeNumber, wordsOf } from './cli/arguments.ts'
import { check, dumpFolder, restoreFolder, rewrite } from './cli/maintenance.ts'
import { MONGODB_VERSION } from './commands/server.ts'
import { startServer, type RunningServer } from './server.ts'
import { DISK_RESERVE_BYTES } from './storage/disk-space.ts'
import type { Address } from './wire/server.ts'

const USAGE = `usage: embedded-mongo [--dbpath DIR] [--port N] [--bind_ip 127.0.0.1] [--unixSocket PATH]
                      [--maxConns N] [--setParameter NAME=VALUE]...
       embedded-mongo check DIR                    verify a data folder no server is using
       embedded-mongo dump DIR --out FOLDER        write what it holds as mongodump does, also beside a server
       embedded-mongo restore FOLDER --dbpath DIR  bring a dump into a data folder
       embedded-mongo restore FOLDER --uri URI     bring a dump to any MongoDB
       embedded-mongo rewrite DIR                  leave no bytes of what was deleted in its files
       embedded-mongo --version`

/** Flags with a value that change nothing here, and those without one. */
const IGNORED_WITH_VALUE = new Set([
  '--storageEngine',
  '--replSet',
  '--logpath',
  '--wiredTigerCacheSizeGB',
  '--oplogSize',
])
/** Ends this process when the one that started it is gone, however that ended: its end of our input closes. */
const END_WITH_PARENT = '--endWithParent'
const IGNORED = new Set(['--noauth', '--quiet', '--nounixsocket', '--noscripting', '--ipv6', '--journal'])
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

interface Options {
  dbpath: string
  port: number
  host: string
  socketPath: string | undefined
  maxConnections: number
  ttlSweepSeconds: number
  enableTestCommands: boolean
  diskReserveBytes: number
}

function parse(argv: readonly string[]): Options {
  const options: Options = {
    dbpath: 'data',
    port: 27017,
    host: '127.0.0.1',
    socketPath: undefined,
    maxConnections: 10_000,
    ttlSweepSeconds: 60,
    enableTestCommands: false,
    diskReserveBytes: DISK_RESERVE_BYTES,
  }
  const words = wordsOf(argv)
  while (words.length > 0) {
    const flag = words.shift() as string
    if (IGNORED.has(flag) || flag === END_WITH_PARENT) continue
    const value = words.shift()
    if (value === undefined) throw new UsageError(`${flag} is unknown or lacks its value`)
    setOption(options, flag, value)
  }
  return options
}

function setOption(options: Options, flag: string, value: string): void {
  switch (flag) {
    case '--port':
      options.port = wholeNumber(flag, value, 0, 65_535)
      return
    case '--maxConns':
      options.maxConnections = wholeNumber(flag, value, 1, 1_000_000)
      return
    case '--dbpath':
      options.dbpath = value
      return
    case '--bind_ip':
      // Without authentication nothing but this machine may connect.
      if (!value.split(',').every((host) => LOOPBACK.has(host))) {
        throw new UsageError('--bind_ip takes loopback addresses only: there is no authentication')
      }
      options.host = value.split(',')[0] === '::1' ? '::1' : '127.0.0.1'
      return
    case '--unixSocket':
      options.socketPath = value
      return
    case '--setParameter':
      setParameter(options, value)
      return
    default:
      if (!IGNORED_WITH_VALUE.has(flag)) throw new UsageError(`${flag} is not supported`)
  }
}

function setParameter(options: Options, assignment: string): void {
  const [name = '', value = ''] = splitOnce(assignment)
  if (name === 'ttlMonitorSleepSecs') options.ttlSweepSeconds = wholeNumber(name, value, 1, 86_400)
  else if (name === 'diskReserveBytes')
    options.diskReserveBytes = wholeNumber(name, value, 0, Number.MAX_SAFE_INTEGER)
  else if (name === 'enableTestCommands') options.enableTestCommands = value === '1' || value === 'true'
  else throw new UsageError(`the parameter ${name} is not supported`)
}

/** A commit that failed has broken no promise yet; going on could. */
function fatal(error: Error): never {
  console.error(`fatal: the store cannot be written: ${error.message}`)
  process.exit(14)
}

async function serve(argv: readonly string[]): Promise<void> {
  const options = parse(argv)
  const address: Address =
    options.socketPath === undefined
      ? { host: options.host, port: options.port }
      : { socketPath: options.socketPath }
  let server: RunningServer | undefined
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void (server?.close() ?? Promise.resolve()).then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (argv.includes(END_WITH_PARENT)) process.stdin.once('close', stop).resume()
  server = await startServer({
    folder: options.dbpath,
    address,
    ttlSweepSeconds: options.ttlSweepSeconds,
    enableTestCommands: options.enableTestCommands,
    maxConnections: options.maxConnections,
    diskReserveBytes: options.diskReserveBytes,
    // The reply has to leave first.
    onShutdown: () => void setImmediate(stop),
    onFatal: fatal,
  })
  const place = server.port === undefined ? { socket: options.socketPath } : { port: server.port }
  console.log(
    JSON.stringify({ s: 'I', c: 'NETWORK', msg: 'Listening on', attr: { address: options.host, ...place } }),
  )
  console.log(
    JSON.stringify({ s: 'I', c: 'NETWORK', msg: 'waiting for connections', attr: { ...place, ssl: 'off' } }),
  )
}

function report(error: unknown, port: string): number {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof UsageError) {
    console.error(`${message}\n${USAGE}`)
    return 2
  }
  if (code === 'EADDRINUSE') {
    // In the words of mongod, on its stream: tools wait for them.
    console.log(
      JSON.stringify({
        s: 'E',
        c: 'NETWORK',
        msg: `Failed to set up listener: SocketException: address already in use ${port}`,
      }),
    )
    return 48
  }
  console.error(message)
  return code === 'EACCES' ? 77 : 100
}

/** The command line of `embedded-mongo`. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    if (argv.includes('--version')) {
      console.log(
        `db version v${MONGODB_VERSION}\nembedded-mongo: speaks MongoDB's wire protocol, is not MongoDB`,
      )
    } else if (argv.includes('--help')) {
      console.log(USAGE)
    } else if (argv[0] === 'check') {
      process.exitCode = await check(argv.slice(1), fatal)
    } else if (argv[0] === 'rewrite') {
      process.exitCode = await rewrite(argv.slice(1), fatal)
    } else if (argv[0] === 'dump') {
      process.exitCode = await dumpFolder(argv.slice(1))
    } else if (argv[0] === 'restore') {
      process.exitCode = await restoreFolder(argv.slice(1), fatal)
    } else {
      await serve(argv)
    }
  } catch (error) {
    // Not by running dry: what has been opened by now would keep the process alive.
    process.exit(report(error, argv[argv.indexOf('--port') + 1] ?? ''))
  }
}

await main(process.argv.slice(2))
