import { startEmbeddedMongo } from '@augenhoehe/embedded-mongo'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/log.ts'

export interface Store {
  uri: string
  stop(): Promise<void>
}

const restartAfterMs = 500
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

  const start = async (port: number) => {
    const child = await startEmbeddedMongo({ command, dbPath, port })
    void child.exited.then((code) => {
      if (stopping) return
      log.error({ code }, 'the store ended; starting it again')
      setTimeout(() => void again(child.port), restartAfterMs)
    })
    return child
  }
  const again = async (port: number): Promise<void> => {
    if (stopping) return
    try {
      running = await start(port)
    } catch (error) {
      log.error({ err: error }, 'the store does not start')
      setTimeout(() => void again(port), restartAfterMs * 4)
    }
  }
  let running = await start(0)
  return {
    uri: `mongodb://127.0.0.1:${running.port}/${database}?directConnection=true`,
    async stop() {
      stopping = true
      await running.stop()
    },
  }
}
