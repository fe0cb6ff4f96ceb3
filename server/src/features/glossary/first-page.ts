import type { Glossary, GlossaryTerm, Locale } from '@augenhoehe/contracts'
import { searchTerms } from '@augenhoehe/reference-data/term-search'
import type { Request } from 'express'
import { Refusal } from '../../platform/errors.ts'
import { dataBlock, html, type Html } from '../../platform/html.ts'
import { directionOf, localeOf } from '../../platform/languages.ts'
import type { Log } from '../../platform/log.ts'
import type { FirstPage, FirstPages } from '../../platform/site.ts'
import { pageWords } from './words.ts'

export const glossaryPath = '/glossar'

interface Needs {
  /** As somebody without an account, through the same door, limits and schemas as everybody. */
  ask: (name: 'glossary.list', input: Record<string, never>, address: string) => Promise<Glossary>
  baseUrl: string
  /** The product's frame around it. */
  framed: (content: {
    locale: Locale
    title: string
    description: string
    path: string
    indexed: boolean
    main: Html
    data: readonly Html[]
  }) => FirstPage
  log: Log
}

/** What the reader is told: plain German, and their language beside it; where there is none, English. */
function spokenFor({ explanation }: GlossaryTerm, locale: Locale): { lang: Locale; text: string }[] {
  const own = locale === 'de-simple' && explanation['de-simple'] ? 'de-simple' : 'de'
  const other = (locale === 'de' || locale === 'de-simple' ? [] : [locale, 'en' as const]).find(
    (lang) => explanation[lang],
  )
  return [own as Locale, ...(other ? [other] : [])].flatMap((lang) =>
    explanation[lang] ? { lang, text: explanation[lang] } : [],
  )
}

const isGerman = (lang: Locale) => lang === 'de' || lang === 'de-simple'

const said = (term: GlossaryTerm, locale: Locale) =>
  spokenFor(term, locale).map(
    ({ lang, text }) =>
      html`<p lang="${isGerman(lang) ? 'de' : lang}" dir="${directionOf(lang)}">${text}</p>`,
  )

const alsoCalled = ({ variants }: GlossaryTerm, locale: Locale) =>
  variants.length > 0 &&
  html`<p>${pageWords[locale].also} <span lang="de" dir="ltr">${variants.join(', ')}</span></p>`

const category = ({ category: id }: GlossaryTerm, locale: Locale) => pageWords[locale].categories[id] ?? id

/** One term as search engines know such things. */
const defined = ({ id, term, variants, explanation }: GlossaryTerm, locale: Locale, baseUrl: string) => ({
  '@type': 'DefinedTerm',
  '@id': `${baseUrl}${glossaryPath}/${id}`,
  name: term,
  ...(variants.length > 0 && { alternateName: variants }),
  description: explanation[locale] ?? explanation['de'],
})

/** The glossary and each of its terms, readable before the program runs and without it. */
export function createGlossaryPages({ ask, baseUrl, framed, log }: Needs): FirstPages {
  const answered = (glossary: Glossary) =>
    dataBlock('application/json', { name: 'glossary.list', input: {}, reply: glossary }, 'first-answer')

  function list(glossary: Glossary, locale: Locale, typed: string): FirstPage {
    const words = pageWords[locale]
    const found = searchTerms(glossary.terms, typed)
    return framed({
      locale,
      title: words.title,
      description: words.description,
      path: glossaryPath,
      indexed: typed === '',
      data: [
        answered(glossary),
        dataBlock('application/ld+json', {
          '@context': 'https://schema.org',
          '@type': 'DefinedTermSet',
          '@id': `${baseUrl}${glossaryPath}`,
          name: words.title,
          description: words.description,
          hasDefinedTerm: glossary.terms.map((term) => defined(term, locale, baseUrl)),
        }),
      ],
      main: html`<div class="first-columns">
        <div>
          <h1>${words.title}</h1>
          <p class="first-place">${words.lead}</p>
          <search>
            <form action="${glossaryPath}" method="get">
              <div class="first-search">
                <input
                  type="search"
                  name="suche"
                  value="${typed}"
                  placeholder="${words.searchLabel}"
                  aria-label="${words.searchLabel}"
                  maxlength="100"
                  dir="auto"
                />
                <button>${words.submit}</button>
              </div>
            </form>
          </search>
          ${
            found.length === 0 &&
            html`<p class="first-note">${words.none} <a href="${glossaryPath}">${words.all}</a></p>`
          }
          <ul class="first-rows first-terms">
            ${found.map(
              (term) =>
                html`<li>
                  <div>
                    <h2>
                      <a href="${glossaryPath}/${term.id}" lang="de"><bdi>${term.term}</bdi></a>
                    </h2>
                    ${alsoCalled(term, locale)} ${said(term, locale)}
                  </div>
                </li>`,
            )}
          </ul>
          <p class="first-note">${words.note(glossary.amountsAsOf)}</p>
        </div>
      </div>`,
    })
  }

  function single(glossary: Glossary, term: GlossaryTerm, locale: Locale): FirstPage {
    const words = pageWords[locale]
    return framed({
      locale,
      title: term.term,
      description: spokenFor(term, locale).at(-1)?.text ?? words.description,
      path: `${glossaryPath}/${term.id}`,
      indexed: true,
      data: [
        answered(glossary),
        dataBlock('application/ld+json', {
          '@context': 'https://schema.org',
          ...defined(term, locale, baseUrl),
          inDefinedTermSet: `${baseUrl}${glossaryPath}`,
        }),
      ],
      main: html`<div class="first-columns">
        <div>
          <p class="first-place"><a href="${glossaryPath}">${words.title}</a> · ${category(term, locale)}</p>
          <h1 lang="de" dir="ltr">${term.term}</h1>
          ${alsoCalled(term, locale)} ${said(term, locale)}
          <p class="first-note">${words.note(glossary.amountsAsOf)}</p>
          <p class="first-more"><a href="${glossaryPath}">${words.all}</a></p>
        </div>
      </div>`,
    })
  }

  return async (request: Request) => {
    const [, id] = /^\/glossar(?:\/([a-z0-9-]+))?$/.exec(request.path) ?? []
    if (id === undefined && request.path !== glossaryPath) return undefined
    try {
      const locale = localeOf(request)
      const glossary = await ask('glossary.list', {}, request.ip ?? '')
      const typed = request.query['suche']
      if (id === undefined)
        return list(glossary, locale, typeof typed === 'string' ? typed.slice(0, 100) : '')
      const term = glossary.terms.find((one) => one.id === id)
      return term ? single(glossary, term, locale) : 'not-found'
    } catch (error) {
      // The program asks again, and says what is the matter.
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'the glossary was sent without its words')
      return undefined
    }
  }
}
