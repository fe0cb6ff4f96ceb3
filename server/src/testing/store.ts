import { fileURLToPath } from 'node:url'
import { binaryForTests } from '@augenhoehe/embedded-mongo/testing'
import { MongoMemoryServer } from 'mongodb-memory-server'
import type { TestProject } from 'vitest/node'

/** One store for all server tests: the embedded one, or with TEST_MONGODB=real a mongod. */
export default async function setup({ provide }: TestProject) {
  const embedded = fileURLToPath(
    new URL('../../../packages/embedded-mongo/bin/embedded-mongo.js', import.meta.url),
  )
  const store = await MongoMemoryServer.create({ binary: binaryForTests(embedded) })
  provide('mongoUri', store.getUri())
  return async () => {
    await store.stop({ doCleanup: true })
  }
}
