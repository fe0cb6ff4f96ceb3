import { Int32 } from 'bson'
import type { Document } from 'mongodb'
import { leavesOpen, normalise } from './compare.ts'
import { generateRound } from './generate.ts'
import { documentOf, show } from './model/bson.ts'
import { Random } from './random.ts'
import { shrink } from './shrink.ts'
import type { Target } from './target.ts'

/** What two targets answered differently, and the commands that lead there. */
export interface Difference {
  readonly commands: readonly Document[]
  readonly answers: readonly [string, string]
  readonly names: readonly [string, string]
}

export type Pair = readonly [Target, Target]

/** How many commands are run on one database before both begin anew. */
const ROUND = 120
/** After how many commands everything stored is compared. */
const CHECKPOINT = 30

export interface SessionOptions {
  readonly seed: number
  readonly operations: number
  /** Ends earlier than that when this many milliseconds have passed. */
  readonly milliseconds?: number
  readonly onProgress?: (operations: number) => void
}

export interface SessionResult {
  readonly operations: number
  readonly difference: Difference | undefined
}

/** Runs generated commands on both until they differ, then looks for the fewest that still make them differ. */
export async function runSession(pair: Pair, options: SessionOptions): Promise<SessionResult> {
  const end = performance.now() + (options.milliseconds ?? Number.POSITIVE_INFINITY)
  let operations = 0
  for (let round = 0; operations < options.operations && performance.now() < end; round += 1) {
    const random = new Random(options.seed * 7919 + round)
    const commands = withCheckpoints(generateRound(random, Math.min(ROUND, options.operations - operations)))
    const difference = await firstDifference(pair, commands)
    if (difference) {
      const shortest = await shrink(
        difference.commands,
        async (fewer) => (await firstDifference(pair, fewer))?.commands,
      )
      return { operations, difference: (await firstDifference(pair, shortest)) ?? difference }
    }
    operations += commands.length
    options.onProgress?.(operations)
  }
  return { operations, difference: undefined }
}

function withCheckpoints(commands: readonly Document[]): Document[] {
  return commands.flatMap((command, index) =>
    index % CHECKPOINT === CHECKPOINT - 1 || index === commands.length - 1
      ? [command, ...contents()]
      : [command],
  )
}

const contents = (): Document[] =>
  ['one', 'two'].map((name) => ({ find: name, filter: {}, sort: { _id: new Int32(1) }, projection: {} }))

/** Runs the commands on fresh databases; tells those up to the first that is answered differently. */
export async function firstDifference(
  pair: Pair,
  commands: readonly Document[],
): Promise<Difference | undefined> {
  for (const target of pair) await target.run({ dropDatabase: 1 })
  for (const [index, command] of commands.entries()) {
    const found = (await differs(pair, command)) ?? (await differsByPlan(pair, command))
    if (found) return { ...found, commands: commands.slice(0, index + 1) }
  }
  return undefined
}

type Found = Omit<Difference, 'commands'>

async function differs([left, right]: Pair, command: Document): Promise<Found | undefined> {
  const answers = await Promise.all([left.run(command), right.run(command)])
  if (answers.some((answer) => leavesOpen(command, answer))) {
    for (const target of [left, right]) await target.run({ drop: command['update'] as string })
    return undefined
  }
  const [one, two] = answers.map((answer) => normalise(command, answer)) as [string, string]
  return one === two ? undefined : { answers: [one, two], names: [left.name, right.name] }
}

/** A query is answered the same with the plan a server chose and by walking the collection. */
async function differsByPlan(pair: Pair, command: Document): Promise<Found | undefined> {
  if (!('find' in command) || 'hint' in command) return undefined
  const walking = { ...command, hint: { $natural: new Int32(1) } }
  for (const target of pair) {
    if (target.name === 'model') continue
    const [planned, walked] = [await target.run(command), await target.run(walking)]
    const [one, two] = [normalise(command, planned), normalise(command, walked)]
    if (one !== two)
      return { answers: [one, two], names: [`${target.name} by its plan`, `${target.name} by $natural`] }
  }
  return undefined
}

/** A difference as somebody would want to read it: one command per line, then the two answers. */
export function describeDifference({ commands, answers, names }: Difference): string {
  const lines = commands.map((command) => `  ${show(documentOf(command))}`)
  return [
    `${commands.length} commands, the last of which is answered differently:`,
    ...lines,
    `${names[0]}:`,
    `  ${answers[0]}`,
    `${names[1]}:`,
    `  ${answers[1]}`,
  ].join('\n')
}
