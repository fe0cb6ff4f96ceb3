import type { Listing, Locale, Organisation } from '@augenhoehe/contracts'
import { initials } from '@augenhoehe/reference-data'
import { dataBlock, html, type Html } from '../../../platform/html.ts'
import { commaIn } from '../../../platform/languages.ts'
import { directoryPath } from './directory-page.ts'
import { framed } from './frame.ts'
import { cardFactsOf, cardPath } from './card-route.ts'
import { fieldsOf, languageName, longPlaceOf, placeOf, tagsOf } from './reading.ts'
import { pageWords } from './words.ts'

interface Parts {
  locale: Locale
  baseUrl: string
  /** As a visitor sees it. */
  organisation: Organisation
  needs: readonly Listing[]
  offers: readonly Listing[]
  now: Date
}

const longest = 200
/** The beginning of a text, on one line. */
const beginning = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line
}

/** In the words of schema.org; what this reader may not see is empty, and stays out. */
const described = (one: Organisation, address: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Organization',
  name: one.name,
  url: address,
  ...(one.selfDescription !== '' && { description: one.selfDescription }),
  ...(one.website !== null && { sameAs: [one.website] }),
  ...(one.contactEmail !== null && { email: one.contactEmail }),
  ...(one.contactPhone !== null && { telephone: one.contactPhone }),
  ...(one.foundedYear !== null && { foundingDate: String(one.foundedYear) }),
  knowsLanguage: one.languages,
  address: {
    '@type': 'PostalAddress',
    addressLocality: placeOf(one.municipality)?.name,
    addressRegion: 'Hessen',
    addressCountry: 'DE',
  },
})

export function profilePage({ locale, baseUrl, organisation: one, needs, offers, now }: Parts) {
  const words = pageWords[locale]
  const placeName = longPlaceOf(one.municipality)
  const path = `${directoryPath}/${one.slug}`
  const fields = fieldsOf(one.fields, locale)

  const fact = (title: string, content: Html | string | number | null) =>
    content !== null &&
    content !== '' &&
    html`<dt>${title}</dt>
      <dd>${content}</dd>`
  const listings = (title: string, all: readonly Listing[]) =>
    all.length > 0 &&
    html`<section>
      <h2>${title}</h2>
      <ul>
        ${all.map(({ title: name, text }) => html`<li><b dir="auto">${name}</b>${text !== '' && html`<br /><span dir="auto">${text}</span>`}</li>`)}
      </ul>
    </section>`

  return framed({
    locale,
    baseUrl,
    title: one.name,
    description: [placeName, fields, beginning(one.selfDescription)].filter(Boolean).join('. '),
    path,
    picture: {
      path: cardPath(one, locale),
      alt: Object.values(cardFactsOf(one, locale)).slice(0, 3).join(', '),
    },
    data: [
      dataBlock('application/ld+json', described(one, `${baseUrl}${path}`)),
      dataBlock(
        'application/json',
        { name: 'organisations.get', input: { slug: one.slug }, reply: one },
        'first-answer',
      ),
    ],
    main: html`<article class="first-profile">
      <header>
        <div class="first-line">
          <span class="first-node" data-size="80" aria-hidden="true">${initials(one.name)}</span>
          <span
            >${tagsOf(one, locale, now)}${one.verified && html`<span class="first-tag" data-tone="line">${words.verified}</span>`}</span
          >
        </div>
        <p class="first-place">${placeName}</p>
        <h1><bdi>${one.name}</bdi></h1>
      </header>
      <div class="first-columns" data-wide="true">
        <div>
          ${
            one.selfDescription === ''
              ? html`<p class="first-place">${words.noWords}</p>`
              : html`<p class="first-self" dir="auto">${one.selfDescription}</p>`
          }
          ${listings(words.weOffer, offers)} ${listings(words.weSeek, needs)}
        </div>
        <section>
          <h2>${words.facts}</h2>
          <dl>
            ${fact(words.field, fields)}
            ${fact(words.languages, one.languages.map((id) => languageName(id, locale)).join(commaIn(locale)))}
            ${fact(
              words.activities,
              one.activities.length > 0
                ? html`${one.activities.map(({ title, when }) => html`<span dir="auto">${title}${when !== null && when !== '' && ` (${when})`}</span><br />`)}`
                : null,
            )}
            ${fact(words.targetGroups, one.targetGroups)} ${fact(words.meetingPlace, one.meetingPlace)}
            ${fact(words.founded, one.foundedYear)}
            ${fact(words.website, one.website === null ? null : html`<a href="${one.website}" rel="noopener nofollow ugc" dir="ltr">${one.website}</a>`)}
            ${fact(words.email, one.contactEmail === null ? null : html`<a href="mailto:${one.contactEmail}" dir="ltr">${one.contactEmail}</a>`)}
            ${fact(words.phone, one.contactPhone === null ? null : html`<bdi dir="ltr">${one.contactPhone}</bdi>`)}
          </dl>
        </section>
      </div>
    </article>`,
  })
}
