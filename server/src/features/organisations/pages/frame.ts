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

const inLanguage = (path: string, tag: string) => `${path}?${languageName}=${tag}`

/** What programs are told of a page: search engines, and whoever is sent its address. */
export function headOf({
  locale,
  baseUrl,
  title,
  description,
  path,
  picture,
  indexed = true,
  data,
}: Omit<Content, 'layout' | 'main'>): Html {
  const address = `${baseUrl}${path}`
  return html`<title>${title === product ? product : `${title} · ${product}`}</title>
    <meta name="description" content="${description}" />
    ${!indexed && html`<meta name="robots" content="noindex, follow" />`}
    <link rel="canonical" href="${address}" />
    ${
      indexed &&
      Object.keys(endonyms).map(
        (tag) => html`<link rel="alternate" hreflang="${tag}" href="${baseUrl}${inLanguage(path, tag)}" />`,
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
    ${data}`
}

/** What stands on a page for people without scripts: what they miss, and the page in every language. */
export const withoutScripts = (path: string, locale: Locale) =>
  html`<p class="first-note">${pageWords[locale].joinIn}</p>
    <nav class="first-languages" aria-label="${pageWords[locale].language}">
      ${Object.entries(endonyms).map(
        ([tag, endonym]) =>
          html`<a
            href="${inLanguage(path, tag)}"
            lang="${tag}"
            hreflang="${tag}"
            ${tag === locale && html` aria-current="true"`}
            >${endonym}</a
          > `,
      )}
    </nav>`

/** Who answers for the product, at the end of every page. */
export const about = (locale: Locale) =>
  html`<footer class="first-about">
    <nav aria-label="${pageWords[locale].aboutLabel}">
      ${Object.entries(pageWords[locale].about).map(([href, label]) => html`<a href="${href}">${label}</a> `)}
    </nav>
  </footer>`

/** The frame of the product around one page, in the places where the program will draw the same. */
export function framed({ layout = 'wide', main, ...content }: Content): FirstPage {
  const { locale, path } = content
  const words = pageWords[locale]
  return {
    head: headOf(content),
    body: html`<div data-first class="first">
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
        ${main}
        <noscript>${withoutScripts(path, locale)}</noscript>
      </main>
      ${about(locale)}
    </div>`,
  }
}
