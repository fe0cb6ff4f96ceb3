import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from '../report.ts'
import { benchReads } from './reads.ts'
import { benchScans } from './scans.ts'
import { ownCopy } from './server.ts'
import { benchVolume } from './volume.ts'
import { benchWrites } from './writes.ts'

/** The counts of one run. */
export interface Size {
  readonly rounds: number
  readonly roundMs: number
  /** Documents in the collection that is read by index. */
  readonly indexed: number
  /** Documents loaded to see what memory, start-up and scans do. */
  readonly loaded: number
  readonly idleConnections: number
}

const full: Size = {
  rounds: 9,
  roundMs: 500,
  indexed: 200_000,
  loaded: 1_000_000,
  idleConnections: 2000,
}
const small: Size = { rounds: 5, roundMs: 200, indexed: 20_000, loaded: 50_000, idleConnections: 500 }

/** The embedded store through the official driver, each figure next to what the same machine can do at that moment. */
export async function benchStore({ quick }: { quick: boolean }): Promise<Figure[]> {
  const size = quick ? small : full
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-bench-'))
  const { command, remove } = await ownCopy()
  const [busy = 0] = loadavg()
  try {
    return [
      // Above one per processor, what follows says little about the store.
      { name: 'machine', metric: 'programs that want to run, last minute before', value: busy, unit: '' },
      ...(await benchReads(command, join(folder, 'reads'), size)),
      ...(await benchWrites(command, join(folder, 'writes'), size)),
      ...(await benchVolume(command, join(folder, 'volume'), size)),
      ...(await benchScans(command, join(folder, 'volume'), size)),
    ]
  } finally {
    await remove()
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
