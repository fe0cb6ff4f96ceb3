import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { MONGODB_VERSION } from '../src/commands/server.ts'

/** Whether tests shall run on a real mongod: `TEST_MONGODB=real npm test`. */
export const isRealMongod = process.env['TEST_MONGODB'] === 'real'

/**
 * What mongodb-memory-server starts for tests: our own server, or for TEST_MONGODB=real the mongod on the PATH, or
 * else one that library downloads.
 */
export function binaryForTests(embedded: string): { version: string; systemBinary?: string } {
  const systemBinary = isRealMongod ? mongodOnPath() : embedded
  return { version: MONGODB_VERSION, ...(systemBinary && { systemBinary }) }
}

// That library takes a path, not a name.
function mongodOnPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, 'mongod')).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
