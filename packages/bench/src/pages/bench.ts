import lighthouse from 'lighthouse'
import { createServer } from 'node:net'
import { chromium } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../../../chromium.ts'
import { cookiesOf, startPlatform } from '../platform.ts'
import { quantile, type Figure } from '../report.ts'
import { pagesOf, type PageSeen } from './addresses.ts'

const aims = { performance: 90, accessibility: 100, shift: 0.05, scriptKb: 200, origins: 0 }

interface Seen {
  performance: number
  accessibility: number
  lcp: number
  tbt: number
  shift: number
  scriptKb: number
  origins: number
  /** How fast this machine seemed to be; a middle telephone has about 500 to 1,000. */
  machine: number
}

/** What Lighthouse says of every public page, and of what members open every day: a middle telephone on a slow 4G. */
export async function benchPages({ quick, language, only, rounds: asked }: Options): Promise<Figure[]> {
  await using platform = await startPlatform()
  const all = (await pagesOf(platform.url)).filter(({ name }) => only === undefined || name.includes(only))
  const pages = quick ? all.filter(({ name }) => /^(start|thread|feed)$/.test(name)) : all
  const machine: number[] = []
  const figures: Figure[] = []
  for (const page of pages) {
    // The server has read and compiled what it needs; nobody is the first.
    await fetch(platform.url + page.path)
    const rounds: Seen[] = []
    for (let round = 0; round < Number(asked ?? (quick ? 1 : 3)); round++)
      rounds.push(await see(platform.url, page, language ?? 'de'))
    machine.push(...rounds.map((one) => one.machine))
    figures.push(...figuresOf(page.name, rounds))
    console.error(
      `${page.name}: ${rounds.map(({ performance, machine: index }) => `${performance} (${index.toFixed(0)})`).join(', ')}`,
    )
  }
  machine.sort((a, b) => a - b)
  return [
    ...figures,
    { name: 'this machine', metric: 'benchmark index', value: quantile(machine, 0.5), unit: '' },
    { name: 'this machine', metric: 'lowest', value: machine[0]!, unit: '' },
  ]
}

export interface Options {
  quick: boolean
  language?: string | undefined
  /** A part of the names of the pages that are wanted. */
  only?: string | undefined
  /** How often each page is opened. */
  rounds?: string | undefined
}

function figuresOf(name: string, rounds: readonly Seen[]): Figure[] {
  const middle = (metric: keyof Seen) =>
    quantile(
      rounds.map((one) => one[metric]).sort((a, b) => a - b),
      0.5,
    )
  const most = (metric: string, value: number, target: number, unit = ''): Figure => ({
    name,
    metric,
    value,
    unit,
    target,
    ok: value <= target,
  })
  const least = (metric: 'performance' | 'accessibility'): Figure => {
    const value = middle(metric)
    return { name, metric, value, unit: '', target: aims[metric], ok: value >= aims[metric] }
  }
  return [
    least('performance'),
    least('accessibility'),
    { name, metric: 'LCP', value: middle('lcp'), unit: 'ms' },
    { name, metric: 'TBT', value: middle('tbt'), unit: 'ms' },
    most('CLS', middle('shift'), aims.shift),
    most('JS', middle('scriptKb'), aims.scriptKb, 'kB'),
    most('other origins', middle('origins'), aims.origins),
  ]
}

/** Once, in a browser that knows nothing yet. */
async function see(url: string, { path, as }: PageSeen, language: string): Promise<Seen> {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromiumArgs,
      `--remote-debugging-port=${port}`,
      `--lang=${language}`,
      `--accept-lang=${language}`,
    ],
  })
  try {
    if (as !== undefined) {
      const devtools = await browser.newBrowserCDPSession()
      const cookies = await cookiesOf(url, as)
      await devtools.send('Storage.setCookies', { cookies: cookies.map((one) => ({ ...one, url })) })
    }
    const result = await lighthouse(url + path, {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      // The browser is new, and whoever is signed in stays so.
      disableStorageReset: true,
      ...(process.env['LIGHTHOUSE_TRACE'] && { throttlingMethod: 'devtools' as const }),
    })
    const report = result!.lhr
    if (report.runtimeError) throw new Error(`${path}: ${report.runtimeError.message}`)
    const value = (audit: string) => report.audits[audit]!.numericValue ?? Number.NaN
    const requests = (
      report.audits['network-requests']!.details as unknown as {
        items: { url: string; resourceType?: string; transferSize: number }[]
      }
    ).items.filter((one) => /^https?:/.test(one.url))
    const scripts = requests.filter(({ resourceType }) => resourceType === 'Script')
    return {
      performance: Math.round((report.categories['performance']!.score ?? 0) * 100),
      accessibility: Math.round((report.categories['accessibility']!.score ?? 0) * 100),
      lcp: value('largest-contentful-paint'),
      tbt: value('total-blocking-time'),
      shift: value('cumulative-layout-shift'),
      scriptKb: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000,
      origins: new Set(requests.map((one) => new URL(one.url).origin)).size - 1,
      machine: report.environment.benchmarkIndex,
    }
  } finally {
    await browser.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
