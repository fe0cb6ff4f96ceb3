import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
/** The built server in a checkout. */
export const serverIn = (folder: string) => resolve(folder, 'server/dist/main.js')
export const serverProgram = serverIn(root)
const storeProgram = resolve(root, 'packages/embedded-mongo/bin/embedded-mongo.js')

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const mostSaid = 200_000

interface Start {
  command: string
  args: string[]
  env?: Record<string, string>
  /** What it prints once it takes connections. */
  ready: RegExp
}

/** A program of its own that can be killed, stopped for a while and started again at the same address. */
export class Program {
  readonly name: string
  readonly port: number
  #start: Start
  #child: ChildProcess | undefined
  /** Everything it has printed. */
  said = ''

  constructor(name: string, port: number, start: Start) {
    this.name = name
    this.port = port
    this.#start = start
  }

  get isUp() {
    return this.#child !== undefined
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error(`${this.name} is not running`)
    return this.#child.pid
  }

  /** Resolves when it is ready; fails with all it said when it ends before. */
  async up() {
    const { command, args, env = {}, ready } = this.#start
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    const before = this.said
    let said = ''
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
    })
    // What this program started never outlives it.
    const killWithUs = () => child.kill('SIGKILL')
    process.once('exit', killWithUs)
    child.once('exit', () => process.off('exit', killWithUs))
    await new Promise<void>((done, fail) => {
      const listen = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-mostSaid)
        this.said = (before + said).slice(-mostSaid)
        if (ready.test(said)) done()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', fail)
      child.once('exit', (code, signal) =>
        fail(new Error(`${this.name} ended (${signal ?? code}) before it was ready: ${said}`)),
      )
    })
  }

  /** Sends a signal to it and waits until it is gone; its exit code, null when it was killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child
    if (!child) return null
    const gone = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    const [code] = await gone
    return code
  }

  /** From its next start on it runs this file in place of that, at the same address. */
  become(file: string, instead: string) {
    const args = this.#start.args.map((arg) => (arg === instead ? file : arg))
    this.#start = { ...this.#start, args }
  }

  /** It stands still, as if its machine were gone, until `thaw`. */
  freeze() {
    process.kill(this.pid, 'SIGSTOP')
  }
  thaw() {
    process.kill(this.pid, 'SIGCONT')
  }
}

/** Says how to get it where it is missing; nothing that needs it may pass without it. */
export function mustHaveRedis() {
  if (spawnSync('redis-server', ['--version']).error)
    throw new Error(
      'redis-server is not installed, and several processes cannot be tested without it. Install it, for example with: apt-get install redis-server',
    )
}

/** A real Redis that keeps nothing, on a port of its own. */
export async function createRedis(folder: string): Promise<Program> {
  mustHaveRedis()
  const port = await freePort()
  return new Program('redis', port, {
    command: 'redis-server',
    args: `--port ${port} --bind 127.0.0.1 --save --appendonly no --dir ${folder}`
      .split(' ')
      .flatMap((word) => (word === '--save' ? [word, ''] : word)),
    ready: /Ready to accept connections/,
  })
}

/** The store as a process of its own, which servers share. */
export async function createStore(folder: string, flags: readonly string[] = []): Promise<Program> {
  const port = await freePort()
  return new Program('store', port, {
    command: process.execPath,
    args: [storeProgram, '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', ...flags],
    ready: /waiting for connections/,
  })
}

/** A built server. */
export async function createServerProgram(
  name: string,
  env: Record<string, string>,
  { wrapper = [] as string[] } = {},
): Promise<Program> {
  const port = await freePort()
  const [first, ...rest] = wrapper
  const program = [process.execPath, serverProgram]
  return new Program(name, port, {
    command: first ?? process.execPath,
    args: first === undefined ? [serverProgram] : [...rest, ...program],
    env: { PORT: String(port), LOG_LEVEL: 'warn', ...env },
    ready: /is ready/,
  })
}

/** Makes a Redis forget everything, at once. */
export async function flush(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.write('FLUSHALL\r\n')
  await once(socket, 'data')
  socket.destroy()
}
