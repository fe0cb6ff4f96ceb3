import { allOperations, type Locale, type OperationName } from '@augenhoehe/contracts'
import type { Request } from 'express'
import { closedIn } from '../bars.ts'
import { dataBlock, Html, html } from '../html.ts'
import { localeOf } from '../languages.ts'
import type { FirstPage, FirstPages } from '../site.ts'
import type { Studio } from './studio.ts'

interface Needs {
  studio: Studio
  /** As whoever opens the page, with their rights; through the same door as everything they ask. */
  askAs: (
    request: Request,
  ) => Promise<{ ask: (name: OperationName, input: unknown) => Promise<unknown>; isVisitor: boolean }>
  baseUrl: string
  /** What programs are told of the page. */
  headOf: (content: {
    locale: Locale
    title: string
    description: string
    path: string
    indexed: boolean
    data: readonly Html[]
  }) => Html
  /** What stands there for people without scripts. */
  withoutScripts: (path: string, locale: Locale) => Html
}

const product = 'Augenhöhe'
/** What people say to each other, or what an address in a mail opens, is for whoever comes, not for indexes. */
const unlisted = /\/live$|^\/meldung\//

/** Telephones say so; whoever says nothing has room. */
function isWide({ headers }: Request) {
  const said = headers['sec-ch-ua-mobile']
  return typeof said === 'string' ? said !== '?1' : !/Mobi/.test(headers['user-agent'] ?? '')
}

/** Reads that anybody may ask by an address; what changes something is never done by opening a page. */
const isRead = (name: string): name is OperationName =>
  name in allOperations &&
  ((allOperations as Record<string, { http?: string }>)[name]!.http?.startsWith('GET ') ?? false)

/** The sentence under the heading, else the heading. */
function descriptionIn(page: string, title: string) {
  const lead = /<\/h1>\s*<p[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? ''
  return lead.replaceAll(/<[^>]*>|&[#\w]+;|\u00ad/g, '').slice(0, 200) || title
}

/** Pages as the program draws them, before it is there: read at once, and found by search engines. */
export function createDrawnPages({ studio, askAs, baseUrl, headOf, withoutScripts }: Needs): FirstPages {
  return async (request): Promise<FirstPage | undefined> => {
    const { path } = request
    const locale = localeOf(request)
    const { ask, isVisitor } = await askAs(request)
    const closed = closedIn(request)
    const drawn = await studio.draw(
      {
        address: `${baseUrl}${request.originalUrl}`,
        locale,
        wide: isWide(request),
        remembered: {
          'signed-in': isVisitor ? 'no' : 'yes',
          'demonstration-seen': closed.has('demonstration') ? 'yes' : 'no',
          'drafts-heard': [...closed].join(' '),
        },
      },
      (name, input) => (isRead(name) ? ask(name, input) : Promise.reject(new Error(name))),
    )
    if (!drawn) return undefined
    const title = drawn.title.replaceAll('\u00ad', '')
    return {
      head: headOf({
        locale,
        title: title.replace(` · ${product}`, ''),
        description: descriptionIn(drawn.html, title),
        path,
        indexed: Object.keys(request.query).length === 0 && !unlisted.test(path),
        data: [dataBlock('application/json', drawn.given, 'given')],
      }),
      body: html`<div id="root" data-first="${isVisitor ? '' : 'own'}">${new Html(drawn.html)}</div>
        <noscript>${withoutScripts(path, locale)}</noscript>`,
      personal: !isVisitor,
      drawn: true,
    }
  }
}
