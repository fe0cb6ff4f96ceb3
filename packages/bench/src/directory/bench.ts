import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { fill } from './fill.ts'

const root = resolve(import.meta.dirname, '../../../..')
const aims = { p95Ms: 50, pageKb: 100 }
const sizes = [1500, 15_000] as const

/** What people ask, by kind of question. */
const questions: Record<string, readonly Record<string, string>[]> = {
  'all of them': [{}],
  'by a name': [{ search: 'Brücke Bildung' }, { search: 'laterne 77' }, { search: 'Kompass Jugend' }],
  'while typing': [{ search: 'b' }, { search: 'br' }, { search: 'mosa' }, { search: 'nachba' }],
  'with a typing error': [{ search: 'Lateren' }, { search: 'Kompas Jugned' }, { search: 'rbücke' }],
  'in another script': [{ search: 'Мозаика' }, { search: 'كومباس' }],
  'what nobody has': [{ search: 'quastenflosser' }],
  'by place, topic and language': [
    { district: '06531', field: 'culture' },
    { municipality: '06611000', language: 'tr' },
    { postalCode: '35390', search: 'garten' },
  ],
  'near a place': [{ near: 'Gießen' }, { near: '34117', radiusKm: '25', search: 'Musik' }],
  'by what they offer': [{ offers: 'interpreting' }, { offers: 'rooms', near: 'Hanau' }],
}

/** How fast the directory answers over the wire, with ten times as many organisations too. */
export async function benchDirectory({ quick }: { quick: boolean }): Promise<Figure[]> {
  const figures: Figure[] = []
  const p95Of = new Map<string, number>()
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
    for (const size of sizes) {
      await fill(env.DATA_DIR, size)
      figures.push(...(await figuresOf(size, env, quick ? 40 : 200, p95Of)))
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const worst = (size: number) =>
    Math.max(...Object.keys(questions).map((kind) => p95Of.get(`${kind} ${size}`)!))
  const growth = worst(15_000) / worst(1500)
  return [
    ...figures,
    {
      name: 'directory, 15,000',
      metric: 'slowest p95, ratio',
      value: growth,
      unit: '×',
      ratioTo: 'directory, 1,500',
      target: 10,
      ok: growth < 10,
    },
  ]
}

/** Starts the platform on what the store holds, asks it, and ends it. */
async function figuresOf(
  size: number,
  env: Record<string, string>,
  rounds: number,
  p95Of: Map<string, number>,
): Promise<Figure[]> {
  const name = `directory, ${size.toLocaleString('en')}`
  const began = performance.now()
  const { child, match } = await startUntil(
    [process.execPath, join(root, 'server/dist/main.js')],
    { ...env, PORT: '0' },
    /ready: (\S+)/,
  )
  try {
    const url = match[1]!
    await fetch(`${url}/api/organisations`).then((response) => response.arrayBuffer())
    const firstMs = performance.now() - began
    const figures: Figure[] = [
      { name, metric: 'first answer after a start', value: firstMs / 1000, unit: 's' },
    ]
    for (const [kind, inputs] of Object.entries(questions)) {
      const p95 = quantile(await measure(rounds, inputs, `${url}/api/organisations`), 0.95)
      p95Of.set(`${kind} ${size}`, p95)
      const aim = size === sizes[1] ? { target: aims.p95Ms, ok: p95 <= aims.p95Ms } : {}
      figures.push({ name, metric: `p95, ${kind}`, value: p95, unit: 'ms', ...aim })
    }
    for (const path of ['/organisationen', '/api/organisations', '/api/organisations?limit=100']) {
      const page = await fetch(`${url}${path}`, { headers: { Accept: 'text/html,application/json' } })
      const value = (await page.arrayBuffer()).byteLength / 1000
      const aim = { target: aims.pageKb, ok: value <= aims.pageKb }
      figures.push({ name, metric: `size of ${path}`, value, unit: 'kB', ...aim })
    }
    return figures
  } finally {
    await end(child)
  }
}

/** Milliseconds from asking to having the whole answer, one after the other, sorted. */
async function measure(rounds: number, inputs: readonly Record<string, string>[], url: string) {
  const times: number[] = []
  for (let index = 0; index < rounds; index++) {
    const query = new URLSearchParams(inputs[index % inputs.length])
    const before = performance.now()
    const response = await fetch(`${url}?${query.toString()}`)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`The directory refused ${query.toString()} with ${response.status}`)
    // The first ones compile what all others use.
    if (index >= 10) times.push(performance.now() - before)
  }
  return times.sort((a, b) => a - b)
}
