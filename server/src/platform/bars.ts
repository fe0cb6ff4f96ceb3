import { locales, type Locale } from '@augenhoehe/contracts'
import type { Request } from 'express'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { html, type Html } from './html.ts'
import { localeOf } from './languages.ts'
import type { Log } from './log.ts'

/** What they say; the client's build has the words (`client/src/bars.ts`). */
const Words = z.object({
  draft: z.string(),
  draftWrong: z.string(),
  demonstration: z.string(),
  demonstrationText: z.string(),
})
const AllWords = z.record(z.enum(locales), Words)

/** Reads the words from beside the built page: once, and again when another version lies there. */
function wordsBeside(site: string, log: Log) {
  const file = join(site, 'bars.json')
  let known: { since: number; words: Promise<z.infer<typeof AllWords> | undefined> } | undefined

  async function read() {
    try {
      return AllWords.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch (error) {
      log.warn({ err: error }, 'the words above all pages are not readable')
      return undefined
    }
  }

  return async (locale: Locale) => {
    const found = await stat(file).catch(() => undefined)
    if (!found) return undefined
    if (known?.since !== found.mtimeMs) known = { since: found.mtimeMs, words: read() }
    return (await known.words)?.[locale]
  }
}

/** What this browser has closed; the program keeps that for itself, and for the server in a cookie. */
export function closedIn(request: Request): ReadonlySet<string> {
  const kept = /(?:^|;\s*)closed=([\w.-]+)/.exec(request.headers.cookie ?? '')?.[1]
  return new Set(kept?.split('.'))
}

/** Not yet read by anyone who grew up with it. */
const drafts: ReadonlySet<Locale> = new Set(['tr', 'ar', 'uk'])

interface Needs {
  /** The folder of the built client; without one there are no words. */
  site: string
  isDemonstration: () => Promise<boolean>
  log: Log
}

/** What stands above every page until somebody has closed it. */
export function createBars({ site, isDemonstration, log }: Needs) {
  const words = wordsBeside(site, log)
  return async (request: Request): Promise<Html> => {
    const locale = localeOf(request)
    const said = await words(locale)
    if (!said) return html``
    const closed = closedIn(request)
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
