import { mkdtemp, rm } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { municipalities } from '@augenhoehe/reference-data/municipalities'
import { activityFields } from '@augenhoehe/reference-data/taxonomy'
import { anonymousMb, end, startUntil } from '../processes.ts'
import { quantile, type Figure } from '../report.ts'
import { fill } from './fill.ts'

const root = resolve(import.meta.dirname, '../../../..')
const rows = 5000
/** So many there are already. */
const beside = 15_000
const name = `import of ${rows.toLocaleString('en')} beside ${beside.toLocaleString('en')}`
const questions = [
  '?search=laterne+77',
  '?search=Kompas+Jugned',
  '?near=Gie%C3%9Fen',
  '?district=06531&field=culture',
  '',
]

/** Rows that are new but for every fiftieth, which has the name of the one before it. */
function table(): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const own = index % 50 === 49 ? index - 1 : index
    const place = municipalities[(own * 7) % municipalities.length]!
    const field = activityFields[own % activityFields.length]!
    return `Werkhof ${own.toString(36)} ${(own * 7919) % 99_991};${place.ags};${field.id};de;https://werkhof-${index}.example`
  })
  return ['Name;Gemeindeschlüssel;Tätigkeitsfelder;Sprachen;Website', ...lines].join('\r\n')
}

type Run = { id: string; state: string; position: number; kinds: Record<string, number> }

/** A table as large as tables may be, read in beside a full directory that people go on using. */
export async function benchImport(): Promise<Figure[]> {
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
    await fill(env.DATA_DIR, beside)
    const command = [process.execPath, join(root, 'server/dist/main.js')]
    const { child, match } = await startUntil(command, { ...env, PORT: '0' }, /ready: (\S+)/)
    try {
      return await figuresOf(match[1]!, () => anonymousMb(child.pid!))
    } finally {
      await end(child)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function figuresOf(url: string, memory: () => number): Promise<Figure[]> {
  const cookie = await signIn(url)
  const ask = async (method: string, path: string, body?: unknown): Promise<Run> => {
    const isForm = body instanceof FormData
    const response = await fetch(`${url}/api/administration/imports${path}`, {
      method,
      headers: {
        Cookie: cookie,
        // One connection for each: the server ends those that nobody used for a while.
        Connection: 'close',
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Run
  }

  // What is asked first builds the indexes that all others use.
  await searchingUntil(url, after(3000))
  const quiet = await searchingUntil(url, after(8000))
  const before = memory()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, memory())), 250)
  try {
    const form = new FormData()
    form.set('file', new Blob([table()]), 'liste.csv')
    const preview = await whileSearching(url, ask('POST', '', form))
    const run = preview.result
    const started = whileSearching(
      url,
      (async () => {
        await ask('POST', `/${run.id}/start`, { duplicates: 'skip' })
        for (;;) {
          const now = await ask('GET', `/${run.id}`)
          if (now.state !== 'running') return now
          await new Promise((resolve) => setTimeout(resolve, 500))
        }
      })(),
    )
    const work = await started
    if (work.result.state !== 'done' || work.result.position !== rows)
      throw new Error(`The import ended as ${work.result.state} at ${work.result.position}`)
    const p95 = (times: readonly number[]) => quantile(times, 0.95)
    const ratio = (times: readonly number[]) => p95(times) / p95(quiet)
    return [
      { name, metric: 'preview', value: preview.seconds, unit: 's' },
      { name, metric: 'run', value: work.seconds, unit: 's' },
      { name, metric: 'p95 of a search before', value: p95(quiet), unit: 'ms' },
      { name, metric: 'p95 of a search during the preview', value: p95(preview.times), unit: 'ms' },
      { name, metric: 'the same as a ratio', value: ratio(preview.times), unit: '×', ratioTo: 'before' },
      { name, metric: 'slowest search during the preview', value: preview.times.at(-1)!, unit: 'ms' },
      { name, metric: 'p95 of a search during the run', value: p95(work.times), unit: 'ms' },
      { name, metric: 'the same as a ratio', value: ratio(work.times), unit: '×', ratioTo: 'before' },
      { name, metric: 'slowest search during the run', value: work.times.at(-1)!, unit: 'ms' },
      { name, metric: 'memory before', value: before, unit: 'MB' },
      { name, metric: 'most memory meanwhile', value: most, unit: 'MB' },
    ]
  } finally {
    clearInterval(watch)
  }
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** How long something takes, and how long questions take meanwhile. */
async function whileSearching<T>(url: string, work: Promise<T>) {
  const began = performance.now()
  let seconds = 0
  const timed = work.finally(() => (seconds = (performance.now() - began) / 1000))
  const [result, times] = await Promise.all([timed, searchingUntil(url, timed)])
  return { result, seconds, times }
}

/** Milliseconds of question after question, as fast as somebody types, sorted. */
async function searchingUntil(url: string, over: Promise<unknown>): Promise<number[]> {
  const state = { isOver: false }
  void over.catch(() => undefined).finally(() => (state.isOver = true))
  const times: number[] = []
  for (let index = 0; !state.isOver; index++) {
    const begun = performance.now()
    const response = await fetch(`${url}/api/organisations${questions[index % questions.length]!}`)
    await response.arrayBuffer()
    times.push(performance.now() - begun)
    await after(20)
  }
  return times.sort((a, b) => a - b)
}

/** Somebody of the staff, as the demonstration has them. */
async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'centre-staff@augenhoehe.example', password: 'augenhoehe-demo' }),
  })
  if (!response.ok) throw new Error(`Signing in failed with ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}
