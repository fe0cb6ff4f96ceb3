import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawnSync } from 'node:child_process'
import { cpuMs, end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { openingFigures } from './opening.ts'
import { searchFigures } from './search.ts'
import { Swarm, type Load, type Outcome } from './swarm.ts'

interface Target {
  name: 'bare Socket.IO' | 'platform'
  url: string
  pid: number
  threadId: string
  cookies: string[]
}
interface Measured extends Outcome {
  cpuMs: number
}
type Results = Map<string, { paced: Measured[]; fast: Measured[] }>

const root = resolve(import.meta.dirname, '../../../..')
const text =
  'Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns oder online. '.repeat(
    2,
  )
const senders = 8
/** CPU per delivery of the platform against bare Socket.IO, at a thousand listeners. */
const aim = 1.6

/** The same listeners, the same messages: once against Socket.IO alone, once against the platform with its durable store. */
export async function benchRooms({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const bare = await startUntil(
    [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'bare.ts')],
    {},
    /listening on (\d+)/,
  )
  try {
    const fixtures = join(folder, 'fixtures.json')
    const env = {
      DATA_DIR: join(folder, 'data'),
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      PATH: process.env['PATH'] ?? '',
    }
    const seeded = spawnSync(process.execPath, [join(root, 'server/dist/seed.js'), '--fixtures', fixtures], {
      env,
    })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
    const platform = await startUntil(
      [process.execPath, join(root, 'server/dist/main.js')],
      { ...env, PORT: '0' },
      /ready: (\S+)/,
    )
    try {
      const world = JSON.parse(await readFile(fixtures, 'utf8')) as World
      const url = platform.match[1]!
      const targets: Target[] = [
        {
          name: 'bare Socket.IO',
          url: `http://127.0.0.1:${bare.match[1]}`,
          pid: bare.child.pid!,
          threadId: 'f'.repeat(24),
          cookies: Array<string>(senders).fill(''),
        },
        {
          name: 'platform',
          url,
          pid: platform.child.pid!,
          threadId: world.threads.open,
          cookies: await signIn(url, world),
        },
      ]
      const figures: Figure[] = []
      for (const listeners of [200, 1000]) figures.push(...(await compare(targets, listeners, quick)))
      if (quick) {
        figures.push(...(await searchFigures('rooms, search over what was written', url, 3)))
        figures.push(...(await openingFigures('rooms', url, 30)))
      }
      return figures
    } finally {
      await end(platform.child)
    }
  } finally {
    await end(bare.child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

interface World {
  roles: Record<string, { email: string; password: string }>
  threads: { open: string }
}

const signIn = (url: string, world: World) =>
  Promise.all(
    Array.from({ length: senders }, async (_, index) => {
      const { email, password } = world.roles[`load${index}`]!
      const response = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      if (!response.ok) throw new Error(`Signing in failed with ${response.status}`)
      return response.headers.getSetCookie()[0]!.split(';')[0]!
    }),
  )

/** Paced rounds in turn, so that both meet the same machine; in the last also one as fast as it goes. */
async function compare(targets: Target[], listeners: number, quick: boolean): Promise<Figure[]> {
  const rounds = quick ? 1 : 3
  const paced: Load = { rate: listeners >= 1000 ? 10 : 50, inFlight: 0, seconds: quick ? 2 : 6 }
  const fast: Load = { rate: 0, inFlight: 4, seconds: quick ? 1 : 5 }
  const results: Results = new Map(targets.map(({ name }) => [name, { paced: [], fast: [] }]))
  for (let round = 1; round <= rounds; round++) {
    for (const target of targets) {
      const result = results.get(target.name)!
      const swarm = new Swarm({ ...target, listeners, text })
      await swarm.connect()
      result.paced.push(await measure(target, swarm, paced))
      if (round === rounds) result.fast.push(await measure(target, swarm, fast))
      swarm.close()
    }
  }
  return figuresOf(listeners, results)
}

async function measure({ pid }: Target, swarm: Swarm, load: Load): Promise<Measured> {
  const before = cpuMs(pid)
  const outcome = await swarm.run(load)
  return { ...outcome, cpuMs: cpuMs(pid) - before }
}

function figuresOf(listeners: number, results: Results): Figure[] {
  const name = `rooms, ${listeners} listeners`
  const sum = (all: Measured[], of: (one: Measured) => number) =>
    all.reduce((total, one) => total + of(one), 0)
  const per = new Map<
    string,
    { cpuUs: number; perSecond: number; p50: number; p99: number; missing: number; repeated: number }
  >()
  for (const [target, { paced, fast }] of results) {
    const latencies = paced.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b)
    per.set(target, {
      cpuUs: (sum(paced, ({ cpuMs }) => cpuMs) * 1000) / sum(paced, ({ deliveries }) => deliveries),
      perSecond: sum(fast, ({ deliveries }) => deliveries) / sum(fast, ({ seconds }) => seconds),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      missing: sum([...paced, ...fast], ({ missing }) => missing),
      repeated: sum([...paced, ...fast], ({ repeated }) => repeated),
    })
  }
  const [bare, platform] = [per.get('bare Socket.IO')!, per.get('platform')!]
  const both = (metric: string, unit: string, of: (one: typeof bare) => number): Figure[] => [
    { name, metric: `${metric}, bare Socket.IO`, value: of(bare), unit },
    { name, metric: `${metric}, platform`, value: of(platform), unit },
  ]
  const ratio = platform.cpuUs / bare.cpuUs
  const lost = platform.missing + platform.repeated
  return [
    ...both('CPU per delivery', 'µs', ({ cpuUs }) => cpuUs),
    {
      name,
      metric: 'CPU per delivery, ratio',
      value: ratio,
      unit: '×',
      ratioTo: 'bare Socket.IO',
      ...(listeners >= 1000 && { target: aim, ok: ratio <= aim }),
    },
    ...both('deliveries as fast as it goes', '/s', ({ perSecond }) => perSecond),
    {
      name,
      metric: 'deliveries as fast as it goes, ratio',
      value: platform.perSecond / bare.perSecond,
      unit: '×',
      ratioTo: 'bare Socket.IO',
    },
    ...both('latency, half below', 'ms', ({ p50 }) => p50),
    ...both('latency, 99 in 100 below', 'ms', ({ p99 }) => p99),
    {
      name,
      metric: 'missing or repeated, platform',
      value: lost,
      unit: 'deliveries',
      target: 0,
      ok: lost === 0,
    },
  ]
}
