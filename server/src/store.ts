import { startEmbeddedMongo, type EmbeddedMongo } from '@augenhoehe/embedded-mongo'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/log.ts'

export interface Store {
  uri: string
  stop(): Promise<void>
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** A store that has lived this long had no fault from its start. */
const settledAfterMs = 60_000

/** How long to wait before the store is started again: a fault that stays must not keep the machine busy. */
export function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
}

/** Its name in the embedded store. */
export const database = 'augenhoehe'

/**
 * The database: the one named by MONGODB_URI, otherwise the embedded store as a child process,
 * which is started again when it ends by itself.
 */
export async function openStore(config: Config, log: Log): Promise<Store> {
  if (config.MONGODB_URI) return { uri: config.MONGODB_URI, stop: async () => {} }
  const command = fileURLToPath(import.meta.resolve('@augenhoehe/embedded-mongo/bin'))
  const dbPath = join(config.DATA_DIR, 'store')
  let stopping = false

  let failures = 0
  const start = (port: number) => {
    const startedAt = performance.now()
    return startEmbeddedMongo({
      command,
      dbPath,
      port,
      onExit: (reason) => {
        failures = performance.now() - startedAt > settledAfterMs ? 0 : failures + 1
        log.error({ reason, pauseMs: pauseAfter(failures) }, 'the store ended; starting it again')
        void again(running.port)
      },
    })
  }
  const again = async (port: number): Promise<void> => {
    for (;;) {
      await setTimeout(pauseAfter(failures))
      if (stopping) return
      try {
        running = await start(port)
        // Stopped while it was starting: nobody else knows of it.
        if (stopping) await running.stop()
        return
      } catch (error) {
        failures += 1
        log.error({ err: error, pauseMs: pauseAfter(failures) }, 'the store does not start; trying again')
      }
    }
  }
  /** At the very start a store whose server was killed a moment ago may still hold the folder. */
  const startPatiently = async (tries: number): Promise<EmbeddedMongo> => {
    for (;;) {
      try {
        return await start(0)
      } catch (error) {
        if (--tries <= 0) throw error
        await setTimeout(firstPauseMs)
      }
    }
  }
  let running = await startPatiently(20)
  return {
    uri: `mongodb://127.0.0.1:${running.port}/${database}?directConnection=true`,
    async stop() {
      stopping = true
      await running.stop()
    },
  }
}
