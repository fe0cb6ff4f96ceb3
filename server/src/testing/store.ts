import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { MongoMemoryServer } from 'mongodb-memory-server'
import type { TestProject } from 'vitest/node'

/**
 * One store for all server tests, started by mongodb-memory-server: our embedded one as its system binary,
 * or with TEST_MONGODB=real a mongod from the PATH, or else the one that library downloads.
 */
export default async function setup({ provide }: TestProject) {
  const real = process.env['TEST_MONGODB'] === 'real'
  const installed = spawnSync('mongod', ['--version']).status === 0
  const embedded = fileURLToPath(
    new URL('../../../packages/embedded-mongo/bin/embedded-mongo.js', import.meta.url),
  )
  const systemBinary = real ? (installed ? 'mongod' : undefined) : embedded
  const store = await MongoMemoryServer.create({
    binary: { version: '7.0.14', ...(systemBinary && { systemBinary }) },
  })
  provide('mongoUri', store.getUri())
  return async () => {
    await store.stop({ doCleanup: true })
  }
}
