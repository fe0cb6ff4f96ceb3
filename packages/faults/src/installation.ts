import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from './person.ts'
import { prepared, type World } from './prepared.ts'
import { createRedis, createServerProgram, createStore, type Program } from './processes.ts'

interface Wanted {
  servers: number
  /** Without it the servers are told of none. */
  withRedis?: boolean
  env?: Record<string, string>
  /** Further settings of one server, by its place. */
  envOf?: (index: number) => Record<string, string>
  /** Programs that the server is started by, by its place. */
  wrapperOf?: (index: number) => string[]
  storeFlags?: string[]
  /** Where the store lies, where it is not to lie with everything else. */
  storeFolder?: string
}

/** Several servers on one store and one Redis, each a process of its own, with the demonstration world. */
export class Installation implements AsyncDisposable {
  readonly folder: string
  readonly store: Program
  readonly redis: Program | undefined
  readonly servers: readonly Program[]
  readonly world: World
  readonly #cookies = new Map<string, Promise<string>>()

  private constructor(
    folder: string,
    world: World,
    store: Program,
    redis: Program | undefined,
    servers: Program[],
  ) {
    this.world = world
    this.folder = folder
    this.store = store
    this.redis = redis
    this.servers = servers
  }

  static async start({
    servers: count,
    withRedis = true,
    env = {},
    envOf = () => ({}),
    wrapperOf = () => [],
    storeFlags = [],
    storeFolder,
  }: Wanted): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-several-'))
    const redis = withRedis ? await createRedis(folder) : undefined
    const { folder: filled, world } = await prepared()
    const place = storeFolder ?? join(folder, 'store')
    await cp(filled, place, { recursive: true })
    const store = await createStore(place, storeFlags)
    const servers: Program[] = []
    for (let index = 0; index < count; index++)
      servers.push(
        await createServerProgram(
          `server ${index + 1}`,
          {
            DATA_DIR: join(folder, 'data'),
            MONGODB_URI: `mongodb://127.0.0.1:${store.port}/augenhoehe?directConnection=true`,
            ...(redis && { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
            RATE_LIMITS: 'off',
            SESSION_SECRET: 'one secret for all of the servers of an installation',
            ...env,
            ...envOf(index),
          },
          { wrapper: wrapperOf(index) },
        ),
      )
    const installation = new Installation(folder, world, store, redis, servers)
    try {
      await Promise.all([redis?.up(), store.up()])
      await Promise.all(servers.map((server) => server.up()))
    } catch (error) {
      await installation[Symbol.asyncDispose]()
      throw error
    }
    return installation
  }

  urlOf(index: number): string {
    return `http://127.0.0.1:${this.servers[index]!.port}`
  }

  /** The cookie of somebody who has signed in, once for as long as this lasts. */
  async signedIn(role: string): Promise<string> {
    const login = this.world.roles[role]
    if (!login) throw new Error(`nobody is ${role}`)
    const cookie = this.#cookies.get(role) ?? signIn(this.urlOf(0), login)
    this.#cookies.set(role, cookie)
    return cookie
  }

  async [Symbol.asyncDispose]() {
    for (const program of [...this.servers, this.store, this.redis]) await program?.end('SIGKILL')
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
