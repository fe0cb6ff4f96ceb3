import type { Request, Router } from 'express'
import { join } from 'node:path'
import type { Accounts } from './features/accounts/index.ts'
import { createGlossaryPages, type GlossaryService } from './features/glossary/index.ts'
import { createLegalPages, type LegalService } from './features/legal/index.ts'
import {
  about,
  createPages,
  framed,
  headOf,
  withoutScripts,
  type Organisations,
} from './features/organisations/index.ts'
import { createThreadPages } from './features/threads/index.ts'
import { visitor } from './platform/actor.ts'
import { createBars } from './platform/bars.ts'
import { createDrawnPages } from './platform/drawing/pages.ts'
import { createStudio } from './platform/drawing/studio.ts'
import { webHeaders } from './platform/http.ts'
import { html, type Html } from './platform/html.ts'
import type { Log } from './platform/log.ts'
import type { AskAsVisitor, Call, Perform } from './platform/operations.ts'
import type { FirstPages } from './platform/site.ts'

interface Needs {
  perform: Perform
  accounts: Accounts
  organisations: Organisations
  glossary: GlossaryService
  legal: LegalService
  /** The folder of the built client; what draws pages lies beside it. */
  site: string
  /** So long a page waits to be drawn, in milliseconds. */
  drawWithinMs: number
  baseUrl: string
  now: () => Date
  log: Log
}

interface Pages {
  pages: FirstPages
  /** What stands above those that are not drawn. */
  bars: (request: Request) => Promise<Html>
  crawlers: Router
  end: () => void
}

/** What is read before the program runs: pages written here, and all others as the program itself would draw them. */
export function createFirstPages(needs: Needs): Pages {
  const { perform, accounts, organisations, glossary, legal, site, drawWithinMs, baseUrl, now, log } = needs
  const inFrame = (content: Omit<Parameters<typeof framed>[0], 'baseUrl'>) => framed({ ...content, baseUrl })
  // What an operation answers has passed its schema.
  const asVisitor: AskAsVisitor = async (name, input, address) =>
    (await perform(name, input, {
      actor: visitor,
      address,
      headers: new Headers(),
      setCookies: () => undefined,
    })) as never
  async function askAs(request: Request) {
    const headers = webHeaders(request.headers)
    const actor = await accounts.actorOf(headers)
    const call: Call = { actor, address: request.ip ?? '', headers, setCookies: () => undefined }
    return {
      ask: async (name: Parameters<Perform>[0], input: unknown) =>
        (await perform(name, input, call)) as never,
      isVisitor: actor.role === 'visitor',
    }
  }

  const studio = createStudio(join(site, '..', 'dist-drawing', 'drawing.js'), drawWithinMs, log)
  const { pages: organisationPages, crawlerRoutes } = createPages({
    ask: asVisitor,
    listed: organisations.all,
    further: () => glossary.paths(),
    baseUrl,
    now,
    log,
  })
  const inTurn: readonly FirstPages[] = [
    organisationPages,
    createGlossaryPages({ ask: asVisitor, baseUrl, framed: inFrame, log }),
    createLegalPages({ legal, framed: inFrame }),
    createThreadPages({ askAs, framed: inFrame, log }),
    createDrawnPages({
      studio,
      askAs,
      baseUrl,
      headOf: (content) => headOf({ ...content, baseUrl }),
      withoutScripts: (path, locale) => html`${withoutScripts(path, locale)} ${about(locale)}`,
    }),
  ]
  return {
    pages: async (request) => {
      for (const pages of inTurn) {
        const page = await pages(request)
        if (page !== undefined) return page
      }
      return undefined
    },
    bars: createBars({
      site,
      isDemonstration: async () => (await accounts.installation()).demonstration,
      log,
    }),
    crawlers: crawlerRoutes(),
    end: studio.end,
  }
}
