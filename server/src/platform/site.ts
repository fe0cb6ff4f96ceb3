import type { Locale } from '@augenhoehe/contracts'
import express, { Router, type Request } from 'express'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { refuse } from './errors.ts'
import { escaped, Html } from './html.ts'
import { askedLocale, directionOf, keepLocale, localeOf } from './languages.ts'

const docsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Augenhöhe: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css" />
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`
const docsStart = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null, deepLinking: true })\n`

/** The API's documentation, from this server alone. */
export function docsRoutes(): Router {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/', (_request, response) => void response.type('html').send(docsPage))
  router.get('/start.js', (_request, response) => void response.type('text/javascript').send(docsStart))
  router.use(express.static(assets, { index: false }))
  return router
}

/** What a page shows before the program runs, for readers without scripts and for search engines. */
export interface FirstPage {
  /** Instead of title and description. */
  head: Html
  /** What stands there until the program draws the page. */
  body: Html
  /** Made for whoever is signed in: nobody keeps it on the way, or afterwards. */
  personal?: boolean
}

/** Where the frame of a page has room for what stands above all pages, and for what the empty page says. */
export const slots = { bars: new Html('<!--bars-->'), waiting: new Html('<!--waiting-->') }

/** What is asked for: a page with content, another address, nothing there, or a page that only the program can draw. */
export type FirstPages = (
  request: Request,
) => Promise<FirstPage | { moved: string } | 'not-found' | undefined>

const withContent = (page: string, { head, body }: FirstPage, bars: Html) =>
  page
    .replace(/<!--head-->.*<!--\/head-->/s, () => head.text)
    .replace(/<!--body-->(.*)<!--\/body-->/s, (_, waiting: string) =>
      body.text.replace(slots.bars.text, () => bars.text).replace(slots.waiting.text, () => waiting),
    )

/** What the client's build knows of its own pieces (`client/build/hints.ts`). */
interface Hints {
  words: Partial<Record<Locale, { index?: string; later?: string }>>
  pages: Record<string, { files: string[]; laterWords: boolean }>
}

/** The page as it was built, and what it says of its pieces. */
async function readTemplate(page: string) {
  const built = await readFile(page, 'utf8')
  const [comment = '', hints] = /<!--hints (\{.*?\})-->/.exec(built) ?? []
  return {
    built: built.replace(comment, '<!--hints-->'),
    hints: hints === undefined ? undefined : (JSON.parse(hints) as Hints),
  }
}

const isAt = (pattern: string, path: string) => {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  return (
    wanted.length === parts.length &&
    wanted.every((one, index) => one.startsWith(':') || one === parts[index])
  )
}

/** Links to what this page needs besides the program, for readers of one language. */
function hinted({ words, pages }: Hints, locale: Locale, path: string): string {
  const page = Object.entries(pages).find(([pattern]) => isAt(pattern, path))?.[1]
  const { index, later } = words[locale] ?? {}
  return [index, page?.laterWords === true ? later : undefined, ...(page?.files ?? [])]
    .flatMap((href) => (href === undefined ? [] : [escaped(href)]))
    .map((href) =>
      href.endsWith('.css')
        ? `<link rel="preload" as="style" fetchpriority="low" crossorigin href="${href}">`
        : `<link rel="modulepreload" fetchpriority="low" crossorigin href="${href}">`,
    )
    .join('')
}

/** The page for readers of one language: it says so, and asks for the words of that language and no other. */
const inLanguage = (
  { built, hints }: Awaited<ReturnType<typeof readTemplate>>,
  locale: Locale,
  path: string,
) =>
  built
    .replace(/<html[^>]*>/, () => `<html lang="${locale}" dir="${directionOf(locale)}">`)
    .replace('<!--hints-->', () => (hints ? hinted(hints, locale, path) : ''))

const packings = { br: '.br', gzip: '.gz' }

/**
 * The pieces of the client, for a year: packed as they were built where the browser takes that. They are many and small,
 * so they say no more about themselves than they must; what a page may do is said with the page.
 */
export function assetRoutes(folder: string): Router {
  const pieces = express.static(join(folder, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      response.setHeader('X-Content-Type-Options', 'nosniff')
      response.setHeader('Vary', 'Accept-Encoding')
      const [encoding, ending] = Object.entries(packings).find(([, one]) => path.endsWith(one)) ?? []
      if (encoding === undefined || ending === undefined) return
      response.setHeader('Content-Encoding', encoding)
      response.type(extname(path.slice(0, -ending.length)))
    },
  })
  const router = Router()
  for (const [encoding, ending] of Object.entries(packings))
    router.use((request, response, next) => {
      if (!/\.(js|css|svg)$/.test(request.path) || !request.acceptsEncodings(encoding)) {
        next()
        return
      }
      const { url } = request
      request.url = request.path + ending
      pieces(request, response, (error) => {
        request.url = url
        next(error)
      })
    })
  router.use(pieces)
  return router
}

const alwaysFresh = /[/\\](sw\.js|index\.html|[\w-]+\.webmanifest)$/

/** The built client besides its pieces: the page itself always fresh; unknown pieces are missing, unknown pages are the client's. */
export function siteRoutes(
  folder: string,
  firstPages: FirstPages,
  /** What stands above every page. */
  barsFor: (request: Request) => Promise<Html>,
): Router {
  const router = Router()
  const page = join(folder, 'index.html')
  router.use('/assets', () => {
    throw refuse('not-found')
  })
  router.use(
    express.static(folder, {
      index: false,
      maxAge: '1h',
      setHeaders: (response, path) => {
        // What says which version there is must not be an hour late; everything else follows from it.
        if (alwaysFresh.test(path)) response.setHeader('Cache-Control', 'no-cache')
      },
    }),
  )
  router.get('/{*any}', async (request: Request, response) => {
    if (!request.accepts('html') || !existsSync(page)) throw refuse('not-found')
    response.setHeader('Cache-Control', 'no-cache')
    const asked = askedLocale(request)
    if (asked) keepLocale(response, asked)
    const first = await firstPages(request)
    if (typeof first === 'object' && 'moved' in first) {
      response.redirect(301, first.moved)
      return
    }
    if (first === 'not-found') response.status(404)
    response.vary('Accept-Language, Cookie')
    if (typeof first === 'object' && first.personal) response.setHeader('Cache-Control', 'private, no-store')
    const empty = inLanguage(await readTemplate(page), localeOf(request), request.path)
    response
      .type('html')
      .send(typeof first === 'object' ? withContent(empty, first, await barsFor(request)) : empty)
  })
  return router
}
