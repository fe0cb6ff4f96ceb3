import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { end, startUntil } from './processes.ts'

const program = resolve(import.meta.dirname, '../../../server/dist/main.js')

/** Starts the built platform with the demonstration world, on a folder and a port of its own. */
export async function startPlatform(folder?: string): Promise<AsyncDisposable & { url: string }> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'augenhoehe-bench-')))
  const { child, match } = await startUntil(
    [process.execPath, program],
    { DATA_DIR: data, PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' },
    /http:\/\/\S+:(\d+)/,
  )
  return {
    url: `http://localhost:${match[1]}`,
    [Symbol.asyncDispose]: async () => {
      await end(child)
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

/** The cookies of somebody of the demonstration. */
export async function cookiesOf(url: string, as: string): Promise<{ name: string; value: string }[]> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${as}@augenhoehe.example`, password: 'augenhoehe-demo' }),
  })
  return answer.headers.getSetCookie().map((one) => {
    const [name, ...value] = one.split(';', 1)[0]!.split('=')
    return { name: name!, value: value.join('=') }
  })
}
