import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { faultNamed, ownFaults } from './faults.ts'
import { runFault, type Outcome } from './run.ts'

const quickOnes = 5

function number(text: string | undefined, standard: number): number {
  const value = text === undefined ? standard : Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is not a whole number`)
  return value
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Columns under their names, as wide as what stands in them. */
function tableOf(lines: readonly Record<string, string | number>[]): string {
  const names = Object.keys(lines[0] ?? {})
  const rows = [names, ...lines.map((line) => names.map((name) => String(line[name])))]
  const widths = names.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ')).join('\n')
}

const ms = (value: number) => `${Math.round(value)} ms`

/** What came of one fault, in a line of a table. */
const lineOf = (outcome: Outcome) => ({
  fault: outcome.fault,
  times: outcome.times,
  acknowledged: outcome.acks,
  'per second': Math.round(outcome.acks / outcome.seconds),
  'ack p50': ms(outcome.ackMs.p50),
  'ack p99': ms(outcome.ackMs.p99),
  'longest gap': ms(outcome.longestGapMs),
  'connections lost': outcome.losses,
  'caught up': ms(outcome.caughtUpMs),
  refused: outcome.refused.length,
  violations: outcome.violations.length,
})

/** `npm run faults`: breaks things under people who write and read; ends with 1 where anything is not as promised. */
async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      acks: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      tabs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  })
  const { quick } = values
  const chosen =
    positionals.length > 0 ? positionals.map(faultNamed) : quick ? ownFaults.slice(0, quickOnes) : ownFaults
  const seed = number(values.seed, Math.floor(Math.random() * 1_000_000))
  say(`Seed ${seed}`)
  const outcomes: Outcome[] = []
  for (const fault of chosen) {
    say(`${fault.name}: ${fault.what} …`)
    const outcome = await runFault({
      fault,
      acks: number(values.acks, quick ? 100 : 10_000),
      mostSeconds: number(values.seconds, quick ? 60 : 900),
      leastTimes: quick ? 2 : (fault.leastTimes ?? 10),
      seed,
      quick,
      manner: { tabs: number(values.tabs, quick ? 1 : 4) },
    })
    outcomes.push(outcome)
    say(tableOf([lineOf(outcome)]))
    if (outcome.seen) say(`  ${outcome.seen}`)
    if (outcome.refused.length > 0) say(`  refused: ${[...new Set(outcome.refused)].join(', ')}`)
    for (const { rule, what } of outcome.violations.slice(0, 20)) say(`  ${rule}: ${what}`)
  }
  if (outcomes.length > 1) say(tableOf(outcomes.map(lineOf)))
  if (values.json !== undefined)
    await writeFile(values.json, JSON.stringify({ seed, outcomes }, undefined, 2))
  const isBroken = outcomes.some(({ violations, refused }) => violations.length > 0 || refused.length > 0)
  process.exit(isBroken ? 1 : 0)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
