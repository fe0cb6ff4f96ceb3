import { spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { end, startUntil } from '../processes.ts'

export interface Target {
  name: 'bare Socket.IO' | 'platform'
  url: string
  child: ChildProcess
  /** Threads that everybody may read and `cookies` may write in. */
  threadIds: string[]
  /** Of people who are signed in; empty for Socket.IO alone, which asks nobody. */
  cookies: string[]
  folder: string
}

interface World {
  roles: Record<string, { email: string; password: string }>
  threads: { open: string }
}

const root = resolve(import.meta.dirname, '../../../..')
const senders = 8

interface Settings {
  threads?: number
  /** What both programs are started with. */
  node?: readonly string[]
}

/** Socket.IO alone and the platform with its durable store, each a process of its own. */
export async function startTargets({ threads = 1, node = [] }: Settings = {}): Promise<
  AsyncDisposable & Record<'bare' | 'platform', Target>
> {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const clear = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  const started: ChildProcess[] = []
  const start = async (program: string[], env: Record<string, string>, ready: RegExp) => {
    const { child, match } = await startUntil([process.execPath, ...node, ...program], env, ready)
    started.push(child)
    return { child, said: match[1]! }
  }
  const stop = async () => {
    for (const child of started.splice(0).reverse()) await end(child)
    await clear()
  }
  try {
    const fixtures = join(folder, 'fixtures.json')
    const env = {
      DATA_DIR: join(folder, 'data'),
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      PATH: process.env['PATH'] ?? '',
    }
    const seed = [join(root, 'server/dist/seed.js'), '--fixtures', fixtures]
    const seeded = spawnSync(process.execPath, seed, { env })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
    const bare = await start(
      ['--import', 'tsx', join(import.meta.dirname, 'bare.ts')],
      {},
      /listening on (\d+)/,
    )
    const platform = await start([join(root, 'server/dist/main.js')], { ...env, PORT: '0' }, /ready: (\S+)/)
    const world = JSON.parse(await readFile(fixtures, 'utf8')) as World
    const cookies = await signIn(platform.said, world)
    return {
      bare: {
        name: 'bare Socket.IO',
        url: `http://127.0.0.1:${bare.said}`,
        child: bare.child,
        threadIds: Array.from({ length: threads }, (_, index) => index.toString(16).padStart(24, 'f')),
        cookies: Array<string>(senders).fill(''),
        folder,
      },
      platform: {
        name: 'platform',
        url: platform.said,
        child: platform.child,
        threadIds: await beginThreads(platform.said, world.threads.open, cookies, threads - 1),
        cookies,
        folder,
      },
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const signIn = (url: string, world: World) =>
  Promise.all(
    Array.from({ length: senders }, async (_, index) => {
      const { email, password } = world.roles[`load${index}`]!
      const response = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      if (!response.ok) throw new Error(`Signing in failed with ${response.status}`)
      return response.headers.getSetCookie()[0]!.split(';')[0]!
    }),
  )

/** The thread there is, and as many more in the same room. */
async function beginThreads(url: string, open: string, cookies: string[], count: number): Promise<string[]> {
  const { roomId } = (await (await fetch(`${url}/api/threads/${open}`)).json()) as { roomId: string }
  const ids = [open]
  for (let index = 0; index < count; index++) {
    const response = await fetch(`${url}/api/rooms/${roomId}/threads`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookies[index % cookies.length]! },
      body: JSON.stringify({
        title: `Frage ${index}`,
        text: 'Wer weiß etwas?',
        clientId: crypto.randomUUID(),
      }),
    })
    if (!response.ok) throw new Error(`Beginning a thread failed with ${response.status}`)
    ids.push(((await response.json()) as { thread: { id: string } }).thread.id)
  }
  return ids
}
