import type { Locale } from '@augenhoehe/contracts'
import { html, type Html } from '../../../platform/html.ts'
import { endonyms, languageName } from '../../../platform/languages.ts'
import { slots, type FirstPage } from '../../../platform/site.ts'
import { pageWords } from './words.ts'

interface Content {
  locale: Locale
  baseUrl: string
  title: string
  description: string
  /** The address that this page has, whatever else leads to it; from the root on. */
  path: string
  /** A picture of its own, for links to it; from the root on. */
  picture?: { path: string; alt: string }
  /** Pages of results are for people, not for indexes. */
  indexed?: boolean
  /** page: a column of reading width. wide: all the room. */
  layout?: 'page' | 'wide'
  /** Whoever is signed in has a column of ways beside the page, where there is room. */
  columns?: boolean
  /** There is more to come, and only the program has it. */
  waiting?: boolean
  main: Html
  /** Data for the program and for search engines. */
  data: readonly Html[]
}

const product = 'Augenhöhe'
const openGraphLocales: Readonly<Record<Locale, string>> = {
  de: 'de_DE',
  'de-simple': 'de_DE',
  en: 'en_GB',
  tr: 'tr_TR',
  ar: 'ar_AR',
  uk: 'uk_UA',
}

/** The frame of the product around one page, in the places where the program will draw the same. */
export function framed({
  locale,
  baseUrl,
  title,
  description,
  path,
  picture,
  indexed = true,
  layout = 'wide',
  columns = false,
  waiting = false,
  main,
  data,
}: Content): FirstPage {
  const words = pageWords[locale]
  const address = `${baseUrl}${path}`
  const languages = Object.entries(endonyms)
  const inLanguage = (tag: string) => `${path}?${languageName}=${tag}`
  return {
    head: html`<title>${title === product ? product : `${title} · ${product}`}</title>
      <meta name="description" content="${description}" />
      ${!indexed && html`<meta name="robots" content="noindex, follow" />`}
      <link rel="canonical" href="${address}" />
      ${
        indexed &&
        languages.map(
          ([tag]) => html`<link rel="alternate" hreflang="${tag}" href="${baseUrl}${inLanguage(tag)}" />`,
        )
      }
      <meta property="og:site_name" content="${product}" />
      <meta property="og:type" content="website" />
      <meta property="og:title" content="${title}" />
      <meta property="og:description" content="${description}" />
      <meta property="og:url" content="${address}" />
      <meta property="og:locale" content="${openGraphLocales[locale]}" />
      <meta property="og:image" content="${baseUrl}${picture?.path ?? '/share.png'}" />
      ${picture && html`<meta property="og:image:alt" content="${picture.alt}" />`}
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
      ${data}`,
    body: html`<div class="first" ${columns && html`data-frame="columns"`}>
      <a class="first-skip" href="#inhalt">${words.skip}</a>
      <header class="first-header">
        <div>
          <a class="first-brand" href="/" aria-label="${words.start}">
            <svg viewBox="0 0 44 20" aria-hidden="true">
              <path d="M0 10h44" />
              <circle cx="12" cy="10" r="7.5" />
              <circle class="first-open" cx="32" cy="10" r="7.5" />
            </svg>
            ${product}
          </a>
          <nav aria-label="${words.menu}">
            ${Object.entries(words.nav).map(
              ([href, label]) =>
                html`<a href="${href}" ${path.startsWith(href) && html` aria-current="page"`}>${label}</a>`,
            )}
          </nav>
        </div>
      </header>
      ${slots.bars}
      <main id="inhalt" data-layout="${layout}">
        ${main} ${waiting && slots.waiting}
        <noscript>
          ${!waiting && html`<p class="first-note">${words.joinIn}</p>`}
          <nav class="first-languages" aria-label="${words.language}">
            ${languages.map(
              ([tag, endonym]) =>
                html`<a
                  href="${inLanguage(tag)}"
                  lang="${tag}"
                  hreflang="${tag}"
                  ${tag === locale && html` aria-current="true"`}
                  >${endonym}</a
                > `,
            )}
          </nav>
        </noscript>
      </main>
      <footer class="first-about">
        <nav aria-label="${words.aboutLabel}">
          ${Object.entries(words.about).map(([href, label]) => html`<a href="${href}">${label}</a> `)}
        </nav>
      </footer>
    </div>`,
  }
}
