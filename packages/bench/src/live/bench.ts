import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { anonymousMb, cpuMs, end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { Swarm } from '../rooms/swarm.ts'
import { Assembly, type Course } from './assembly.ts'

const root = resolve(import.meta.dirname, '../../../..')
const participants = 300
const aims = { p95Ms: 500, ratio: 5 }
/** As many messages a second as the session makes of contributions and of steps of its clock, roughly. */
const echoesPerSecond = 30
const text =
  'Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns oder online.'

interface World {
  roles: Record<string, { email: string; password: string }>
  threads: { live: string }
  sessions: { live: string }
}

/** One hall with three hundred people in a session; before it, as many clients on Socket.IO alone. */
export async function benchLive({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  // Signing in is slow on purpose; in the quick run several connections belong to one person.
  const people = quick ? 60 : participants
  const seconds = quick ? 10 : 600
  try {
    const fixtures = join(folder, 'fixtures.json')
    const env = {
      DATA_DIR: join(folder, 'data'),
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      PATH: process.env['PATH'] ?? '',
    }
    const options = ['--fixtures', fixtures, '--people', String(people)]
    const seeded = spawnSync(process.execPath, [join(root, 'server/dist/seed.js'), ...options], { env })
    if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
    const world = JSON.parse(await readFile(fixtures, 'utf8')) as World
    const echo = await echoed(quick ? 4 : 20)
    const { child, match } = await startUntil(
      [process.execPath, join(root, 'server/dist/main.js')],
      { ...env, PORT: '0' },
      /ready: (\S+)/,
    )
    try {
      const pid = child.pid!
      const url = match[1]!
      const cookies: string[] = []
      for (let start = 0; start < people; start += 10) {
        const some = Array.from({ length: Math.min(10, people - start) }, (_, index) =>
          signIn(url, world, `crowd${start + index}`),
        )
        cookies.push(...(await Promise.all(some)))
      }
      const assembly = new Assembly({
        url,
        threadId: world.threads.live,
        sessionId: world.sessions.live,
        cookies: Array.from({ length: participants }, (_, index) => cookies[index % people]!),
        moderator: await signIn(url, world, 'moderator'),
        text,
      })
      await assembly.connect()
      const before = cpuMs(pid)
      const course = await assembly.run(seconds)
      const cpu = (cpuMs(pid) - before) / course.seconds / 10
      const memory = anonymousMb(pid)
      assembly.close()
      return figuresOf(course, echo, { cpu, memory })
    } finally {
      await end(child)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** What the same number of clients sees of as many messages where nothing is kept and nobody is asked. */
async function echoed(seconds: number): Promise<number[]> {
  const { child, match } = await startUntil(
    [process.execPath, '--import', 'tsx', join(import.meta.dirname, '../rooms/bare.ts')],
    {},
    /listening on (\d+)/,
  )
  try {
    const swarm = new Swarm({
      url: `http://127.0.0.1:${match[1]}`,
      threadId: 'f'.repeat(24),
      listeners: participants,
      cookies: Array<string>(8).fill(''),
      text,
    })
    await swarm.connect()
    const { latenciesMs } = await swarm.run({ rate: echoesPerSecond, inFlight: 0, seconds })
    swarm.close()
    return latenciesMs
  } finally {
    await end(child)
  }
}

async function signIn(url: string, { roles }: World, role: string): Promise<string> {
  const { email, password } = roles[role]!
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`Signing in failed with ${response.status}`)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

function figuresOf(
  { latenciesMs, byKind, done, refused, gaps, differing, seconds }: Course,
  echo: readonly number[],
  { cpu, memory }: { cpu: number; memory: number },
): Figure[] {
  const name = `live, ${participants} participants`
  const [p95, bare] = [quantile(latenciesMs, 0.95), quantile(echo, 0.95)]
  const none = (metric: string, value: number): Figure => ({
    name,
    metric,
    value,
    unit: '',
    target: 0,
    ok: value === 0,
  })
  return [
    { name, metric: 'acts', value: done / seconds, unit: '/s' },
    {
      name,
      metric: 'p95 from an act to each client',
      value: p95,
      unit: 'ms',
      target: aims.p95Ms,
      ok: p95 <= aims.p95Ms,
    },
    ...[...byKind].map(([kind, times]): Figure => ({
      name,
      metric: `p95 of each ${kind}`,
      value: quantile(times, 0.95),
      unit: 'ms',
    })),
    { name, metric: 'half below', value: quantile(latenciesMs, 0.5), unit: 'ms' },
    { name, metric: 'p95, bare Socket.IO', value: bare, unit: 'ms' },
    {
      name,
      metric: 'p95, ratio',
      value: p95 / bare,
      unit: '×',
      ratioTo: 'bare Socket.IO',
      target: aims.ratio,
      ok: p95 / bare <= aims.ratio,
    },
    none('clients that differ in queue, wall, votes or thread', differing),
    none('gaps in the clock', gaps),
    none('acts refused', refused),
    { name, metric: 'processor of the platform, its store included', value: cpu, unit: '% of one core' },
    { name, metric: 'memory of the platform', value: memory, unit: 'MB' },
  ]
}
