import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Crowd } from './crowd.ts'
import type { Installation } from './installation.ts'
import { flush, type Program } from './processes.ts'

/** What is at hand while something is broken. */
export interface Scene {
  installation: Installation
  crowd: Crowd
  /** From 0 to 1, the same for the same seed. */
  random: () => number
  /** Short faults, where a run has little time. */
  quick: boolean
}

type Settings = Omit<Parameters<typeof Installation.start>[0], 'servers'>

export interface Fault {
  name: string
  what: string
  /** Settings it needs; undone by `undo`. */
  prepare?: () => Promise<{ settings: Settings; undo: () => Promise<void> }>
  /** Every message twice, on two sockets, at two servers. */
  twice?: boolean
  /** Between two contributions of one writer. */
  pauseMs?: number
  /** Breaks something and makes it whole again. */
  once: (scene: Scene) => Promise<void>
  /** Between two times. */
  everyMs: number
}

const oneOf = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)]!

async function killed(program: Program) {
  await program.end('SIGKILL')
  await program.up()
}

/** A disk of its own, small enough to be filled. */
async function smallDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    await rm(folder, { recursive: true })
    throw new Error('No small disk can be mounted here: that needs root', { cause: error })
  }
  const undo = async () => {
    execFileSync('umount', ['--lazy', folder])
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, undo }
}

const libfaketime = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find(existsSync)

/** The file that says which time it is for one of the servers. */
let clockFile = ''
let diskFolder = ''

export const faults: readonly Fault[] = [
  {
    name: 'kill-server',
    what: 'kill -9 of one of two servers, at any moment',
    everyMs: 700,
    once: async ({ installation, random }) => killed(oneOf(installation.servers, random)),
  },
  {
    name: 'kill-store',
    what: 'kill -9 of the store',
    everyMs: 700,
    once: async ({ installation }) => killed(installation.store),
  },
  {
    name: 'redis',
    what: 'kill -9 of Redis, and FLUSHALL, in turn',
    everyMs: 400,
    once: async ({ installation: { redis }, random }) => {
      if (random() < 0.5) await flush(redis!.port)
      else {
        await redis!.end('SIGKILL')
        await pause(random() * 2000)
        await redis!.up()
      }
    },
  },
  {
    name: 'freeze',
    what: 'SIGSTOP of a server, the store or Redis for some seconds',
    everyMs: 700,
    once: async ({ installation: { servers, store, redis }, random, quick }) => {
      const program = oneOf([...servers, store, redis!], random)
      program.freeze()
      await pause(quick ? 1500 : 2000 + random() * 8000)
      program.thaw()
    },
  },
  {
    name: 'cuts',
    what: 'connections of clients are cut, several each second',
    everyMs: 150,
    once: async ({ crowd, random }) => {
      const { socket } = oneOf(crowd.visits, random)
      socket.io.engine?.close()
    },
  },
  {
    name: 'twice',
    what: 'every message twice, at two servers at once',
    twice: true,
    everyMs: 1000,
    once: async () => undefined,
  },
  {
    name: 'slow-readers',
    what: 'readers that stop reading for some seconds',
    everyMs: 500,
    once: async ({ crowd, random, quick }) => {
      const { socket } = oneOf(crowd.visits.slice(0, 6), random)
      const { transport } = (socket.io.engine ?? {}) as unknown as {
        transport?: { ws?: { _socket?: { pause(): void; resume(): void } } }
      }
      const wire = transport?.ws?._socket
      wire?.pause()
      await pause(quick ? 1500 : 2000 + random() * 6000)
      wire?.resume()
    },
  },
  {
    name: 'rolling',
    what: 'servers are replaced one after the other, in good order',
    everyMs: 500,
    once: async ({ installation }) => {
      for (const server of installation.servers) {
        const code = await server.end('SIGTERM')
        if (code !== 0) throw new Error(`${server.name} ended with ${code}`)
        await server.up()
      }
    },
  },
  {
    name: 'disk-full',
    what: 'the disk of the store is full for some seconds',
    everyMs: 2000,
    prepare: async () => {
      const { folder, undo } = await smallDisk()
      diskFolder = folder
      return { settings: { storeFolder: join(folder, 'store') }, undo }
    },
    once: async ({ quick, random }) => {
      const filler = join(diskFolder, 'filler')
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' })
      } catch {
        // It ends where there is no room left; that is what it is for.
      }
      await pause(quick ? 1000 : 2000 + random() * 3000)
      await truncate(filler, 0)
      await rm(filler)
    },
  },
  {
    name: 'clock',
    what: 'the clock of one server jumps by an hour, forward and back',
    everyMs: 1000,
    prepare: async () => {
      if (libfaketime === undefined)
        throw new Error(
          'libfaketime is not installed. Install it, for example with: apt-get install faketime',
        )
      const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-clock-'))
      await mkdir(folder, { recursive: true })
      clockFile = join(folder, 'time')
      await writeFile(clockFile, '+0\n')
      const env: Record<string, string> = {
        LD_PRELOAD: libfaketime,
        FAKETIME_TIMESTAMP_FILE: clockFile,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
      }
      return {
        settings: { envOf: (index: number): Record<string, string> => (index === 1 ? env : {}) },
        undo: () => rm(folder, { recursive: true, force: true }),
      }
    },
    once: async ({ random }) => {
      await writeFile(clockFile, `${oneOf(['+3600', '-3600', '+0', '-30', '+120'], random)}\n`)
    },
  },
  {
    name: 'burst',
    what: 'hundreds of messages at the same moment',
    pauseMs: 200,
    everyMs: 500,
    once: async ({ crowd, quick }) => crowd.burst(quick ? 20 : 40),
  },
]
