import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface EmbeddedMongoOptions {
  /** Where the data is kept; created when it does not exist. */
  readonly dbPath: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The launcher, where this module has been bundled away from its package. */
  readonly command?: string
  /** Further flags of the command line. */
  readonly args?: readonly string[]
  /** Told once when the process ends without `stop` having been called. */
  readonly onExit?: (reason: string) => void
}

export interface EmbeddedMongo {
  readonly uri: string
  readonly port: number
  readonly pid: number
  /** Ends the process in good order; resolves when it is gone. */
  stop(): Promise<void>
}

const STOP_MS = 10_000

/** Starts a server of its own as a child process; resolves once it takes connections. */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const command = options.command ?? fileURLToPath(new URL('../bin/embedded-mongo.js', import.meta.url))
  // Its input stays open as long as we live: it ends with us even when we are killed.
  const flags = [
    '--endWithParent',
    '--dbpath',
    options.dbPath,
    '--port',
    String(options.port ?? 0),
    '--bind_ip',
    '127.0.0.1',
  ]
  const child = spawn(process.execPath, [command, ...flags, ...(options.args ?? [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A signal to all of a group (Ctrl-C) is for us: what we still write needs it, and we end it last.
    detached: process.platform !== 'win32',
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  // A child must not outlive the program that wanted it, however that ends.
  const killWithParent = () => child.kill('SIGKILL')
  process.once('exit', killWithParent)
  void exited.then(() => process.off('exit', killWithParent))
  const port = await untilReady(child, exited)
  let stopping = false
  void exited.then((reason) => {
    if (!stopping) options.onExit?.(reason)
  })
  return {
    uri: `mongodb://127.0.0.1:${port}/`,
    port,
    pid: child.pid as number,
    stop: async () => {
      stopping = true
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(force)
    },
  }
}

/** The port from the line mongod prints, or an error with what the process said instead. */
function untilReady(child: ChildProcess, exited: Promise<string>): Promise<number> {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const line = output.split('\n').find((text) => text.includes('waiting for connections'))
      const port = /"port":(\d+)/.exec(line ?? '')?.[1]
      if (port === undefined) return
      // Whatever else it says is let through, so that it never waits for a reader.
      child.stdout?.off('data', read).resume()
      child.stderr?.off('data', read).pipe(process.stderr, { end: false })
      resolve(Number(port))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void exited.then((reason) =>
      reject(new Error(`embedded-mongo did not start (${reason}): ${output.trim()}`)),
    )
  })
}
