import { startEmbeddedMongo, type EmbeddedMongo } from '@augenhoehe/embedded-mongo'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/log.ts'

export interface Store {
  uri: string
  /**
   * Writes its files anew, so that no bytes of what was deleted are left in them. Meanwhile it does not answer. A
   * MongoDB sees to its files itself: false.
   */
  rewrite(): Promise<boolean>
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

const command = fileURLToPath(import.meta.resolve('@augenhoehe/embedded-mongo/bin'))

/** Of a store that nobody serves. */
async function rewriteFolder(dbPath: string): Promise<void> {
  const child = spawn(process.execPath, [command, 'rewrite', dbPath], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The files of the store were not written anew: ${said.trim()}`)
}

/** The same for whoever has just stopped it. */
export async function rewriteStopped(config: Pick<Config, 'MONGODB_URI' | 'DATA_DIR'>): Promise<void> {
  if (!config.MONGODB_URI) await rewriteFolder(join(config.DATA_DIR, 'store'))
}

/**
 * The database: the one named by MONGODB_URI, otherwise the embedded store as a child process,
 * which is started again when it ends by itself.
 */
export async function openStore(config: Config, log: Log): Promise<Store> {
  if (config.MONGODB_URI) return { uri: config.MONGODB_URI, rewrite: async () => false, stop: async () => {} }
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
  let rewriting: Promise<boolean> | undefined
  const rewriteNow = async (): Promise<boolean> => {
    if (stopping) return false
    const { port } = running
    await running.stop()
    try {
      await rewriteFolder(dbPath)
    } finally {
      if (!stopping) await again(port)
    }
    return true
  }
  return {
    uri: `mongodb://127.0.0.1:${running.port}/${database}?directConnection=true`,
    rewrite() {
      rewriting ??= rewriteNow().finally(() => (rewriting = undefined))
      return rewriting
    },
    async stop() {
      stopping = true
      await rewriting?.catch(() => undefined)
      await running.stop()
    },
  }
}
