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

const retryAfterMs = 500
const database = 'augenhoehe'

/**
 * The database: the one named by MONGODB_URI, otherwise the embedded store as a child process,
 * which is started again when it ends by itself.
 */
export async function openStore(config: Config, log: Log): Promise<Store> {
  if (config.MONGODB_URI) return { uri: config.MONGODB_URI, stop: async () => {} }
  const command = fileURLToPath(import.meta.resolve('@augenhoehe/embedded-mongo/bin'))
  const dbPath = join(config.DATA_DIR, 'store')
  let stopping = false

  const start = (port: number) =>
    startEmbeddedMongo({
      command,
      dbPath,
      port,
      onExit: (reason) => {
        log.error({ reason }, 'the store ended; starting it again')
        void again(running.port)
      },
    })
  /** Tries until it starts; a store whose server was killed a moment ago still holds the folder. */
  const startPatiently = async (port: number, tries: number): Promise<EmbeddedMongo> => {
    for (;;) {
      try {
        return await start(port)
      } catch (error) {
        if (stopping || --tries <= 0) throw error
        await setTimeout(retryAfterMs)
      }
    }
  }
  const again = async (port: number): Promise<void> => {
    try {
      running = await startPatiently(port, Infinity)
    } catch (error) {
      log.error({ err: error }, 'the store does not start')
    }
  }
  let running = await startPatiently(0, 20)
  return {
    uri: `mongodb://127.0.0.1:${running.port}/${database}?directConnection=true`,
    async stop() {
      stopping = true
      await running.stop()
    },
  }
}
