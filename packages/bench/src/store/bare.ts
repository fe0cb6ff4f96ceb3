import { createServer, type AddressInfo, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'
import { contribution } from './documents.ts'

/**
 * What the reads are compared with besides `ping`: a server that reads nothing and stores nothing. It answers every
 * `find` with the same contributions, as many as its limit says, so that what remains is the driver and the wire.
 */
const OP_REPLY = 1
const OP_MSG = 2013
const greeting = {
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: 1,
}

/** The documents by the limit of the `find`. */
const found = new Map(
  [1, 50].map((limit) => {
    const firstBatch = Array.from({ length: limit }, (_, index) => contribution(index))
    return [limit, BSON.serialize({ cursor: { firstBatch, id: BSON.Long.ZERO, ns: 'bench.any' }, ok: 1 })]
  }),
)
const others = BSON.serialize(greeting)

function answer(message: Buffer): Buffer {
  const isMsg = message.readInt32LE(12) === OP_MSG
  const command: Document = isMsg ? BSON.deserialize(message.subarray(21)) : {}
  const body = ('find' in command && found.get(command['limit'] as number)) || others
  const head = Buffer.alloc(isMsg ? 21 : 36)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(message.readInt32LE(4), 8)
  head.writeInt32LE(isMsg ? OP_MSG : OP_REPLY, 12)
  if (!isMsg) head.writeInt32LE(1, 32)
  return Buffer.concat([head, body])
}

function serve(socket: Socket) {
  let pending: Buffer = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const length = pending.readInt32LE(0)
      socket.write(answer(pending.subarray(0, length)))
      pending = pending.subarray(length)
    }
  })
}

const server = createServer({ noDelay: true }, serve)
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
