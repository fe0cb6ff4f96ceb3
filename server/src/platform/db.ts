import mongoose, { type Mongoose } from 'mongoose'
import { metrics } from './metrics.ts'
import { assertRecovered } from './recovery.ts'

/**
 * Connects, builds the declared indexes and verifies that they are there:
 * without the unique ones a repeated message would be stored twice, silently.
 * A store into which a backup came only in part is refused, except while that is being done.
 */
export async function connect(uri: string, { recovering = false } = {}): Promise<Mongoose> {
  mongoose.set('strictQuery', 'throw')
  // The second line behind the contracts: an operator in a filter is ours only where it says `trusted`.
  mongoose.set('sanitizeFilter', true)
  await mongoose.connect(uri, {
    autoIndex: false,
    writeConcern: { w: 'majority', journal: true },
    serverSelectionTimeoutMS: 8000,
    retryWrites: !uri.includes('directConnection=true'),
  })
  if (!recovering) await assertRecovered()
  countConnections(mongoose.connection.getClient())
  for (const model of Object.values(mongoose.models)) {
    await model.createIndexes()
    await verifyIndexes(model)
  }
  return mongoose
}

/** The driver says by itself how many connections are in use, and how long one is waited for. */
function countConnections(client: mongoose.mongo.MongoClient) {
  client.on('connectionCheckedOut', ({ durationMS }) => {
    metrics.poolWaitSeconds.observe(durationMS / 1000)
    metrics.storeConnections.inc()
  })
  client.on('connectionCheckedIn', () => metrics.storeConnections.dec())
}

async function verifyIndexes(model: mongoose.Model<unknown>) {
  const built = await model.collection.indexes()
  for (const [keys, options] of model.schema.indexes() as [Record<string, unknown>, { unique?: boolean }][]) {
    const wanted = JSON.stringify(keys)
    const found = built.find((index) => JSON.stringify(index.key) === wanted)
    if (!found || Boolean(found.unique) !== Boolean(options.unique)) {
      throw new Error(`The index ${wanted} of ${model.collection.name} is missing`)
    }
  }
}

const duplicateKey = 11_000

/** The fields of the unique index a write ran into, joined by commas; undefined for any other error. */
export function duplicateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const fault = error as { code?: unknown; keyPattern?: object; writeErrors?: unknown }
  if (fault.code !== duplicateKey) return undefined
  return Object.keys(fault.keyPattern ?? {}).join(',')
}

/** Whether a text has the form of a stored id. */
export const isId = (text: string) => /^[0-9a-f]{24}$/.test(text)
