import { createFailPoints } from './commands/fail-points.ts'
import { Cursors } from './commands/cursors.ts'
import { createRunner } from './commands/dispatch.ts'
import { Sessions } from './commands/sessions.ts'
import type { Instance } from './commands/context.ts'
import { assertFormat, Catalogue } from './storage/catalogue.ts'
import { isOutOfDiskSpace } from './storage/disk-space.ts'
import { openStore, type KeyValueStore } from './storage/kv.ts'
import { runInSteps } from './storage/steps.ts'
import { removeExpired } from './storage/ttl.ts'
import { listen, type Address } from './wire/server.ts'

export interface ServerOptions {
  readonly folder: string
  readonly address: Address
  readonly ttlSweepSeconds: number
  readonly enableTestCommands: boolean
  /** How many clients may be connected at a time. */
  readonly maxConnections?: number
  /** Writes are refused when less than this could be written. */
  readonly diskReserveBytes?: number
  /** Called when a client asked for the end. */
  readonly onShutdown: () => void
  /** Called when nothing more can be promised. */
  readonly onFatal: (error: Error) => void
}

export interface RunningServer {
  readonly port: number | undefined
  close(): Promise<void>
}

export interface OpenInstance {
  readonly instance: Instance
  readonly close: () => Promise<void>
}

/** Opens a data folder for commands, without anybody to send them. */
export async function openInstance(options: Omit<ServerOptions, 'address'>): Promise<OpenInstance> {
  const store = openStore(options.folder, options)
  const cursors = new Cursors()
  const close = async () => {
    cursors.stop()
    await store.close()
  }
  try {
    await assertFormat(store)
    const instance: Instance = {
      store,
      catalogue: new Catalogue(store),
      cursors,
      startedAt: new Date(),
      parameters: {
        enableTestCommands: options.enableTestCommands,
        ttlMonitorSleepSecs: options.ttlSweepSeconds,
        featureCompatibilityVersion: { version: '7.0' },
      },
      sessions: new Sessions(),
      failPoints: createFailPoints(options.enableTestCommands),
      shutDown: options.onShutdown,
    }
    return { instance, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens a data folder and serves it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { instance, close } = await openInstance(options)
  try {
    const listener = await listen(options.address, createRunner(instance), options.maxConnections)
    const { store, catalogue } = instance
    const stopReclaiming = reclaim(options, store, catalogue)
    const stopSweep = sweepRegularly(options, () => removeExpired(store, catalogue, new Date()))
    return {
      port: listener.port,
      close: async () => {
        await listener.close()
        await stopSweep()
        await stopReclaiming()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Removes what a drop or an index build has left behind that the last stop interrupted. */
function reclaim(
  { onFatal }: ServerOptions,
  store: KeyValueStore,
  catalogue: Catalogue,
): () => Promise<void> {
  let isStopped = false
  const write = <T>(step: () => T): Promise<T> => store.write(step, { freesSpace: true })
  const running = runInSteps(catalogue.sweep(), write, () => isStopped).catch(
    (error: Error) => isOutOfDiskSpace(error) || onFatal(error),
  )
  return async () => {
    isStopped = true
    await running
  }
}

/** Runs `sweep` again and again, never twice at a time; the returned function waits for the last one. */
function sweepRegularly(options: ServerOptions, sweep: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= sweep()
      // On a full disk nothing can be removed for a while; the next sweep tries again.
      .catch((error: Error) => isOutOfDiskSpace(error) || options.onFatal(error))
      .finally(() => {
        running = undefined
      })
  }, options.ttlSweepSeconds * 1000).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
