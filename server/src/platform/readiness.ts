import mongoose from 'mongoose'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { metrics } from './metrics.ts'

/** Whether requests should come here; each by its name. */
export type Checks = Record<'store' | 'disk' | 'migrations' | 'staying', boolean> & { redis?: boolean }

export interface Readiness {
  /** Asks anew, but the store not more than once a second, however many ask. */
  checks(): Promise<Checks>
  /** Without Redis everything goes on, a little later: that turns nobody away. */
  isReady(checks: Checks): boolean
  /** From now on nobody new should come. */
  leave(): void
}

interface Needs {
  /** Where files and the embedded store are. */
  folder: string
  /** The share of the disk that is free; tests fill it. */
  freeShare?: (folder: string) => Promise<number>
  /** Whether the data has the form this version writes. */
  migrated: () => boolean
  /** Whether Redis answers, where there is one. */
  redis?: (() => boolean) | undefined
}

const probeWithinMs = 1000
const probeEveryMs = 1000
const leastFree = 0.05

export function createReadiness({ folder, freeShare = freeShareOf, migrated, redis }: Needs): Readiness {
  let leaving = false
  let asked: { at: number; store: Promise<boolean> } | undefined
  const store = () => {
    if (!asked || performance.now() - asked.at > probeEveryMs)
      asked = { at: performance.now(), store: isStoring() }
    return asked.store
  }
  return {
    leave: () => {
      leaving = true
    },
    async checks() {
      const [stores, free] = await Promise.all([
        store(),
        // A disk of which nothing can be learned is no reason to turn people away.
        freeShare(folder).catch(() => 1),
      ])
      const checks: Checks = {
        store: stores,
        disk: free > leastFree,
        migrations: migrated(),
        staying: !leaving,
        ...(redis && { redis: redis() }),
      }
      for (const [check, holds] of Object.entries(checks)) metrics.check.set({ check }, Number(holds))
      return checks
    },
    isReady: (checks) => Object.entries(checks).every(([check, holds]) => holds || check === 'redis'),
  }
}

/** Writes what a majority of the store's members must have on disk, within a second. */
async function isStoring(): Promise<boolean> {
  const { db } = mongoose.connection
  if (!db) return false
  const from = performance.now()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), probeWithinMs)
  })
  const write = db.collection<{ _id: string }>('probes').updateOne(
    { _id: 'readiness' },
    { $set: { at: new Date() } },
    // The driver lets go of a write that is too late; alone, it would wait for a server to be found first.
    { upsert: true, writeConcern: { w: 'majority', journal: true }, timeoutMS: probeWithinMs },
  )
  const isWritten = await Promise.race([
    write.then(
      () => true,
      () => false,
    ),
    tooLate,
  ])
  clearTimeout(timer)
  if (isWritten) metrics.probeSeconds.set((performance.now() - from) / 1000)
  return isWritten
}

async function freeShareOf(folder: string): Promise<number> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      const { bavail, blocks } = await statfs(at)
      return blocks === 0 ? 1 : bavail / blocks
    } catch (error) {
      // With a store elsewhere the folder is made only when it is needed.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || at === dirname(at)) throw error
    }
  }
}
