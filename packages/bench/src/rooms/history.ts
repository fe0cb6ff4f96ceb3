import { randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ObjectId } from 'mongodb'
import { end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { withStore } from '../store/server.ts'

const root = resolve(import.meta.dirname, '../../../..')
const command = join(root, 'packages/embedded-mongo/bin/embedded-mongo.js')
const together = 1000
const aim = 1.5

/** A page from somewhere in a thread that goes on for years, against the same of a short one. */
export async function benchHistory({ quick }: { quick: boolean }): Promise<Figure[]> {
  const sizes = [1000, quick ? 20_000 : 1_000_000] as const
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const env = {
    DATA_DIR: join(folder, 'data'),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    PATH: process.env['PATH'] ?? '',
  }
  try {
    const seeded = spawnSync(process.execPath, [join(root, 'server/dist/seed.js')], { env })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
    const ids = await fill(env.DATA_DIR, sizes)
    const { child, match } = await startUntil(
      [process.execPath, '--max-old-space-size=4096', join(root, 'server/dist/main.js')],
      { ...env, PORT: '0' },
      /ready: (\S+)/,
    )
    try {
      return figuresOf(sizes, await read(match[1]!, ids, sizes, quick ? 50 : 400))
    } finally {
      await end(child)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** A thread of each size, made after one that the store has; the number of each contribution is its place. */
const fill = (dataDir: string, sizes: readonly number[]) =>
  withStore(command, resolve(dataDir, 'store'), async (client) => {
    const database = client.db('augenhoehe')
    const [threads, contributions] = [database.collection('threads'), database.collection('contributions')]
    const room = await database.collection('rooms').findOne({ visibility: 'public' })
    const thread = room && (await threads.findOne({ roomId: String(room._id) }))
    const contribution =
      thread && (await contributions.findOne({ threadId: thread._id, state: 'published', replyTo: null }))
    if (!contribution) throw new Error('The store does not hold the demonstration world')
    const ids: string[] = []
    for (const size of sizes) {
      const threadId = new ObjectId()
      ids.push(threadId.toHexString())
      await threads.insertOne({
        ...thread,
        _id: threadId,
        clientId: randomUUID(),
        contributionCount: size,
      })
      for (let start = 1; start <= size; start += together)
        await contributions.insertMany(
          Array.from({ length: Math.min(together, size - start + 1) }, (_, index) => ({
            ...contribution,
            _id: new ObjectId(),
            threadId,
            clientId: randomUUID(),
            seq: start + index,
            rev: start + index,
            type: null,
            text: `Satz ${start + index}: Wir wissen es noch nicht, aber wir fragen nach.`,
          })),
        )
    }
    return ids
  })

/** Milliseconds from asking for fifty before a place to having them, in turn for each thread, sorted. */
async function read(url: string, ids: readonly string[], sizes: readonly number[], rounds: number) {
  const times = ids.map((): number[] => [])
  const warmUp = 20
  for (let round = 0; round < rounds + warmUp; round++)
    for (const [index, id] of ids.entries()) {
      const size = sizes[index]!
      // Spread over the whole thread, the same each time.
      const before = 51 + Math.floor((size - 51) * ((round * 0.618_034) % 1))
      const asked = performance.now()
      const response = await fetch(`${url}/api/threads/${id}/contributions?beforeSeq=${before}&limit=50`)
      if (!response.ok) throw new Error(`A page was refused with ${response.status}`)
      const { contributions } = (await response.json()) as { contributions: { seq: number }[] }
      const took = performance.now() - asked
      if (contributions.length !== 50 || contributions.at(-1)!.seq !== before - 1)
        throw new Error(`Not the page before ${before}`)
      if (round >= warmUp) times[index]!.push(took)
    }
  return times.map((all) => all.sort((a, b) => a - b))
}

function figuresOf(sizes: readonly number[], times: readonly number[][]): Figure[] {
  const name = (index: number) => `rooms, thread of ${sizes[index]!.toLocaleString('en')}`
  const middle = (index: number) => quantile(times[index]!, 0.5)
  const ratio = middle(1) / middle(0)
  return [
    ...times.flatMap((all, index): Figure[] => [
      { name: name(index), metric: 'page of 50, half below', value: quantile(all, 0.5), unit: 'ms' },
      { name: name(index), metric: 'page of 50, 99 in 100 below', value: quantile(all, 0.99), unit: 'ms' },
    ]),
    {
      name: name(1),
      metric: 'page of 50, half below, ratio',
      value: ratio,
      unit: '×',
      ratioTo: name(0),
      target: aim,
      ok: ratio <= aim,
    },
  ]
}
