import { decode, type Document } from '../bson/values.ts'
import { createRunner } from '../commands/dispatch.ts'
import { openInstance } from '../server.ts'
import type { Target } from './restore.ts'

/** A data folder no server is running on. Documents go in byte for byte. */
export async function folderTarget(folder: string, onFatal: (error: Error) => void): Promise<Target> {
  const { instance, close } = await openInstance({
    folder,
    ttlSweepSeconds: 0,
    enableTestCommands: false,
    onFatal,
    onShutdown: () => {},
  })
  const run = createRunner(instance)
  const ask = async (command: Document): Promise<void> => {
    await run(command, { id: 0, remote: 'restore', isClosed: false }, false)
  }
  const { catalogue, store } = instance
  return {
    list: async (database) => [
      ...catalogue.list(database).map(({ name }) => name),
      ...catalogue.views.list(database).map(({ name }) => name),
    ],
    create: (database, name, options) => ask({ create: name, ...options, $db: database }),
    insert: (database, name, documents) => {
      const drafts = documents.map((bytes) => ({ bytes, document: decode(bytes) }))
      return store.write(() => {
        const collection = catalogue.findOrCreate(`${database}.${name}`)
        for (const { bytes, document } of drafts) collection.insert(bytes, document)
      })
    },
    createIndexes: (database, name, indexes) => ask({ createIndexes: name, indexes, $db: database }),
    count: async (database, name) => catalogue.find(`${database}.${name}`)?.count() ?? 0,
    close,
  }
}
