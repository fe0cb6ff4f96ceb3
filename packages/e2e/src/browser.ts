import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserEndpoint } from './here.ts'

/** One password for every login of the demonstration; the README says it too. */
const password = 'augenhoehe-demo'

interface Visit {
  /** The name before the @ of a demonstration login; nobody when left out. */
  as?: string
  locale?: string
  dark?: boolean
  width?: number
  height?: number
}

/** A browser of its own for one person: own cookies, own storage, own network. */
export interface Visitor extends AsyncDisposable {
  context: BrowserContext
  page: Page
  /** What the page complained about. */
  complaints: string[]
  /** Whom anything was asked of or sent to: by pages, their workers, and over sockets. */
  origins: Set<string>
  /** What the pages said they may load. */
  policies: Set<string>
}

let running: Promise<Browser> | undefined
const browser = () => (running ??= chromium.connect(browserEndpoint))

/** Notes whom a browser asks for anything, and what its pages say they may load. */
export function watchRequests(context: BrowserContext): Pick<Visitor, 'origins' | 'policies'> {
  const origins = new Set<string>()
  const policies = new Set<string>()
  context.on('request', (request) => {
    if (/^(?!data:|blob:)/.test(request.url())) origins.add(new URL(request.url()).origin)
  })
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      origins.add(new URL(socket.url()).origin.replace(/^ws/, 'http'))
    })
  })
  context.on('response', (response) => {
    if (response.request().isNavigationRequest())
      policies.add(response.headers()['content-security-policy'] ?? 'none')
  })
  return { origins, policies }
}

const patienceMs = 5_000

/** What the server writes looks like the page already; who opens one means the program's, where that comes. */
function waitForProgram(page: Page) {
  const goto = page.goto.bind(page)
  page.goto = async (address, options) => {
    const response = await goto(address, options)
    if (options?.waitUntil !== 'commit')
      await page
        .locator('#root[data-first], #root > [data-first]')
        .waitFor({ state: 'detached', timeout: patienceMs })
        .catch(() => undefined)
    return response
  }
}

/** Opens a browser as a person; phones first. */
export async function visit(
  url: string,
  { as, locale = 'de-DE', dark, width = 360, height = 740 }: Visit = {},
): Promise<Visitor> {
  const context = await (
    await browser()
  ).newContext({
    baseURL: url,
    locale,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    // As browsers on telephones say it of themselves.
    extraHTTPHeaders: { 'Sec-CH-UA-Mobile': width < 700 ? '?1' : '?0' },
  })
  // A machine may stand still for a while; whoever clicks meanwhile has done nothing wrong.
  context.setDefaultTimeout(60_000)
  const asked = watchRequests(context)
  context.on('page', waitForProgram)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // Being offline, or refused on purpose, shows as a failed request; that is not a fault of the page.
    if (
      message.type() === 'error' &&
      !/Failed to load resource|ERR_|WebSocket|when fetching the script/.test(message.text())
    )
      complaints.push(message.text())
  })
  if (as) {
    const response = await context.request.post('/api/auth/sign-in/email', {
      data: { email: `${as}@augenhoehe.example`, password },
    })
    if (!response.ok()) throw new Error(`Signing in as ${as} failed: ${await response.text()}`)
  }
  return {
    context,
    page,
    complaints,
    ...asked,
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** Where pictures of every station are kept, for whoever wants to look at a journey. */
const pictures = process.env['PICTURES']

/** Takes a picture of what somebody sees now, or of another address seen by them. */
export async function picture({ context, page }: Visitor, name: string, address?: string): Promise<void> {
  if (!pictures) return
  const shown = address === undefined ? page : await context.newPage()
  if (address !== undefined) {
    await shown.goto(address)
    await shown.getByRole('heading', { level: 1 }).first().waitFor()
    await shown.waitForLoadState('networkidle')
  }
  const { width } = page.viewportSize()!
  await shown.screenshot({ path: join(pictures, `${name}-${width}.png`) })
  if (shown !== page) await shown.close()
}

interface ThreadList {
  threads: { id: string; title: string }[]
}

/** The address of a thread of the demonstration, by its title. */
export async function threadAddress({ context }: Visitor, slug: string, title: string): Promise<string> {
  const room = (await (await context.request.get(`/api/rooms/${slug}`)).json()) as { id: string }
  const { threads } = (await (
    await context.request.get(`/api/rooms/${room.id}/threads`)
  ).json()) as ThreadList
  const thread = threads.find((one) => one.title === title)
  if (!thread) throw new Error(`There is no thread ${title}`)
  return `/raeume/${slug}/${thread.id}`
}

/** The id of what somebody has just written: it stands on their page before the server has it. */
export async function contributionId(
  { context }: Visitor,
  threadId: string,
  beginning: string,
): Promise<string> {
  let id: string | undefined
  await expect
    .poll(async () => {
      const answer = await context.request.get(`/api/threads/${threadId}/contributions`)
      const { contributions } = (await answer.json()) as { contributions: { id: string; text: string }[] }
      id = contributions.find(({ text }) => text.startsWith(beginning))?.id
      return id
    })
    .toBeDefined()
  return id!
}
