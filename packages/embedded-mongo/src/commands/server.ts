import { Int32, Long, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import type { CommandContext, CommandDefinition } from './context.ts'

/** The version whose behaviour this server follows. */
export const MONGODB_VERSION = '7.0.14'
const MAX_WIRE_VERSION = 21

// Drivers of the future will say more in their greeting, and a server has to bear with it.
const ANY_FIELDS = ['*']

function hello(context: CommandContext): Document {
  // The old name answers in the old words.
  const writable = context.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }
  return {
    ...(context.args.flag('helloOk') || context.name === 'hello' ? { helloOk: true } : {}),
    ...writable,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: context.now,
    logicalSessionTimeoutMinutes: 30,
    connectionId: context.connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }
}

function buildInfo(): Document {
  return {
    version: MONGODB_VERSION,
    versionArray: [...MONGODB_VERSION.split('.').map(Number), 0],
    gitVersion: 'embedded-mongo',
    modules: ['embedded-mongo'],
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16_777_216,
    storageEngines: ['lmdb'],
    ok: 1,
  }
}

function serverStatus(context: CommandContext): Document {
  const { startedAt, cursors } = context.instance
  const uptime = (Date.now() - startedAt.getTime()) / 1000
  return {
    version: MONGODB_VERSION,
    process: 'embedded-mongo',
    pid: Long.fromNumber(process.pid),
    uptime,
    uptimeMillis: Long.fromNumber(Math.trunc(uptime * 1000)),
    localTime: context.now,
    metrics: { cursor: { open: { total: Long.fromNumber(cursors.size) } } },
    mem: { bits: 64, resident: new Int32(Math.trunc(process.memoryUsage.rss() / 1024 / 1024)) },
    storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
    ok: 1,
  }
}

function getParameter(context: CommandContext): Document {
  const { parameters } = context.instance
  const wanted = context.args.document
  if (wanted['getParameter'] === '*') return { ...parameters, ok: 1 }
  const found = Object.keys(parameters).filter((name) => name in wanted)
  if (found.length === 0) throw fault('InvalidOptions', 'no option found to get')
  return { ...Object.fromEntries(found.map((name) => [name, parameters[name]])), ok: 1 }
}

const done = () => ({ ok: 1 })

/** The commands that may come in the old format, before a driver knows the new one is understood. */
export const GREETINGS: ReadonlySet<string> = new Set(['hello', 'isMaster', 'ismaster'])

/** Commands about the server itself. */
export const serverCommands: Readonly<Record<string, CommandDefinition>> = {
  hello: { fields: ANY_FIELDS, run: hello },
  isMaster: { fields: ANY_FIELDS, run: hello },
  ismaster: { fields: ANY_FIELDS, run: hello },
  ping: { fields: ANY_FIELDS, run: done },
  buildInfo: { fields: ANY_FIELDS, run: buildInfo },
  buildinfo: { fields: ANY_FIELDS, run: buildInfo },
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  },
  serverStatus: { fields: ['repl', 'metrics', 'locks'], run: serverStatus },
  getParameter: { fields: ANY_FIELDS, isAdminOnly: true, run: getParameter },
  configureFailPoint: {
    fields: ['mode', 'data'],
    isAdminOnly: true,
    run: (context) => {
      if (!context.instance.failPoints.enabled) {
        throw fault('CommandNotFound', `no such command: 'configureFailPoint'`)
      }
      return context.instance.failPoints.configure(context.args.document)
    },
  },
  endSessions: {
    fields: [],
    run: (context) => {
      context.instance.sessions.end(context.args.array('endSessions'))
      return { ok: 1 }
    },
  },
  refreshSessions: { fields: [], run: done },
  shutdown: {
    fields: ['force', 'timeoutSecs'],
    isAdminOnly: true,
    run: (context) => {
      context.instance.shutDown()
      return { ok: 1 }
    },
  },
}
