import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const SPEC = join(PACKAGE, 'SPEC.md')

/** At least so many of MongoDB's tests have to pass. */
const LEAST_PASSED = 305

/** A test the runner left out. */
export interface Skip {
  readonly file: string
  readonly reason: string
}

export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skips: readonly Skip[]
}

/** Reads what the runner prints with `--verbose`. */
export function outcomeOf(output: string): Outcome {
  const totals = /^passed (\d+), failed (\d+), skipped (\d+)$/m.exec(output)
  if (!totals) throw new Error(`the runner did not come to its end:\n${output.slice(-2000)}`)
  const [passed = 0, failed = 0, skipped = 0] = totals.slice(1).map(Number)
  const skips = [...output.matchAll(/^ {2}skip {2}(\S+)\.json: .* \(([^()]*)\)$/gm)].map(
    ([, file = '', reason = '']) => ({ file, reason }),
  )
  if (skips.length !== skipped) throw new Error(`${skipped} tests were skipped, ${skips.length} were named`)
  return { passed, failed, skips }
}

/** How many tests of which file SPEC.md explains, by reason. */
export function explainedSkips(spec: string): Map<string, Map<string, number>> {
  const rows = [...spec.matchAll(/^\| `([^`]+)` \| (\d+) \| [^|]+ \| ([^|]+) \|$/gm)]
  return new Map(
    rows.map(([, reason = '', , files = '']) => [reason, new Map(files.split(', ').map(fileIn))]),
  )
}

function fileIn(text: string): [string, number] {
  const [, file = '', count = '1'] = /^(\S+)(?: \((\d+)\))?$/.exec(text.trim()) ?? []
  return [file, Number(count)]
}

/** What is wrong with an outcome; nothing when it is as SPEC.md promises. */
export function objections(
  { passed, failed, skips }: Outcome,
  explained = explainedSkips(readSpec()),
): string[] {
  const counts = countBy(skips, ({ reason, file }) => `${reason}\n${file}`)
  const unexplained = [...counts].filter(([key, count]) => {
    const [reason = '', file = ''] = key.split('\n')
    return count > (explained.get(reason)?.get(file) ?? 0)
  })
  return [
    ...(failed > 0 ? [`${failed} tests failed`] : []),
    ...(passed < LEAST_PASSED ? [`${passed} tests passed, fewer than ${LEAST_PASSED}`] : []),
    ...unexplained.map(([key, count]) => `SPEC.md does not explain: ${key.replace('\n', ', ')} (${count})`),
  ]
}

export function readSpec(): string {
  return readFileSync(SPEC, 'utf8')
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

function table(skips: readonly Skip[]): string {
  const rows = [...countBy(skips, ({ reason }) => reason)].sort(([, a], [, b]) => b - a)
  return rows.map(([reason, count]) => `${String(count).padStart(5)}  ${reason}`).join('\n')
}

/** Runs `run.mjs` of the folder on its `crud` against a server of our own; its output, while it is shown. */
async function run(folder: string): Promise<string> {
  const { command, remove } = await buildCommand()
  const dbPath = mkdtempSync(join(tmpdir(), 'embedded-mongo-spec-'))
  try {
    const args = ['--setParameter', 'enableTestCommands=1']
    const server = await startEmbeddedMongo({ dbPath, command, args })
    try {
      return await outputOf(folder, server.uri)
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(dbPath, { recursive: true, force: true })
    remove()
  }
}

function outputOf(folder: string, uri: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [join(folder, 'run.mjs'), join(folder, 'crud'), '--modules', PACKAGE, '--verbose'],
    { env: { ...process.env, MONGODB_URI: uri }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', () => done(output))
  })
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined || !existsSync(join(folder, 'run.mjs'))) {
    console.error('usage: npm run test:mongo-spec -- FOLDER (with run.mjs and crud/)')
    return 2
  }
  const output = await run(resolve(folder))
  const outcome = outcomeOf(output)
  console.log(output.match(/^ {2}FAIL .*(?:\n {7}.*)*/gm)?.join('\n') ?? 'no failures')
  console.log(`passed ${outcome.passed}, failed ${outcome.failed}, skipped ${outcome.skips.length}`)
  console.log(table(outcome.skips))
  const wrong = objections(outcome)
  for (const text of wrong) console.error(text)
  return wrong.length > 0 ? 1 : 0
}

if (basename(process.argv[1] ?? '') === 'mongo-spec.ts') process.exitCode = await main(process.argv[2])
