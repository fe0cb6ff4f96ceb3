import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../../../chromium.ts'
import { end, startUntil } from '../processes.ts'
import type { Figure } from '../report.ts'

/** A train between two towns: 400 kbit/s, 400 ms there and back, a phone a quarter as fast as this machine. */
const network = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const slowdown = 4
const aims = { readable: 5_000, again: 5_000 }

const program = resolve(import.meta.dirname, '../../../../server/dist/main.js')

/** How long until the words of a thread can be read on a weak network, for the first time and again. */
export async function benchWeak({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-weak-'))
  const { child, match } = await startUntil(
    [process.execPath, program],
    { DATA_DIR: folder, PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' },
    /http:\/\/\S+:(\d+)/,
  )
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const url = `http://localhost:${match[1]}`
    const rounds = quick ? 1 : 3
    return [
      ...(await openings(browser, url, 'visitor', rounds)),
      ...(await openings(browser, url, 'member', rounds)),
    ]
  } finally {
    await browser.close()
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
}

async function openings(browser: Browser, url: string, who: 'visitor' | 'member', rounds: number) {
  const times: Record<'first' | 'drawn' | 'again', number[]> = { first: [], drawn: [], again: [] }
  for (let round = 0; round < rounds; round++) {
    // Nothing is known yet: a browser of its own each time.
    const context = await browser.newContext({ baseURL: url, viewport: { width: 360, height: 740 } })
    if (who === 'member')
      await context.request.post('/api/auth/sign-in/email', {
        data: { email: 'member@augenhoehe.example', password: 'augenhoehe-demo' },
      })
    const room = (await (await context.request.get('/api/rooms/professionalisierung')).json()) as {
      id: string
    }
    const list = await (await context.request.get(`/api/rooms/${room.id}/threads`)).json()
    const [thread] = (list as { threads: { id: string }[] }).threads
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.emulateNetworkConditions', network)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const open = async () => {
      const began = Date.now()
      await page.goto(`/raeume/professionalisierung/${thread!.id}`, { waitUntil: 'commit' })
      await page.locator('.first-thread > article, [role=log] article').first().waitFor()
      // What stands in the page is readable once the browser has painted it.
      const painted = await page.waitForFunction(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      )
      const readable = Math.max(Date.now() - began, (await painted.jsonValue()) ?? 0)
      await page.getByRole('log').waitFor({ timeout: 60_000 })
      return { readable, drawn: Date.now() - began }
    }
    const first = await open()
    times.first.push(first.readable)
    times.drawn.push(first.drawn)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
      timeout: 120_000,
    })
    times.again.push((await open()).readable)
    await context.close()
  }
  const figure = (metric: string, all: number[], target?: number): Figure => {
    const value = all.toSorted((a, b) => a - b)[all.length >> 1]!
    const name = `a thread on slow 3G, ${who}`
    return { name, metric, value, unit: 'ms', ...(target !== undefined && { target, ok: value <= target }) }
  }
  return [
    figure('readable, first visit', times.first, aims.readable),
    figure('the program has taken over', times.drawn),
    figure('readable, the next time', times.again, aims.again),
  ]
}
