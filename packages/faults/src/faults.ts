import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { Crowd } from './crowd.ts'
import type { Installation } from './installation.ts'
import { flush, serverIn, serverProgram, type Program } from './processes.ts'

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
  /** How people write meanwhile, where it matters. */
  manner?: Parameters<typeof Crowd.gather>[0]['manner']
  /** Up to so many are acknowledged between two times, another number of them each time. */
  upTo?: number
  /** Breaks something and makes it whole again. */
  once: (scene: Scene) => Promise<void>
  /** Between two times. */
  everyMs: number
  /** A full run breaks it so often at least. */
  leastTimes?: number
  /** What the platform itself says about it afterwards, for whoever reads the figures. */
  seen?: (scene: Scene) => Promise<string>
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

/** What carries a socket; nothing while it is not connected. */
const wireOf = ({ io }: Socket) =>
  (io.engine?.transport as { ws?: { pause(): void; resume(): void; terminate(): void } } | undefined)?.ws

/** What all servers together have counted. */
async function counted(installation: Installation, name: string): Promise<number> {
  const pages = await Promise.all(
    installation.servers.map(async (_, index) =>
      (await fetch(`${installation.urlOf(index)}/metrics`)).text(),
    ),
  )
  // One line for each reason, or one for all.
  const line = new RegExp(`^augenhoehe_${name}(?:\\{[^}]*\\})? (\\d+)`, 'gm')
  return pages.flatMap((page) => [...page.matchAll(line)]).reduce((sum, [, count]) => sum + Number(count), 0)
}

/** The file that says which time it is for one of the servers. */
let clockFile = ''
let diskFolder = ''
/** How often that disk was full, and how often a server said so. */
let fullTimes = 0
let redTimes = 0
/** How often that clock jumped, and how often the server went by it. */
let jumps = 0
let jumpsSeen = 0

/** A checkout of the version before, installed and built. */
const before = process.env['VERSION_BEFORE']
/** Which of the servers is of that version at this moment, and how often one became another. */
const older = new Set<Program>()
let exchanged = 0

async function exchange(server: Program) {
  if (before === undefined) throw new Error('VERSION_BEFORE names no folder')
  const code = await server.end('SIGTERM')
  if (code !== 0) throw new Error(`${server.name} ended with ${code}`)
  const file = serverIn(before)
  if (older.delete(server)) server.become(serverProgram, file)
  else {
    older.add(server)
    server.become(file, serverProgram)
  }
  await server.up()
  exchanged++
}

