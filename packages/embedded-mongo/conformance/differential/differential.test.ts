import { Int32 } from 'bson'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedMongo, type EmbeddedMongo } from '../../src/index.ts'
import { buildCommand } from '../build.ts'
import { isArray, isDoc, type Doc, type Present } from './model/bson.ts'
import { Model } from './model.ts'
import { ONCE_DIFFERENT } from './once-different.ts'
import { describeDifference, firstDifference, runSession, type Pair } from './session.ts'
import { modelTarget, serverTarget, type Target } from './target.ts'

const SEEDS = [101, 102, 103, 104]

describe('random commands (S6, I2, I5, I7, Q1 to Q16, U1 to U11, A1 to A11)', () => {
  let server: EmbeddedMongo
  let target: Target
  let remove: () => void
  const folder = mkdtempSync(join(tmpdir(), 'differential-'))

  beforeAll(async () => {
    const built = await buildCommand()
    remove = built.remove
    server = await startEmbeddedMongo({ dbPath: folder, command: built.command })
    target = await serverTarget(server.uri, 'embedded')
  })
  afterAll(async () => {
    await target.close()
    await server.stop()
    remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(SEEDS)('are answered as the model answers them, seed %d', async (seed) => {
    const { operations, difference } = await runSession([target, modelTarget()], { seed, operations: 500 })
    expect(difference && describeDifference(difference)).toBeUndefined()
    expect(operations).toBeGreaterThanOrEqual(500)
  })

  it.each(ONCE_DIFFERENT)('are no longer answered otherwise: %s', async (_, commands) => {
    const difference = await firstDifference([target, modelTarget()], commands)
    expect(difference && describeDifference(difference)).toBeUndefined()
  })
})

/** The model, but for one mistake. */
const mistaken = (mistake: (model: Model, command: Doc) => Doc): Pair => {
  const model = new Model()
  return [modelTarget(), { ...modelTarget({ run: (command) => mistake(model, command) }), name: 'mistaken' }]
}

describe('the comparison itself', () => {
  it('sees a document left out and shows the shortest way there', async () => {
    const pair = mistaken((model, command) => {
      const answer = model.run(command)
      const docs = answer.get('docs')
      return isArray(docs) && docs.length > 2 ? new Map([['docs', docs.slice(1)]]) : answer
    })
    const { difference } = await runSession(pair, { seed: 5, operations: 500 })
    // Three documents are needed to be seen losing one.
    expect(difference?.commands.length).toBeLessThanOrEqual(3)
    expect(difference && describeDifference(difference)).toContain('mistaken:')
  })

  it('sees $inc add one too much', async () => {
    const pair = mistaken((model, command) => model.run(incrementedByOneMore(command) as Doc))
    const { difference } = await runSession(pair, { seed: 6, operations: 2000 })
    expect(difference?.commands.length).toBeLessThanOrEqual(4)
    expect(difference && describeDifference(difference)).toContain('$inc')
  })

  it('gives the same commands for the same seed', async () => {
    const told = async () => {
      const commands: string[] = []
      const listening: Target = {
        ...modelTarget(),
        run: (command) => {
          commands.push(JSON.stringify(command))
          return Promise.resolve(new Map())
        },
      }
      await runSession([listening, listening], { seed: 9, operations: 200 })
      return commands
    }
    expect(await told()).toEqual(await told())
  })
})

/** The command with every int of an `$inc` one higher. */
function incrementedByOneMore(value: Present, inInc = false): Present {
  if (isArray(value)) return value.map((item) => incrementedByOneMore(item, inInc))
  if (isDoc(value)) {
    return new Map(
      [...value].map(([name, item]) => [name, incrementedByOneMore(item, inInc || name === '$inc')]),
    )
  }
  return inInc && value instanceof Int32 ? new Int32(value.value + 1) : value
}
