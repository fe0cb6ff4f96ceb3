import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedMongo } from '../../src/index.ts'
import { describeDifference, runSession } from './session.ts'
import { modelTarget, serverTarget } from './target.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    operations: { type: 'string', default: '5000' },
    seconds: { type: 'string' },
  },
})

/** Compares two servers, one with the embedded one, or the embedded one with the model. */
async function main(): Promise<number> {
  const [first, second] = positionals
  const folder = mkdtempSync(join(tmpdir(), 'differential-'))
  const embedded = second === undefined ? await startEmbeddedMongo({ dbPath: folder }) : undefined
  const left = embedded
    ? await serverTarget(embedded.uri, 'embedded')
    : await serverTarget(second as string, second as string)
  const right = first === undefined ? modelTarget() : await serverTarget(first, first)
  try {
    return await compare([left, right])
  } finally {
    await Promise.all([left.close(), right.close()])
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(pair: Parameters<typeof runSession>[0]): Promise<number> {
  const seed = Number(values.seed)
  console.log(`${pair[0].name} and ${pair[1].name}, seed ${seed}`)
  let told = 0
  const { operations, difference } = await runSession(pair, {
    seed,
    operations: Number(values.operations),
    ...(values.seconds === undefined ? {} : { milliseconds: Number(values.seconds) * 1000 }),
    onProgress: (done) => {
      if (done < told + 1000) return
      told = done
      console.log(`${done} operations`)
    },
  })
  console.log(
    difference
      ? `seed ${seed}: ${describeDifference(difference)}`
      : `${operations} operations, no difference`,
  )
  return difference ? 1 : 0
}

process.exitCode = await main()
