import type { HttpOperation, Locale } from '@augenhoehe/contracts'
import type { Query } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { matchPath, StaticRouter } from 'react-router'
import { App } from './app.tsx'
import { carryBy } from './platform/api.ts'
import type { Given } from './platform/first-answer.ts'
import { changeLocale, i18n, startI18n } from './platform/i18n.ts'
import { createQueries } from './platform/queries.ts'
import { remember } from './platform/remembered.ts'
import { preload } from './routes.tsx'
import { pageParts } from './page-parts.ts'

/** What somebody asks for, and how the page's questions are answered for them. */
export interface Asked {
  /** The whole address, with what follows the question mark. */
  address: string
  locale: Locale
  /** Whether there is room beside the page. */
  wide: boolean
  /** What the browser keeps besides, as far as the server knows it. */
  remembered: Readonly<Record<string, string>>
  ask: (name: HttpOperation, input: unknown) => Promise<unknown>
}

/** A page as its program draws it first, with the answers it was drawn from. */
export interface Drawn {
  title: string
  html: string
  given: readonly Given[]
}

/** Some questions come with the answers to others; nobody waits for more than these. */
const mostRounds = 4

/** What the page learns by itself every time. */
const ownQuestions = new Set<unknown>(['accounts.me', 'platform.get'])

const isOpen = ({ state, options }: Query) =>
  state.status === 'pending' && (options as { enabled?: unknown }).enabled !== false

/** As much of a browser as first drawings look at. */
const windowAt = (location: URL, wide: boolean) => ({
  location,
  matchMedia: (query: string) => ({
    matches: query.startsWith(wide ? '(min-width' : '(max-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
})

/**
 * Draws a page where there is no browser: one at a time, because language and address are the whole program's.
 * Undefined where the page
 * leads elsewhere, or is one whose styles the server does not know.
 * @throws what a question was refused with, or what a component throws that cannot do without a browser
 */
export async function draw({ address, locale, wide, remembered, ask }: Asked): Promise<Drawn | undefined> {
  const location = new URL(address)
  if (!Object.keys(pageParts).some((one) => matchPath(one, location.pathname))) return undefined
  const path = location.pathname + location.search
  Object.assign(globalThis, { window: windowAt(location, wide) })
  for (const [key, value] of Object.entries(remembered)) remember(key, value)
  carryBy(ask as never)
  await (i18n.isInitialized ? changeLocale(locale, false) : startI18n(locale))
  await preload(location.pathname)
  // Nothing is lost on the way here, and others wait for their pages meanwhile.
  const queries = createQueries(0)
  const Router = ({ children }: { children: ReactNode }) => (
    <StaticRouter location={path}>{children}</StaticRouter>
  )
  try {
    let html = ''
    for (let round = 0; round < mostRounds; round++) {
      html = renderToString(<App queries={queries} Router={Router} />)
      const open = queries.getQueryCache().getAll().filter(isOpen)
      if (open.length === 0) break
      await Promise.all(open.map((query) => query.fetch()))
    }
    const [whole = '', title = ''] = /<title>(.*?)<\/title>/s.exec(html) ?? []
    if (whole === '') return undefined
    return {
      title: plain(title),
      html: html.replace(whole, ''),
      given: queries
        .getQueryCache()
        .getAll()
        .filter(({ queryKey, state }) => state.status === 'success' && !ownQuestions.has(queryKey[0]))
        .map(({ queryKey, state }) => ({
          key: queryKey,
          // The program brings facts with it, and shall know that it needs them at once.
          ...(queryKey[0] !== 'reference' && { data: state.data }),
        })),
    }
  } finally {
    queries.clear()
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const plain = (html: string) =>
  html.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name]!)