export const faults: readonly Fault[] = [
  {
    name: 'kill-server',
    what: 'kill -9 of one of two servers, at any moment',
    // Beside people who write as fast as they can a server takes long to start.
    manner: { pauseMs: 150 },
    everyMs: 700,
    leastTimes: 20,
    once: async ({ installation, random }) => killed(oneOf(installation.servers, random)),
  },
  {
    name: 'kill-store',
    what: 'kill -9 of the store',
    everyMs: 100,
    // It has to live for a while: what it has not yet been given it cannot lose.
    upTo: 300,
    leastTimes: 60,
    once: async ({ installation }) => killed(installation.store),
  },
  {
    name: 'redis',
    what: 'kill -9 of Redis, and FLUSHALL, in turn',
    manner: { pauseMs: 100 },
    everyMs: 400,
    leastTimes: 60,
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
    manner: { pauseMs: 50 },
    everyMs: 700,
    upTo: 200,
    leastTimes: 20,
    once: async ({ installation: { servers, store, redis }, random, quick }) => {
      const program = oneOf([...servers, store, redis!], random)
      program.freeze()
      try {
        // Now and then for longer than a connection is taken to be alive.
        const isLong = !quick && random() < 0.25
        await pause(quick ? 1500 : isLong ? 26_000 + random() * 14_000 : 2000 + random() * 8000)
      } finally {
        program.thaw()
      }
    },
  },
  {
    name: 'cuts',
    what: 'connections of clients are cut, in good order and torn, several each second',
    manner: { pauseMs: 100 },
    everyMs: 150,
    leastTimes: 400,
    once: async ({ crowd, random }) => {
      const { socket } = oneOf(crowd.visits, random)
      if (random() < 0.5) socket.io.engine?.close()
      else wireOf(socket)?.terminate()
    },
  },
  {
    name: 'twice',
    what: 'every message twice, at two servers at once, and again long afterwards',
    twice: true,
    everyMs: 300,
    once: ({ crowd }) => crowd.sendAgain(),
  },
  {
    name: 'slow-readers',
    what: 'readers that stop reading for some seconds, of long messages',
    manner: { length: 6000, pauseMs: 100 },
    everyMs: 500,
    once: async ({ crowd, random, quick }) => {
      // Two at a time, so that somebody is slow all the time.
      const some = [oneOf(crowd.listening, random), oneOf(crowd.listening, random)]
      const wires = some.map(({ socket }) => wireOf(socket))
      for (const wire of wires) wire?.pause()
      await pause(quick ? 1500 : 5000 + random() * 15_000)
      for (const wire of wires) wire?.resume()
    },
    seen: async ({ installation }) => `${await counted(installation, 'slow_readers_total')} were let go`,
  },
  {
    name: 'rolling',
    what: 'servers are replaced one after the other, in good order',
    manner: { pauseMs: 150 },
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
    once: async ({ installation, quick, random }) => {
      const filler = join(diskFolder, 'filler')
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' })
      } catch {
        // It ends where there is no room left; that is what it is for.
      }
      await pause(quick ? 1000 : 2000 + random() * 3000)
      const { status } = await fetch(`${installation.urlOf(0)}/readyz`)
      fullTimes++
      if (status !== 200) redTimes++
      await truncate(filler, 0)
      await rm(filler)
    },
    seen: async () => `/readyz turned people away ${redTimes} times of ${fullTimes}`,
  },
  {
    name: 'clock',
    what: 'the clock of one server jumps by an hour, forward and back',
    everyMs: 500,
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
        // Every question after the time would open the file.
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
      }
      return {
        settings: { envOf: (index: number): Record<string, string> => (index === 1 ? env : {}) },
        undo: () => rm(folder, { recursive: true, force: true }),
      }
    },
    once: async ({ installation, random }) => {
      await writeFile(clockFile, `${oneOf(['+3600', '-3600', '-30', '+120'], random)}\n`)
      await pause(2500 + random() * 2000)
      const { headers } = await fetch(`${installation.urlOf(1)}/readyz`)
      jumps++
      if (Math.abs(Date.parse(headers.get('date') ?? '') - Date.now()) > 20_000) jumpsSeen++
      // And back, which is a jump as well.
      await writeFile(clockFile, '+0\n')
    },
    seen: async () => `the server named another time ${jumpsSeen} times of ${jumps}`,
  },
  {
    name: 'versions',
    what: 'one of two servers becomes the version before, or this one again, in good order',
    manner: { pauseMs: 150 },
    everyMs: 500,
    prepare: async () => {
      if (before === undefined || !existsSync(serverIn(before)))
        throw new Error(
          'VERSION_BEFORE has to name a checkout of the version before, after npm ci and npm run build in it',
        )
      return { settings: {}, undo: async () => {} }
    },
    once: async ({ installation: { servers }, random }) => exchange(oneOf(servers, random)),
    seen: async () => `${exchanged} times a server was exchanged for one of the other version`,
  },
  {
    name: 'burst',
    what: 'hundreds of messages at the same moment',
    manner: { pauseMs: 200, tabs: 1 },
    everyMs: 500,
    once: ({ crowd, quick }) => crowd.burst(quick ? 20 : 40),
  },
]

/** Those that need nothing but this machine. */
export const ownFaults = faults.filter(({ name }) => name !== 'versions' || before !== undefined)

/** The fault of that name. */
export function faultNamed(name: string): Fault {
  const fault = faults.find((one) => one.name === name)
  if (!fault) throw new Error(`${name}: known are ${faults.map((one) => one.name).join(', ')}`)
  return fault
}
