import { Router, type Request } from 'express'
import { Refusal } from '../../../platform/errors.ts'
import { escaped } from '../../../platform/html.ts'
import { localeOf } from '../../../platform/languages.ts'
import type { Log } from '../../../platform/log.ts'
import type { AskAsVisitor } from '../../../platform/operations.ts'
import type { FirstPages } from '../../../platform/site.ts'
import type { OrganisationFacts } from '../model.ts'
import { cardRoute } from './card-route.ts'
import { addressNames, directoryPage, directoryPath, type DirectoryAddress } from './directory-page.ts'
import { profilePage } from './profile-page.ts'

interface Needs {
  ask: AskAsVisitor
  listed: () => Promise<OrganisationFacts[]>
  /** Addresses of other capabilities that are worth finding; from the root on. */
  further: () => Promise<readonly string[]>
  baseUrl: string
  now: () => Date
  log: Log
}

function filtersIn(request: Request): DirectoryAddress {
  const found: DirectoryAddress = {}
  for (const [key, name] of Object.entries(addressNames) as [keyof DirectoryAddress, string][]) {
    const value = request.query[name]
    if (typeof value === 'string' && value.trim() !== '') found[key] = value.slice(0, 200)
  }
  return found
}

/** As many as the program asks for at once. */
const pageSize = 30

/** The directory and its profiles, readable before the program runs and without it. */
export function createPages({ ask, listed, further, baseUrl, now, log }: Needs) {
  /** What an address says and nobody understands is left out, as long as it is one of the filters. */
  async function list(filters: DirectoryAddress, address: string) {
    const question = { ...filters, limit: pageSize }
    try {
      return { filters, question, answer: await ask('organisations.list', question, address) }
    } catch (error) {
      const faults = error instanceof Refusal ? Object.keys(error.extra.fields ?? {}) : []
      const sound = Object.fromEntries(Object.entries(filters).filter(([key]) => !faults.includes(key)))
      if (Object.keys(sound).length === Object.keys(filters).length) throw error
      const again = { ...sound, limit: pageSize }
      return { filters: sound, question: again, answer: await ask('organisations.list', again, address) }
    }
  }

  const pages: FirstPages = async (request) => {
    const address = request.ip ?? ''
    const locale = localeOf(request)
    try {
      if (request.path === directoryPath)
        return directoryPage({ locale, baseUrl, now: now(), ...(await list(filtersIn(request), address)) })
      const [, slug, sheet = ''] = /^\/organisationen\/([a-z0-9-]+)(\/aushang)?$/.exec(request.path) ?? []
      if (slug === undefined) return undefined
      const organisation = await ask('organisations.get', { slug }, address)
      if (organisation.slug !== slug) return { moved: `${directoryPath}/${organisation.slug}${sheet}` }
      // The page for the notice board is drawn by the program alone.
      if (sheet !== '') return undefined
      const [needs, offers] = await Promise.all(
        (['needs.list', 'offers.list'] as const).map((name) =>
          ask(name, { organisationId: organisation.id }, address),
        ),
      )
      return profilePage({
        locale,
        baseUrl,
        now: now(),
        organisation,
        needs: needs?.listings ?? [],
        offers: offers?.listings ?? [],
      })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return 'not-found'
      // The program asks again, and says what is the matter.
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'a page was sent without its content')
      return undefined
    }
  }

  const publicPaths = [
    '/',
    directoryPath,
    '/raeume',
    '/suchen-und-bieten',
    '/termine',
    '/ergebnisse',
    '/presse',
  ]

  /** For programs that follow links: pictures, which pages there are, and which are none of theirs. */
  function crawlerRoutes(): Router {
    const router = Router()
    router.use(
      cardRoute({
        profileOf: (slug, address) => ask('organisations.get', { slug }, address),
        onFailure: (error) => log.warn({ err: error }, 'a picture of an organisation was not drawn'),
      }),
    )
    router.get('/robots.txt', (_request, response) => {
      const closed = [
        '/api/',
        '/ich',
        '/mein-verein',
        '/verwaltung',
        '/moderation',
        '/einladung/',
        '/meldung/',
      ]
      response
        .type('text')
        .send(
          [
            'User-agent: *',
            ...closed.map((path) => `Disallow: ${path}`),
            '',
            `Sitemap: ${baseUrl}/sitemap.xml`,
            '',
          ].join('\n'),
        )
    })
    router.get('/sitemap.xml', async (_request, response) => {
      const entries = [
        ...[...publicPaths, ...(await further())].map(
          (path) => `<url><loc>${escaped(baseUrl + path)}</loc></url>`,
        ),
        ...(await listed()).map(
          ({ slug, confirmedAt }) =>
            `<url><loc>${escaped(`${baseUrl}${directoryPath}/${slug}`)}</loc><lastmod>${confirmedAt.toISOString().slice(0, 10)}</lastmod></url>`,
        ),
      ]
      response.setHeader('Cache-Control', 'no-cache')
      response
        .type('application/xml')
        .send(
          `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`,
        )
    })
    return router
  }

  return { pages, crawlerRoutes }
}
