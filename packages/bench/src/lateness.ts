import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** What a program is started with so that it can say how late its event loop has been. */
export const sayingLateness = ['--expose-gc', '--import', join(import.meta.dirname, 'loop-delay.mjs')]

/** How late the event loop has been, in milliseconds. */
export interface Late {
  p99: number
  max: number
  /** The longest it worked without letting anybody else have a turn, by processor time. */
  worked: number
  /** The longest collection of garbage, by the clock. */
  collected: number
}

/** How late the loop has been since this was asked last; what is no longer needed is cleared away after that. */
export async function lateness(child: ChildProcess): Promise<Late> {
  const { stdout } = child
  if (!stdout) throw new Error('The server says nothing')
  return new Promise((done) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const late = /late (\{.*\})\n/.exec(said)
      if (!late) return
      stdout.off('data', hear)
      done(JSON.parse(late[1]!) as Late)
    }
    stdout.on('data', hear)
    child.kill('SIGUSR2')
  })
}
