import type { LegalBlock, LegalPage, LegalPageName, Locale } from '@augenhoehe/contracts'
import { dataBlock, html, type Html } from '../../platform/html.ts'
import { localeOf } from '../../platform/languages.ts'
import type { FirstPage, FirstPages } from '../../platform/site.ts'
import type { LegalService } from './service.ts'

const paths: Readonly<Record<string, LegalPageName>> = {
  '/impressum': 'imprint',
  '/datenschutz': 'privacy',
  '/barrierefreiheit': 'accessibility',
}

interface Needs {
  legal: LegalService
  /** The product's frame around it. */
  framed: (content: {
    locale: Locale
    title: string
    description: string
    path: string
    main: Html
    data: readonly Html[]
  }) => FirstPage
}

/** Imprint, privacy and accessibility: whole before the program runs, and without it. */
export const createLegalPages =
  ({ legal, framed }: Needs): FirstPages =>
  async (request) => {
    const { path } = request
    const page = paths[path]
    if (page === undefined) return undefined
    const locale = localeOf(request)
    const input = { page, locale }
    const reply = legal.page(page, locale)
    return framed({
      locale,
      title: reply.title,
      description: reply.lead,
      path,
      main: drawn(reply),
      data: [dataBlock('application/json', { name: 'legal.page', input, reply }, 'first-answer')],
    })
  }

const drawn = ({ title, lead, notes, contents, sections, asOf }: LegalPage) =>
  html`<article class="first-legal">
    <h1>${title}</h1>
    <p>${lead}</p>
    ${notes.map((note) => html`<p class="first-note">${note}</p>`)}
    ${
      contents === null
        ? []
        : html`<nav class="first-contents" aria-labelledby="contents">
            <h2 id="contents">${contents}</h2>
            <ul>
              ${sections.map(({ id, title: heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
            </ul>
          </nav>`
    }
    ${sections.map(
      ({ id, title: heading, blocks }) =>
        html`<section aria-labelledby="${id}">
          <h2 id="${id}">${heading}</h2>
          ${blocks.map(block)}
        </section>`,
    )}
    <p>${asOf}</p>
  </article>`

function block(one: LegalBlock): Html {
  switch (one.kind) {
    case 'text':
      return html`<p>${one.text}</p>`
    case 'list':
      return html`<ul>
        ${one.items.map((item) => html`<li>${item}</li>`)}
      </ul>`
    case 'links':
      return html`<ul>
        ${one.links.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}
      </ul>`
    case 'facts':
      return html`<dl>
        ${one.facts.map(
          ({ label, lines }) =>
            html`<dt>${label}</dt>
              <dd>${lines.map((line) => html`<span dir="auto">${linked(line)}</span><br />`)}</dd>`,
        )}
      </dl>`
    case 'table':
      return html`<table>
        <thead>
          <tr>
            ${one.head.map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${one.rows.map(
            ([first, ...others]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${others.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`
  }
}

/** Addresses lead where they say; the program draws the same. */
function linked(line: string): Html {
  if (/^https?:\/\/\S+$/.test(line)) return html`<a href="${line}" rel="noopener">${line}</a>`
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(line)) return html`<a href="mailto:${line}">${line}</a>`
  return html`${line}`
}
