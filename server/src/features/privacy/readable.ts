import type { Locale } from '@augenhoehe/contracts'
import { html, type Html } from '../../platform/html.ts'
import { directionOf, momentIn } from '../../platform/languages.ts'
import type { Collected, Entry, Value } from './collecting.ts'
import { fieldWord, sectionWord, words } from './words.ts'

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)

/** The same as the file for programs, for people: in their language, in its direction. */
export function toReadable(
  { sections, names, withheld }: Collected,
  { locale, at, name }: { locale: Locale; at: Date; name: string },
): string {
  const say = words[locale]

  function valueOf(value: Value): Html | string {
    if (value === null) return '–'
    if (typeof value === 'boolean') return value ? say.yes : say.no
    if (Array.isArray(value))
      return value.length === 0
        ? '–'
        : html`<ul>
            ${value.map((one) => html`<li>${valueOf(one)}</li>`)}
          </ul>`
    if (typeof value === 'object') return facts(value)
    const text = String(value)
    if (isMoment(text)) return momentIn(locale, new Date(text))
    const known = names[text]
    return known
      ? html`<bdi>${known}</bdi> <span class="id" dir="ltr">${text}</span>`
      : html`<span dir="auto">${text}</span>`
  }

  const facts = (entry: Entry): Html =>
    html`<dl>
      ${Object.entries(entry).map(
        ([field, value]) =>
          html`<div>
            <dt>${fieldWord(locale, field)}</dt>
            <dd>${valueOf(value)}</dd>
          </div>`,
      )}
    </dl>`

  const page = html`<!doctype html>
    <html lang="${locale === 'de-simple' ? 'de' : locale}" dir="${directionOf(locale)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${say.title}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            max-inline-size: 48rem;
            margin: 0 auto;
            padding: 1.5rem 1rem 4rem;
          }
          h1 {
            line-height: 1.2;
          }
          h2 {
            margin-block: 2.5rem 0.5rem;
          }
          article {
            border-block-start: 1px solid #8888;
            padding-block: 0.75rem;
          }
          dl,
          ul,
          dd {
            margin: 0;
          }
          ul {
            padding-inline-start: 1.25rem;
          }
          dl > div {
            display: grid;
            grid-template-columns: minmax(8rem, 1fr) 3fr;
            gap: 0 1rem;
            padding-block: 0.15rem;
          }
          dt {
            font-weight: 600;
          }
          dd {
            overflow-wrap: anywhere;
            white-space: pre-line;
          }
          dd:has(dl, ul) {
            white-space: normal;
          }
          .id {
            font-size: 0.75em;
            opacity: 0.75;
          }
          @media (max-width: 32rem) {
            dl > div {
              grid-template-columns: 1fr;
            }
          }
        </style>
      </head>
      <body>
        <h1>${say.title}</h1>
        <p>${say.lead(name, momentIn(locale, at))}</p>
        <p>${say.technical}</p>
        ${sections.map(
          ({ name: section, entries }) =>
            html`<section>
              <h2>${sectionWord(locale, section)} (${entries.length})</h2>
              ${entries.map((entry) => html`<article>${facts(entry)}</article>`)}
            </section>`,
        )}
        <h2>${say.withheld}</h2>
        <p>${say.withheldText}</p>
        <ul lang="en" dir="ltr">
          ${Object.entries(withheld).map(([path, why]) => html`<li>${path}: ${why}</li>`)}
        </ul>
      </body>
    </html>`
  return page.text
}
