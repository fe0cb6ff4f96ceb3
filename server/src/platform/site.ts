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
  /** Drawn by the program itself, which takes it over as it is: the body brings its own root, and needs its styles at once. */
  drawn?: boolean
  /** Made for whoever is signed in: nobody keeps it on the way, or afterwards. */
  personal?: boolean
}

/** Where the frame of a page has room for what stands above all pages. */
export const slots = { bars: new Html('<!--bars-->') }

/** What is asked for: a page with content, another address, nothing there, or a page that only the program can draw. */
export type FirstPages = (
  request: Request,
) => Promise<FirstPage | { moved: string } | 'not-found' | undefined>

/** What is on the page is shown first: the browser's start of the program fetches these then (`client/build/starter.js`). */
const later = (page: string) =>
  page.replaceAll(/<link rel="(modulepreload"|preload" as="style")/g, '<link data-rel="$1')

const withContent = (page: string, { head, body }: FirstPage, bars: Html) =>
  page
    .replace(/<!--head-->.*<!--\/head-->/s, () => head.text)
    .replace(/<!--body-->.*<!--\/body-->/s, () => body.text.replace(slots.bars.text, () => bars.text))

const withDrawing = (page: string, { head, body }: FirstPage) =>
  page
    .replace(/<!--head-->.*<!--\/head-->/s, () => head.text)
    .replace(/<div id="root">.*<!--\/body-->\s*<\/div>/s, () => body.text)

/** What the client's build knows of its own pieces (`client/build/hints.ts`). */
interface Hints {
  words: Partial<Record<Locale, { index?: string; later?: string }>>
  pages: Record<string, Parts & { member?: Parts }>
}

interface Parts {
  files: string[]
  laterWords: boolean
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

/** What the page at this address is made of; whoever is signed in may find another one there. */
function partsOf({ pages }: Hints, path: string, personal: boolean): Parts | undefined {
  const page = Object.entries(pages).find(([pattern]) => isAt(pattern, path))?.[1]
  return personal ? (page?.member ?? page) : page
}

/** Links to what this page needs besides the program, for readers of one language. */
function hinted(hints: Hints, locale: Locale, path: string, personal: boolean): string {
  const { words } = hints
  const page = partsOf(hints, path, personal)
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

/**
 * The styles of a page's own parts, in the page: one that is drawn needs them before anything is shown, and each file
 * would be one more way to the server and back.
 */
function createStyles(folder: string) {
  /** By names that change with what is in them. */
  const known = new Map<string, Promise<string>>()
  const styleOf = (file: string) => {
    const text = known.get(file) ?? readFile(join(folder, file), 'utf8')
    known.set(file, text)
    return text
  }
  return async (hints: Hints, path: string, personal: boolean) => {
    const files = partsOf(hints, path, personal)?.files.filter((file) => file.endsWith('.css')) ?? []
    return `<style>${(await Promise.all(files.map(styleOf))).join('\n')}</style>`
  }
}

/** The page for readers of one language: it says so, and asks for the words of that language and no other. */
const inLanguage = (
  { built, hints }: Awaited<ReturnType<typeof readTemplate>>,
  locale: Locale,
  path: string,
  personal: boolean,
) =>
  built
    .replace(/<html[^>]*>/, () => `<html lang="${locale}" dir="${directionOf(locale)}">`)
    .replace('<!--hints-->', () => (hints ? hinted(hints, locale, path, personal) : ''))

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
  const stylesOf = createStyles(folder)
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
    const template = await readTemplate(page)
    const personal = typeof first === 'object' && first.personal === true
    const built = inLanguage(template, localeOf(request), request.path, personal)
    const empty = typeof first === 'object' ? later(built) : built
    if (personal) response.setHeader('Cache-Control', 'private, no-store')
    response.type('html')
    if (typeof first !== 'object') response.send(empty)
    else if (!first.drawn) response.send(withContent(empty, first, await barsFor(request)))
    else {
      const styles = template.hints ? await stylesOf(template.hints, request.path, personal) : ''
      response.send(withDrawing(empty, first).replace('</head>', () => `${styles}</head>`))
    }
  })
  return router
}
