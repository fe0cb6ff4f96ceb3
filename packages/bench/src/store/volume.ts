import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { anonymousMb, end } from '../processes.ts'
import type { Figure } from '../report.ts'
import type { Size } from './bench.ts'
import { load } from './load.ts'
import { median } from './rates.ts'
import { startStore, withStore } from './server.ts'

const name = 'store, volume'
const starts = 5
const growthAim = 150
const startAim = 1000

/** What memory and start-up do while a collection with three indexes grows large. The folder stays. */
export async function benchVolume(command: string, folder: string, size: Size): Promise<Figure[]> {
  const emptyStarts = await startTimes(command, folder)
  const connection = await withStore(command, folder, (client, { pid }) =>
    connectionCost(client.options.hosts[0]!.port!, pid, size.idleConnections),
  )
  const { idle, growth, seconds } = await withStore(command, folder, async (client, { pid }) => {
    const collection = client.db('bench').collection('contributions')
    await collection.createIndex({ thread: 1, seq: 1 }, { unique: true })
    await collection.createIndex({ seq: 1, at: -1 })
    await setTimeout(1000)
    const idle = anonymousMb(pid)
    const began = performance.now()
    let most = idle
    const watch = setInterval(() => (most = Math.max(most, anonymousMb(pid))), 100)
    await load(collection, size.loaded)
    clearInterval(watch)
    const seconds = (performance.now() - began) / 1000
    return { idle, growth: most - idle, seconds }
  })
  const loadedStarts = await startTimes(command, folder)
  const loaded = `${size.loaded.toLocaleString('en')} documents`
  const slowest = Math.max(...loadedStarts)
  return [
    { name, metric: `${loaded} loaded`, value: size.loaded / seconds, unit: '/s' },
    { name, metric: 'memory of an idle server (RssAnon)', value: idle, unit: 'MB' },
    {
      name,
      metric: `most memory above idle while ${loaded} were loaded`,
      value: growth,
      unit: 'MB',
      target: growthAim,
      ok: growth < growthAim,
    },
    {
      name,
      metric: `memory of each of ${size.idleConnections} idle connections`,
      value: connection,
      unit: 'KB',
    },
    { name, metric: 'start-up, empty folder', value: median(emptyStarts), unit: 'ms' },
    {
      name,
      metric: `slowest of ${starts} start-ups with ${loaded}`,
      value: slowest,
      unit: 'ms',
      target: startAim,
      ok: slowest < startAim,
    },
  ]
}

async function startTimes(command: string, folder: string): Promise<number[]> {
  const times: number[] = []
  for (let count = 0; count < starts; count++) {
    const { child, startMs } = await startStore(command, folder)
    times.push(startMs)
    await end(child)
  }
  return times
}

/** Kilobytes of memory that a connection costs which says nothing. */
async function connectionCost(port: number, pid: number, count: number): Promise<number> {
  await setTimeout(500)
  const before = anonymousMb(pid)
  const sockets: Socket[] = []
  for (let opened = 0; opened < count; opened++) {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    await once(socket, 'connect')
  }
  await setTimeout(500)
  const cost = ((anonymousMb(pid) - before) * 1024) / count
  for (const socket of sockets) socket.destroy()
  return cost
}
