import { MongoClient } from 'mongodb'

/**
 * A client of its own in a process of its own, so that nothing but the server keeps it waiting. It pings without
 * pause; asked for it, it tells the longest ping since it was last asked.
 */
const client = new MongoClient(process.argv[2]!, { maxPoolSize: 1 })
const database = client.db('admin')
let longest = 0
let isAsked = false
process.on('message', () => {
  isAsked = true
})
process.on('disconnect', () => process.exit(0))
await client.connect()
for (let count = 0; ; count++) {
  const began = performance.now()
  await database.command({ ping: 1 })
  const took = performance.now() - began
  // The first ones are slow for reasons of the client.
  if (count >= 500) longest = Math.max(longest, took)
  if (count === 500) process.send!('ready')
  // Only after a ping: the one that was held up may still be under way when the question comes.
  if (!isAsked) continue
  process.send!(longest)
  longest = 0
  isAsked = false
}
