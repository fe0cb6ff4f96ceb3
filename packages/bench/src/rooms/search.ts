import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { anonymousMb, end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { openingFigures } from './opening.ts'
import { scrollingFigures } from './scrolling.ts'

const root = resolve(import.meta.dirname, '../../../..')
const aims = { p95Ms: 60, buildS: 15, memoryMb: 300 }

/** What people type: whole words, beginnings, insides of compounds, several words, typing errors, nonsense. */
const questions = [
  'Erfahrung',
  'Stadtverwaltung',
  'Förderung',
  'jugendforderung',
  'Nachbarschaftstreffen',
  'Nachbarschaftstrefen',
  'Projektberatung Gießen',
  'wir suchen jemanden',
  'Wer hat Erfahrung mit der Stadtverwaltung in dieser Frage?',
  'Antrag gegenliest',
  'kass',
  'ver',
  'be',
  'wi',
  'Vereinshaus Kassel Abend',
  'Sprachwerkstatt Netzwerk',
  'quastenflosser',
  'Brücke',
  'musikgrupe',
  '1234',
]

/** How fast the one box answers on a server that runs, beside listing its rooms. */
export async function searchFigures(name: string, url: string, rounds: number): Promise<Figure[]> {
  const search = await measure(rounds, (index) => {
    const query = new URLSearchParams({ q: questions[index % questions.length]! })
    return `${url}/api/search?${query.toString()}`
  })
  const rooms = await measure(rounds, () => `${url}/api/rooms`)
  const p95 = quantile(search, 0.95)
  return [
    { name, metric: 'search, half below', value: quantile(search, 0.5), unit: 'ms' },
    { name, metric: 'search p95', value: p95, unit: 'ms', target: aims.p95Ms, ok: p95 <= aims.p95Ms },
    {
      name,
      metric: 'search p95, ratio',
      value: p95 / quantile(rooms, 0.95),
      unit: '×',
      ratioTo: 'listing the rooms',
    },
  ]
}

/** The same over a hundred thousand contributions, how long their index takes, and what it takes of memory. */
export async function benchSearch(): Promise<Figure[]> {
  const contributions = 100_000
  const name = `rooms, search over ${contributions.toLocaleString('en')}`
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const env = {
    DATA_DIR: join(folder, 'data'),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'info',
    PATH: process.env['PATH'] ?? '',
  }
  const seed = (...options: string[]) => {
    const seeded = spawnSync(process.execPath, [join(root, 'server/dist/seed.js'), ...options], { env })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
  }
  try {
    // What the platform takes with the demonstration alone is what the index comes on top of.
    seed()
    const before = await start(env)
    const without = anonymousMb(before.child.pid!)
    await end(before.child)
    seed('--contributions', String(contributions))
    const { child, url, buildMs } = await start(env)
    try {
      const memory = anonymousMb(child.pid!) - without
      return [
        ...(await searchFigures(name, url, 15)),
        ...(await openingFigures('rooms', url, 100)),
        ...(await scrollingFigures('rooms', url)),
        {
          name,
          metric: 'index built',
          value: buildMs / 1000,
          unit: 's',
          target: aims.buildS,
          ok: buildMs / 1000 <= aims.buildS,
        },
        {
          name,
          metric: 'memory on top',
          value: memory,
          unit: 'MB',
          target: aims.memoryMb,
          ok: memory <= aims.memoryMb,
        },
      ]
    } finally {
      await end(child)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** The platform, once it answers and its index is complete. */
async function start(env: Record<string, string>) {
  const built = String.raw`"ms":(\d+),"msg":"search index built"`
  const ready = String.raw`ready: (\S+)`
  const both = new RegExp(`${built}[\\s\\S]*${ready}|${ready}[\\s\\S]*${built}`)
  const { child, match } = await startUntil(
    [process.execPath, join(root, 'server/dist/main.js')],
    { ...env, PORT: '0' },
    both,
  )
  return { child, url: (match[2] ?? match[3])!, buildMs: Number(match[1] ?? match[4]) }
}

/** Milliseconds from asking to having the whole answer, one after the other, sorted. */
async function measure(rounds: number, address: (index: number) => string): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < rounds * questions.length; index++) {
    const before = performance.now()
    const response = await fetch(address(index))
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`A search was refused with ${response.status}`)
    times.push(performance.now() - before)
  }
  return times.sort((a, b) => a - b)
}
