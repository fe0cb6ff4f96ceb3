import type { Locale } from '@augenhoehe/contracts'
import type { Request } from 'express'
import { Refusal } from './errors.ts'
import type { PageWords, WordsIn } from './first-words.ts'
import { escaped, Html, html } from './html.ts'
import { localeOf } from './languages.ts'
import type { Log } from './log.ts'
import type { FirstPage, FirstPages } from './site.ts'

/** What a page shows to visitors besides its head, and the answers it is made of. */
export interface FirstContent {
  /** Above the head. */
  above?: Html | undefined
  /** Below it: all there is, so that nobody has to wait for the rest. */
  below?: Html | undefined
  data: readonly Html[]
}

/** By the paths of the pages; of each what a visitor sees there, with the words that the client has for it. */
export type Contents = Readonly<
  Record<
    string,
    (asked: { address: string; locale: Locale; words: PageWords['words'] }) => Promise<FirstContent>
  >
>

interface Needs {
  words: WordsIn
  isSignedIn: (request: Request) => Promise<boolean>
  contents: Contents
  /** The product's frame around it. */
  framed: (content: {
    locale: Locale
    title: string
    description: string
    path: string
    indexed: boolean
    layout: 'page' | 'wide'
    columns: boolean
    waiting: boolean
    main: Html
    data: readonly Html[]
  }) => FirstPage
  log: Log
}

const product = 'Augenhöhe'
/** Who is signed in is led on from there. */
const forVisitors = new Set(['/anmelden', '/registrieren'])
/** Where associations see other words than visitors do. */
const otherLead = new Set(['/suchen-und-bieten'])

/** Without the marks that tell a heading where it may break. */
const plain = (text: string) => text.replaceAll('\u00ad', '').replaceAll('\u00a0', ' ')

/** Pages that the program draws: before it is there, what they are called and what they are for. */
export function createWaitingPages({ words, isSignedIn, contents, framed, log }: Needs): FirstPages {
  /** What could not be learned, the program asks for again, and says what is the matter. */
  async function contentOf({ path, ip = '' }: Request, locale: Locale, { words: said }: PageWords) {
    try {
      return (await contents[path]?.({ address: ip, locale, words: said })) ?? { data: [] }
    } catch (error) {
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'a page was sent without its content')
      return { data: [] }
    }
  }

  return async (request) => {
    const { path } = request
    const locale = localeOf(request)
    const page = (await words(locale))?.pages[path]
    if (!page) return undefined
    const signedIn = await isSignedIn(request)
    if (signedIn && forVisitors.has(path)) return undefined
    const content: FirstContent = signedIn ? { data: [] } : await contentOf(request, locale, page)
    const { title, lead = '' } = page.words
    const isStart = page.look === 'start'
    const typed = request.query['q']
    return framed({
      locale,
      title: isStart ? product : plain(title),
      description: plain(isStart ? `${title} ${lead}` : lead || title),
      path,
      indexed: typed === undefined,
      layout: page.look === 'start' || (page.look === 'wide' && !signedIn) ? 'wide' : 'page',
      columns: signedIn,
      waiting: content.below === undefined,
      main: html`${content.above}${drawn(page, {
        typed: typeof typed === 'string' ? typed.slice(0, 200) : '',
        // Their first page is another one.
        isEmpty: isStart && signedIn,
        withLead: !(signedIn && otherLead.has(path)),
      })}${content.below}`,
      data: content.data,
    })
  }
}

function drawn(
  { look, words }: PageWords,
  { typed, isEmpty, withLead }: { typed: string; isEmpty: boolean; withLead: boolean },
) {
  if (isEmpty) return html``
  if (look === 'start') return start(words)
  return html`<div class="first-head" data-look="${look}">
      <h1>${words.title}</h1>
      ${withLead && words.lead !== undefined && html`<p class="first-lead">${words.lead}</p>`}
    </div>
    ${look === 'search' && searchField(words, { action: '/suche', name: 'q', typed })}`
}

