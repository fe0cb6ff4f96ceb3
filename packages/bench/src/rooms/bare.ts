import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/**
 * What the platform is compared with: Socket.IO alone. It takes the same event, keeps nothing, and sends
 * every listener a message of the same shape and size.
 */
const http = createServer()
// The settings of the connection are the platform's, so that only the work differs.
const io = new Server(http, {
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 64 * 1024,
  pingInterval: 15_000,
  pingTimeout: 10_000,
})
const clock = new Map<string, number>()
const id = () => randomBytes(12).toString('hex')
const authorId = id()

io.on('connection', (socket) => {
  socket.on('thread.follow', ({ threadId }: { threadId: string }, ack: (answer: unknown) => void) => {
    void socket.join(threadId)
    ack({ ok: true, data: { missed: [], rev: clock.get(threadId) ?? 0 } })
  })
  socket.on('thread.contribute', (draft: Record<string, string>, ack: (answer: unknown) => void) => {
    const threadId = draft['threadId']!
    const rev = (clock.get(threadId) ?? 0) + 1
    clock.set(threadId, rev)
    const contribution = {
      id: id(),
      threadId,
      clientId: draft['clientId'],
      seq: rev,
      rev,
      authorId,
      authorName: 'Last 1',
      institution: null,
      actingOrganisationId: null,
      organisation: null,
      text: draft['text'],
      type: null,
      event: null,
      state: 'published',
      questionId: 'q-prof-3',
      lang: null,
      replyTo: null,
      restriction: null,
      createdAt: new Date().toISOString(),
      editedAt: null,
    }
    io.to(threadId).emit('thread.changed', {
      threadId,
      afterRev: rev - 1,
      rev,
      contributions: [contribution],
    })
    ack({ ok: true, data: contribution })
  })
})
http.listen(0, '127.0.0.1', () => console.log(`listening on ${(http.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
