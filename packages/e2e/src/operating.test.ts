import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { threadAddress, visit } from './browser.ts'
import { Platform } from './platform.ts'
import { faultsOf, readThread, signIn, Writer } from './writers.ts'

const title = 'Günstige Software für die Buchhaltung'

/** The processes this one has started. */
const childrenOf = (pid: number) =>
  execFileSync('ps', ['-o', 'pid=,ppid=', '-A'])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child!)

/** Four people who write into the same thread, one contribution after the other. */
async function writersAt({ url }: Platform) {
  const cookies = await Promise.all(
    [0, 1, 2, 3].map((index) => signIn(url, `load${index}@augenhoehe.example`, 'augenhoehe-demo')),
  )
  const read = async (path: string) => (await fetch(`${url}/api${path}`)).json() as Promise<unknown>
  const { id: roomId } = (await read('/rooms/professionalisierung')) as { id: string }
  const { threads } = (await read(`/rooms/${roomId}/threads`)) as { threads: { id: string; title: string }[] }
  const threadId = threads.find((one) => one.title === title)!.id
  const writers = cookies.map((cookie, index) => new Writer(url, cookie, threadId, `Stimme ${index + 1}`))
  return { threadId, roomId, cookie: cookies[0]!, writers }
}

const eachTold = (writers: readonly Writer[], more: number) => {
  const wanted = writers.map(({ told }) => told.length + more)
  return expect
    .poll(() => writers.every(({ told }, index) => told.length >= wanted[index]!), { timeout: 60_000 })
    .toBe(true)
}

it('is not ready while its store hangs, lives on, and is ready again when the store goes on', async () => {
  const platform = await Platform.start()
  const [store] = childrenOf(platform.pid)
  try {
    const status = async (path: string) => (await fetch(platform.url + path)).status
    expect(await status('/readyz')).toBe(200)
    process.kill(store!, 'SIGSTOP')
    await expect.poll(() => status('/readyz'), { timeout: 10_000 }).toBe(503)
    expect(await status('/healthz')).toBe(200)
    process.kill(store!, 'SIGCONT')
    await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(200)
  } finally {
    process.kill(store!, 'SIGCONT')
    await platform.stop()
  }
}, 200_000)

it('is asked to end while people write: no send fails, nothing is lost or doubled, and nobody is told of a fault', async () => {
  const platform = await Platform.start()
  await using reader = await visit(platform.url, { as: 'member', width: 390, height: 8000 })
  const { page } = reader
  try {
    const { threadId, cookie, writers } = await writersAt(platform)
    await page.goto(await threadAddress(reader, 'professionalisierung', title))
    await page.getByRole('log').waitFor()
    for (const writer of writers) writer.start()
    for (let round = 1; round <= 2; round++) {
      await eachTold(writers, 20)
      const from = performance.now()
      expect(await platform.end()).toBe(0)
      expect(performance.now() - from).toBeLessThan(25_000)
      for (const { moving } of writers) {
        expect(moving).toHaveLength(round)
        expect(moving.at(-1)).toBeLessThan(5000)
      }
      await platform.up()
    }
    await eachTold(writers, 20)
    await Promise.all(writers.map((writer) => writer.stop()))

    expect(writers.flatMap(({ failed }) => failed)).toEqual([])
    const told = writers.flatMap((writer) => writer.told)
    expect(told.length).toBeGreaterThan(230)
    const stored = await readThread(platform.url, threadId, cookie)
    expect(faultsOf(stored, told)).toEqual([])
    // Nobody wrote more than they were told of: each had been asked to send the last one until it was.
    expect(stored.filter(({ text }) => text?.startsWith('Stimme'))).toHaveLength(told.length)
    const last = stored.at(-1)!.text
    await page.getByText(last, { exact: true }).waitFor()
    expect(reader.complaints).toEqual([])
  } finally {
    await platform.stop()
  }
}, 400_000)

it('says that it leaves before it takes nothing more, and gives up at once when it is asked twice', async () => {
  const platform = await Platform.start({ SHUTDOWN_PAUSE: '10' })
  try {
    const ended = platform.end()
    await expect.poll(async () => (await fetch(`${platform.url}/readyz`)).status, { timeout: 9000 }).toBe(503)
    // A proxy that has not seen it yet sends people here still.
    expect((await fetch(`${platform.url}/api/rooms`)).status).toBe(200)
    process.kill(platform.pid, 'SIGTERM')
    expect(await ended).toBe(1)
  } finally {
    await platform.stop()
  }
}, 200_000)

describe('what the checker of deliveries finds', () => {
  const told = [
    { clientId: 'a', text: 'A', seq: 1 },
    { clientId: 'b', text: 'B', seq: 2 },
  ]
  it.each([
    ['nothing', told, []],
    ['a loss', told.slice(0, 1), ['B was acknowledged and is lost']],
    ['a gap', [told[0]!, { ...told[1]!, seq: 3 }], ['place 2 holds 3', 'B was acknowledged at 2, is 3']],
    ['a double', [...told, { ...told[1]!, seq: 3 }], ['b is stored 2 times']],
    ['other words', [told[0]!, { ...told[1]!, text: 'C' }], ['B was acknowledged at 2, is 2']],
  ])('%s', (_, stored, faults) => {
    expect(faultsOf(stored, told)).toEqual(faults)
  })
})
