import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { MongoClient } from 'mongodb'
import { end, startUntil } from '../processes.ts'

const embedded = resolve(import.meta.dirname, '../../../embedded-mongo')

/** The server as it was built last, copied aside: a build meanwhile must not change what is measured. */
export async function ownCopy(): Promise<{ command: string; remove: () => Promise<void> }> {
  const cache = join(embedded, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'bench-'))
  const command = join(folder, 'cli.mjs')
  await copyFile(join(embedded, 'dist/cli.js'), command)
  return { command, remove: () => rm(folder, { recursive: true, force: true }) }
}

export interface StoreProcess {
  readonly uri: string
  readonly pid: number
  readonly child: ChildProcess
  /** From spawning it to its saying that it waits for connections. */
  readonly startMs: number
}

export async function startStore(command: string, folder: string): Promise<StoreProcess> {
  const began = performance.now()
  const { child, match } = await startUntil(
    [process.execPath, command, '--dbpath', folder, '--port', '0'],
    {},
    /"waiting for connections".*"port":(\d+)/,
  )
  const startMs = performance.now() - began
  return { uri: `mongodb://127.0.0.1:${match[1]}/`, pid: child.pid!, child, startMs }
}

/** Starts it, lets `work` use it through the official driver, and ends it in good order. */
export async function withStore<T>(
  command: string,
  folder: string,
  work: (client: MongoClient, store: StoreProcess) => Promise<T>,
): Promise<T> {
  const store = await startStore(command, folder)
  const client = new MongoClient(store.uri)
  try {
    return await work(await client.connect(), store)
  } finally {
    await client.close()
    await end(store.child)
  }
}

/** The server that only answers, through the same driver. */
export async function withBare<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
  const { child, match } = await startUntil(
    [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'bare.ts')],
    {},
    /listening on (\d+)/,
  )
  const client = new MongoClient(`mongodb://127.0.0.1:${match[1]}/`)
  try {
    return await work(await client.connect())
  } finally {
    await client.close()
    await end(child)
  }
}
