import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Kernel ticks per second; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

/** Starts a program; resolves with it and the match once it prints what is waited for. */
export function startUntil(command: string[], env: Record<string, string>, ready: RegExp) {
  const [program, ...args] = command
  const child = spawn(program!, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise<{ child: ChildProcess; match: RegExpExecArray }>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const match = ready.exec(said)
      if (match) resolve({ child, match })
    })
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}: ${said}`)))
  })
}

export async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Processor time, in milliseconds, that a process and its children have used so far. */
export function cpuMs(pid: number): number {
  const fields = statOf(pid)
  if (!fields) return 0
  const own = ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), own)
}

/** Memory of a process in MB that is its own and no file's (`RssAnon`). */
export function anonymousMb(pid: number): number {
  const kilobytes = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined // it ended meanwhile
  }
}

const childrenOf = (pid: number) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(pid))
    .map(Number)
