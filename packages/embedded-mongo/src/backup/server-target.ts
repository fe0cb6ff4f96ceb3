import { serialize } from 'bson'
import { decode, fieldEntries, isDocument, type Document } from '../bson/values.ts'
import { BackupError } from './folder.ts'
import type { Target } from './restore.ts'

/** Any MongoDB, through the official driver. */
export async function serverTarget(uri: string): Promise<Target> {
  // Only here: the driver takes longer to load than a server to start.
  const { MongoClient } = await import('mongodb')
  const client = new MongoClient(uri, { writeConcern: { w: 'majority', journal: true } })
  await client.connect()
  const writeConcern = { w: 'majority', j: true }
  return {
    list: async (database) => {
      const found = await client.db(database).listCollections({}, { nameOnly: true }).toArray()
      return found.map(({ name }) => name)
    },
    create: async (database, name, options) => {
      await client.db(database).command({ create: name, ...topLevel(options), writeConcern })
    },
    insert: async (database, name, documents) => {
      const reply = await client.db(database).command({
        insert: name,
        documents: documents.map((bytes) => exactly(bytes, `${database}.${name}`)),
        bypassDocumentValidation: true,
        writeConcern,
      })
      const [failed] = (reply['writeErrors'] ?? []) as { errmsg: string }[]
      if (failed) throw new BackupError(failed.errmsg)
    },
    createIndexes: async (database, name, indexes) => {
      await client.db(database).command({ createIndexes: name, indexes: indexes.map(toMap), writeConcern })
    },
    count: (database, name) => client.db(database).collection(name).countDocuments(),
    close: () => client.close(),
  }
}

/** Options of a command, whose own names are never numbers. */
function topLevel(options: Document): Document {
  return Object.fromEntries(fieldEntries(options).map(([name, value]) => [name, toMap(value)]))
}

/** For the driver: a Map keeps its fields in order whatever their names. */
function toMap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toMap)
  return isDocument(value) ? new Map(fieldEntries(value).map(([name, held]) => [name, toMap(held)])) : value
}

/** The document as the driver will send it; refuses the few that would become something else on the way. */
function exactly(bytes: Buffer, namespace: string): unknown {
  const document = decode(bytes)
  const map = toMap(document) as Document
  if (!Buffer.from(serialize(map)).equals(bytes)) {
    throw new BackupError(
      `a document of ${namespace} holds a value the driver cannot send as it is (a deprecated type, or a date beyond JavaScript's range)`,
    )
  }
  return map
}
