import { BSON, Int32, type Long } from 'bson'
import { MongoClient, MongoServerError, type Db, type Document } from 'mongodb'
import { decode, fromRaw, isDoc, type Doc, type Present } from './model/bson.ts'
import { Refusal } from './model/refusal.ts'
import { Model } from './model.ts'

/** Whoever answers commands. A failed command is an answer too: `{ code, … }`. */
export interface Target {
  readonly name: string
  run(command: Document): Promise<Doc>
  close(): Promise<void>
}

/** Everything is asked of one database, which is emptied before every round. */
const DATABASE = 'differential'
const AS_SENT = { raw: true, promoteValues: false, promoteLongs: false, bsonRegExp: true }

export async function serverTarget(uri: string, name: string): Promise<Target> {
  const client = new MongoClient(uri, { retryWrites: false })
  await client.connect()
  const database = client.db(DATABASE)
  return { name, run: (command) => runOnServer(database, command), close: () => client.close() }
}

async function runOnServer(database: Db, command: Document): Promise<Doc> {
  try {
    return await wholeReply(database, await database.command(command, AS_SENT))
  } catch (error) {
    // What is no answer of the server, a lost connection say, is nothing to compare.
    if (!(error instanceof MongoServerError) || error.code === undefined) throw error
    const answer: Doc = new Map([['code', new Int32(Number(error.code))]])
    for (const field of ['keyPattern', 'keyValue']) {
      const value = (error.errorResponse as Document)[field] as unknown
      if (value !== undefined) answer.set(field, fromRaw(value))
    }
    return answer
  }
}

/** A reply without what only serves the protocol; of a cursor all documents, whatever batches they come in. */
async function wholeReply(database: Db, raw: Document): Promise<Doc> {
  const answer: Doc = new Map()
  for (const [field, value] of Object.entries(raw)) if (!IGNORED.has(field)) answer.set(field, fromRaw(value))
  const cursor = answer.get('cursor')
  if (!isDoc(cursor)) return answer
  const docs = cursor.get('firstBatch') as Present[]
  let id = cursor.get('id') as Long
  const [, collection = ''] = /^[^.]*\.(.*)$/.exec(cursor.get('ns') as string) ?? []
  while (!id.isZero()) {
    const more = await database.command({ getMore: id, collection, batchSize: 7 }, AS_SENT)
    const next = fromRaw(more['cursor']) as Doc
    docs.push(...(next.get('nextBatch') as Present[]))
    id = next.get('id') as Long
  }
  return new Map([['docs', docs]])
}

const IGNORED = new Set([
  'ok',
  '$clusterTime',
  'operationTime',
  'electionId',
  'opTime',
  'numIndexesBefore',
  'numIndexesAfter',
  'createdCollectionAutomatically',
  'note',
  'nIndexesWas',
  'ns',
  'msg',
  'dropped',
])

export function modelTarget(model: { run(command: Doc): Doc } = new Model()): Target {
  return {
    name: 'model',
    run: (command) => Promise.resolve(runOnModel(model, command)),
    close: () => Promise.resolve(),
  }
}

function runOnModel(model: { run(command: Doc): Doc }, command: Document): Doc {
  try {
    return model.run(decode(BSON.serialize(command)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer: Doc = new Map([['code', new Int32(error.code)]])
    if (error.key) answer.set('keyPattern', error.key.pattern).set('keyValue', error.key.value)
    return answer
  }
}
