import { MongoMemoryServer } from 'mongodb-memory-server'
import { afterAll, beforeAll } from 'vitest'
import { binaryForTests, isRealMongod } from './binary.ts'
import { buildCommand } from './build.ts'

/** A server for all tests of a file, started as the platform's tests start theirs: by mongodb-memory-server. */
export function mongodForTests(): { readonly uri: string } {
  let server: MongoMemoryServer | undefined
  let remove = () => {}
  beforeAll(async () => {
    const built = isRealMongod ? undefined : await buildCommand()
    remove = () => built?.remove()
    server = await MongoMemoryServer.create({ binary: binaryForTests(built?.binary ?? '') })
  }, 120_000)
  afterAll(async () => {
    await server?.stop({ doCleanup: true })
    remove()
  })
  return {
    get uri() {
      if (!server) throw new Error('the server is there from beforeAll on')
      return server.getUri()
    },
  }
}