/** Works without the program: the address says what is searched for. */
const searchField = (
  { search = '', placeholder = '', submit = '' }: PageWords['words'],
  { action, name, typed = '' }: { action: string; name: string; typed?: string },
) =>
  html`<form class="first-search" action="${action}" method="get" role="search">
    <input
      type="search"
      name="${name}"
      value="${typed}"
      placeholder="${placeholder}"
      aria-label="${search}"
      maxlength="100"
      autocomplete="off"
      dir="auto"
    />
    <button>${submit}</button>
  </form>`

/** Where the examples under the search lead. */
const exampleHrefs: Readonly<Record<string, string>> = {
  place: '/organisationen?suche=giessen',
  topic: '/organisationen?thema=women',
  language: '/organisationen?sprache=uk',
}

/** "Zum Beispiel <place>Gießen</place>": the marks become links. */
const withExamples = (text: string) =>
  new Html(
    escaped(text).replaceAll(/&lt;(\w+)&gt;(.*?)&lt;\/\1&gt;/g, (whole, name: string, words: string) =>
      exampleHrefs[name] === undefined ? whole : `<a href="${exampleHrefs[name]}">${words}</a>`,
    ),
  )

const doors = [
  ['/raeume', 'rooms', 'roomsText'],
  ['/suchen-und-bieten', 'matching', 'matchingText'],
  ['/termine', 'dates', 'datesText'],
] as const

const start = (words: PageWords['words']) =>
  html`<div class="first-hero">
      <div>
        <h1>${words.title}</h1>
        <p>${words.lead}</p>
      </div>
      <div>
        ${searchField(words, { action: '/organisationen', name: 'suche' })}
        <p class="first-hint">${withExamples(words['examples'] ?? '')}</p>
      </div>
    </div>
    <nav class="first-doors" aria-label="${words['doors']}">
      ${doors.map(
        ([href, title, text]) =>
          html`<a href="${href}"
            ><span class="first-node" data-size="56" aria-hidden="true"></span
            ><span><b>${words[title]}</b><span>${words[text]}</span></span></a
          >`,
      )}
    </nav>`

const cookieName = 'closed'
/** Not yet read by anyone who grew up with it. */
const drafts: ReadonlySet<Locale> = new Set(['tr', 'ar', 'uk'])

/** What stands above every page until somebody has closed it; the program notes that in a cookie. */
export const createBars =
  ({ words, isDemonstration }: { words: WordsIn; isDemonstration: () => Promise<boolean> }) =>
  async (request: Request): Promise<Html> => {
    const locale = localeOf(request)
    const said = (await words(locale))?.bars
    if (!said) return html``
    const kept = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.-]+)`).exec(request.headers.cookie ?? '')?.[1]
    const closed = new Set(kept?.split('.'))
    return html`${
      drafts.has(locale) &&
      !closed.has(locale) &&
      bar(
        'info',
        html`${said.draft}
          <a href="/rueckmeldung?art=uebersetzung&amp;sprache=${locale}">${said.draftWrong}</a>`,
      )
    }${
      !closed.has('demonstration') &&
      (await isDemonstration()) &&
      bar('demo', html`<b>${said.demonstration}.</b> ${said.demonstrationText}`)
    }`
  }

/** Its button to close it comes with the program, and finds its place kept. */
const bar = (tone: 'info' | 'demo', words: Html) =>
  html`<div class="first-bar" data-tone="${tone}">
    <svg viewBox="0 0 34 14" aria-hidden="true">
      <path d="M0 7h34" />
      <circle class="first-full" cx="8" cy="7" r="5" />
      <circle cx="26" cy="7" r="5" ${tone === 'demo' && html`stroke-dasharray="2.5 2.7"`} />
    </svg>
    <p>${words}</p>
    <span></span>
  </div>`
