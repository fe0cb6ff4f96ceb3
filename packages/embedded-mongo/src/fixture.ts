import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { onTestFinished } from 'vitest'
import { startServer, type RunningServer } from './server.ts'
import { Catalogue } from './storage/catalogue.ts'
import { openStore, type KeyValueStore } from './storage/kv.ts'

/** Help for tests: folders, stores and servers that are gone when the test is over. */

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function failTest(error: Error): never {
  throw error
}

/** An open store with its catalogue. */
export function temporaryStore(): { store: KeyValueStore; catalogue: Catalogue } {
  const store = openStore(temporaryFolder(), { onFatal: failTest })
  onTestFinished(() => store.close())
  return { store, catalogue: new Catalogue(store) }
}

export interface TestServer {
  readonly uri: string
  readonly port: number
  readonly client: MongoClient
}

/** A server in this process on a free port, and a client for it. */
export async function temporaryServer(options: { enableTestCommands?: boolean } = {}): Promise<TestServer> {
  const server: RunningServer = await startServer({
    folder: temporaryFolder(),
    address: { host: '127.0.0.1', port: 0 },
    ttlSweepSeconds: 3600,
    enableTestCommands: options.enableTestCommands ?? false,
    onShutdown: () => {},
    onFatal: failTest,
  })
  const port = server.port as number
  const uri = `mongodb://127.0.0.1:${port}/`
  const client = new MongoClient(uri)
  onTestFinished(async () => {
    await client.close()
    await server.close()
  })
  await client.connect()
  return { uri, port, client }
}
