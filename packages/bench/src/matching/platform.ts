import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fill } from '../directory/fill.ts'
import { lateness, sayingLateness, type Late } from '../lateness.ts'
import { end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'

const root = resolve(import.meta.dirname, '../../../..')
const aims = { blockMs: 50, ratio: 1.3 }

interface Measured {
  size: number
  /** While the market and the first list were made, and then everybody's. */
  firstList: Late
  firstListMs: number
  cycle: Late
  cycleMs: number
  /** Sorted, in milliseconds. */
  pages: number[]
  reading: Late
}

/**
 * The platform itself, over HTTP: how long others wait while everybody's lists are made, and what reading one costs with
 * ten times as many organisations.
 */
export async function benchPlatform({ quick }: { quick: boolean }): Promise<Figure[]> {
  const sizes = quick ? [1500, 6000] : [1500, 15_000]
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const env = {
    DATA_DIR: join(folder, 'data'),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    PATH: process.env['PATH'] ?? '',
  }
  const measured: Measured[] = []
  try {
    const seeded = spawnSync(process.execPath, [join(root, 'server/dist/seed.js')], { env })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
    for (const size of sizes) {
      // Lists of fewer organisations must not stand for those of more.
      await fill(env.DATA_DIR, size, ['matchingCycles'])
      measured.push(await measure(size, env, quick ? 100 : 400))
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  return figuresOf(measured)
}

async function measure(size: number, env: Record<string, string>, pages: number): Promise<Measured> {
  const { child, match } = await startUntil(
    [process.execPath, ...sayingLateness, join(root, 'server/dist/main.js')],
    { ...env, PORT: '0' },
    /ready: (\S+)/,
  )
  try {
    const url = match[1]!
    const began = performance.now()
    await lateness(child)
    const page = await reader(url)
    const firstListMs = await page()
    const firstList = await lateness(child)
    while (!(await isMade(url))) await wait(100)
    const cycleMs = performance.now() - began
    const cycle = await lateness(child)
    const times: number[] = []
    for (let number = 0; number < pages; number++) {
      const ms = await page()
      // The first ones compile what all others use.
      if (number >= 20) times.push(ms)
    }
    const reading = await lateness(child)
    return { size, firstList, firstListMs, cycle, cycleMs, pages: times.sort((a, b) => a - b), reading }
  } finally {
    await end(child)
  }
}

/** Reads, as somebody, the suggestions of their association: milliseconds from asking for a page to having all of it. */
async function reader(url: string) {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ email: 'org-admin@augenhoehe.example', password: 'augenhoehe-demo' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async (path: string) => {
    const response = await fetch(`${url}/api${path}`, { headers: { Cookie: cookie } })
    if (!response.ok) throw new Error(`${path} was refused with ${response.status}`)
    return response.json() as Promise<unknown>
  }
  const { memberships } = (await ask('/me')) as { memberships: { organisationId: string }[] }
  const { organisationId } = memberships[0]!
  return async () => {
    const before = performance.now()
    const { suggestions } = (await ask(`/matching/suggestions?organisationId=${organisationId}`)) as {
      suggestions: unknown[]
    }
    if (suggestions.length === 0) throw new Error('A page without suggestions')
    return performance.now() - before
  }
}

async function isMade(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/matching/quality`)
  return ((await response.json()) as { quality: unknown }).quality !== null
}

function figuresOf(measured: readonly Measured[]): Figure[] {
  const name = (size: number) => `platform, ${size.toLocaleString('en')}`
  // By the clock a loop is late also where other programs had the processor: the aim is about what it does itself.
  const late = (size: number, when: string, { p99, max, worked, collected }: Late): Figure[] => [
    { name: name(size), metric: `event loop late ${when}, p99`, value: p99, unit: 'ms' },
    { name: name(size), metric: `event loop late ${when}, most`, value: max, unit: 'ms' },
    {
      name: name(size),
      metric: `longest block ${when}`,
      value: worked,
      unit: 'ms',
      target: aims.blockMs,
      ok: worked <= aims.blockMs,
    },
    { name: name(size), metric: `longest collection of garbage ${when}`, value: collected, unit: 'ms' },
  ]
  const [smallest, largest] = [measured[0]!, measured.at(-1)!]
  const median = ({ pages }: Measured) => quantile(pages, 0.5)
  const ratio = median(largest) / median(smallest)
  return [
    ...measured.flatMap((one): Figure[] => [
      {
        name: name(one.size),
        metric: 'first list, before the first cycle',
        value: one.firstListMs,
        unit: 'ms',
      },
      ...late(one.size, 'until the first list', one.firstList),
      {
        name: name(one.size),
        metric: 'start until all lists are stored',
        value: one.cycleMs / 1000,
        unit: 's',
      },
      ...late(one.size, 'while lists are made', one.cycle),
      { name: name(one.size), metric: 'a page of suggestions, median', value: median(one), unit: 'ms' },
      {
        name: name(one.size),
        metric: 'a page of suggestions, p95',
        value: quantile(one.pages, 0.95),
        unit: 'ms',
      },
      ...late(one.size, 'while pages are read', one.reading),
    ]),
    {
      name: name(largest.size),
      metric: 'a page of suggestions, median',
      value: ratio,
      unit: '×',
      ratioTo: name(smallest.size),
      target: aims.ratio,
      ok: ratio <= aims.ratio,
    },
  ]
}
