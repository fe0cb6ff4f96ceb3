import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../../../server/dist/main.js')

/** A port nobody listens on. */
const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

export const newFolder = () => mkdtemp(join(tmpdir(), 'augenhoehe-e2e-'))

/** The built platform as a process of its own, with a data folder of its own, as an operator runs it. */
export class Platform {
  readonly folder: string
  readonly port: number
  readonly #env: Record<string, string>
  #process: ChildProcess | undefined
  /** Everything the program has printed. */
  said = ''

  private constructor(folder: string, port: number, env: Record<string, string>) {
    this.folder = folder
    this.port = port
    this.#env = env
  }

  /** In a new data folder, or in one that was filled before. */
  static async start(env: Record<string, string> = {}, folder?: string): Promise<Platform> {
    const platform = new Platform(folder ?? (await newFolder()), await freePort(), env)
    await platform.up()
    return platform
  }

  get url() {
    return `http://localhost:${this.port}`
  }

  /** Starts the program; resolves when it says that it is ready. */
  async up() {
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(this.port),
        DATA_DIR: this.folder,
        LOG_LEVEL: 'warn',
        ...(this.#env['NODE_ENV'] !== 'production' && { RATE_LIMITS: 'off' }),
        // However busy the machine is.
        DRAW_WITHIN_MS: '20000',
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    const from = this.said.length
    await new Promise<void>((done, fail) => {
      const listen = (chunk: Buffer) => {
        this.said += chunk.toString()
        if (this.said.slice(from).includes('is ready')) done()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (code) => fail(new Error(`The platform ended with ${code}: ${this.said}`)))
    })
  }

  get pid() {
    return this.#process!.pid!
  }

  /** Asks the program to end, as an operator does; the code with which it has ended. */
  async end(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<number | null> {
    const child = this.#process!
    const gone = new Promise<number | null>((done) => child.once('exit', done))
    child.kill(signal)
    return gone
  }

  /** Ends the program without any chance to tidy up. */
  async kill() {
    const child = this.#process!
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }

  async stop() {
    const child = this.#process!
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
