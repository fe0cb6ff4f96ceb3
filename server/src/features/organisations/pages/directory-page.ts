import type { DirectoryPage, DirectoryRow, Locale } from '@augenhoehe/contracts'
import { initials, label } from '@augenhoehe/reference-data'
import { districtByKey, districts } from '@augenhoehe/reference-data/districts'
import { activityFields, languages, needKindById, needKinds } from '@augenhoehe/reference-data/taxonomy'
import { dataBlock, html, type Html } from '../../../platform/html.ts'
import { formatOf } from '../../../platform/languages.ts'
import { framed } from './frame.ts'
import { fieldsOf, languageName, placeOf, tagsOf } from './reading.ts'
import { pageWords } from './words.ts'

/** The filters by their words in the address; the program has the same. */
export const addressNames = {
  search: 'suche',
  municipality: 'ort',
  district: 'kreis',
  near: 'naehe',
  radiusKm: 'umkreis',
  field: 'thema',
  language: 'sprache',
  offers: 'bietet',
  cursor: 'weiter',
} as const
export type DirectoryAddress = Partial<Record<keyof typeof addressNames, string>>

export const directoryPath = '/organisationen'

/** The address of the directory with these filters. */
export function addressOf(filters: DirectoryAddress): string {
  const query = new URLSearchParams()
  for (const [key, name] of Object.entries(addressNames) as [keyof DirectoryAddress, string][]) {
    const value = filters[key]
    if (value) query.set(name, value)
  }
  return query.size > 0 ? `${directoryPath}?${query.toString()}` : directoryPath
}

interface Parts {
  locale: Locale
  baseUrl: string
  filters: DirectoryAddress
  answer: DirectoryPage
  /** What the program will ask for, so that it need not. */
  question: Record<string, unknown>
  now: Date
}

const radii = ['10', '25', '50']

export function directoryPage({ locale, baseUrl, filters, answer, question, now }: Parts) {
  const words = pageWords[locale]
  const number = new Intl.NumberFormat(formatOf(locale))
  const kilometres = new Intl.NumberFormat(formatOf(locale), {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: 0,
  })
  const collator = new Intl.Collator(formatOf(locale))

  const row = (one: DirectoryRow) => {
    const place = [
      placeOf(one.municipality)?.name ?? '',
      one.distanceKm !== null &&
        one.distanceKm > 0 &&
        kilometres.format(Math.max(1, Math.round(one.distanceKm))),
    ].filter((part) => part !== false && part !== '')
    return html`<li${one.currency !== 'current' && html` data-quiet="true"`}>
      <span class="first-node" aria-hidden="true">${initials(one.name)}</span>
      <div>
        <h2><a href="${directoryPath}/${one.slug}"><bdi>${one.name}</bdi></a></h2>
        <p><span>${place.join(' · ')}</span> ${tagsOf(one, locale, now)}</p>
        <p>${fieldsOf(one.fields, locale)}</p>
        ${
          one.listings.length > 0 &&
          html`<p class="first-listings">
            ${one.listings.map(
              ({ kind, title }) =>
                html`<span data-kind="${kind}"
                  >${kind === 'offer' ? words.offersOne : words.seeksOne} <bdi>${title}</bdi></span
                > `,
            )}
          </p>`
        }
      </div>
    </li>`
  }

  const select = (
    key: keyof DirectoryAddress,
    title: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ) =>
    html`<label
      >${title}
      <select name="${addressNames[key]}">
        <option value="">${all}</option>
        ${options.map(
          ({ value, label: text }) =>
            html`<option value="${value}" ${filters[key] === value && html` selected`}>${text}</option>`,
        )}
      </select>
    </label>`
  const sorted = (options: { value: string; label: string }[]) =>
    options.toSorted((a, b) => collator.compare(a.label, b.label))

  /** What one looks at, after the number: "7 Vereine, Landkreis Gießen, Kultur, alle Sprachen"; the program says the same. */
  const chosen = [
    answer.near
      ? `${words.near} ${answer.near.name}${filters.radiusKm ? ` (${kilometres.format(Number(filters.radiusKm))})` : ''}`
      : filters.municipality
        ? placeOf(filters.municipality)?.name
        : filters.district
          ? districtByKey(filters.district)?.name
          : words.everywhere,
    filters.field ? fieldsOf([filters.field], locale) : words.allFields,
    filters.language ? languageName(filters.language, locale) : words.allLanguages,
    filters.offers
      ? label(needKindById(filters.offers) ?? { labels: { de: '', en: '' } }, locale)
      : words.allOffers,
  ].filter(Boolean)

  const form = html`<search>
    <form action="${directoryPath}" method="get">
      <div class="first-search">
        <input
          type="search"
          name="suche"
          value="${filters.search}"
          placeholder="${words.searchLabel}"
          aria-label="${words.searchLabel}"
          maxlength="100"
          dir="auto"
        />
        <button>${words.submit}</button>
      </div>
      ${filters.municipality && html`<input type="hidden" name="ort" value="${filters.municipality}" />`}
      <details class="first-filters">
        <summary>
          <span
            ><b>${words.found(number.format(answer.total), answer.total === 1)}</b
            >${chosen.map((part) => html`, ${part}`)} <span class="first-word">${words.filters}</span></span
          >
        </summary>
        <div>
          ${select(
            'district',
            words.district,
            words.everywhere,
            sorted(districts.map(({ key, name }) => ({ value: key, label: name }))),
          )}
          <label
            >${words.near}
            <input name="naehe" value="${answer.near?.name ?? filters.near}" maxlength="80" />
            <small>${words.nearHint}</small>
          </label>
          ${select(
            'radiusKm',
            words.radius,
            words.anyRadius,
            radii.map((km) => ({ value: km, label: kilometres.format(Number(km)) })),
          )}
          ${select(
            'field',
            words.field,
            words.allFields,
            sorted(activityFields.map((field) => ({ value: field.id, label: label(field, locale) }))),
          )}
          ${select(
            'language',
            words.language,
            words.allLanguages,
            sorted(languages.map(({ id }) => ({ value: id, label: languageName(id, locale) }))),
          )}
          ${select(
            'offers',
            words.offers,
            words.allOffers,
            sorted(needKinds.map((kind) => ({ value: kind.id, label: label(kind, locale) }))),
          )}
          <button>${words.submit}</button>
        </div>
      </details>
    </form>
  </search>`

  const rest = { ...filters, cursor: '' }
  const inDistricts = districts
    .filter(({ key }) => answer.districts[key])
    .map(
      ({ key, name }) =>
        html`<li>
          <a
            href="${addressOf({ ...rest, municipality: '', near: '', radiusKm: '', district: key })}"
            ${key === filters.district && html` aria-current="true"`}
            >${name}</a
          >
          ${number.format(answer.districts[key] ?? 0)}
        </li>`,
    )
  /** What would make an empty list longer. */
  const nowhereElse = { municipality: '', district: '', near: '', radiusKm: '' }
  const wider = radii.find((km) => Number(km) > Number(filters.radiusKm))
  const ways = [
    filters.radiusKm &&
      wider && { label: words.wider(kilometres.format(Number(wider))), to: { radiusKm: wider } },
    filters.radiusKm && !wider && { label: words.anyDistance, to: { radiusKm: '' } },
    filters.municipality && {
      label: words.nearby(placeOf(filters.municipality)?.name ?? ''),
      to: { ...nowhereElse, near: filters.municipality },
    },
    Object.keys(nowhereElse).some((key) => filters[key as keyof DirectoryAddress]) && {
      label: words.lookEverywhere,
      to: nowhereElse,
    },
    filters.field && { label: words.withoutField, to: { field: '' } },
    filters.language && { label: words.withoutLanguage, to: { language: '' } },
    filters.offers && { label: words.withoutOffers, to: { offers: '' } },
  ].filter((way) => typeof way === 'object')
  const files = (format: 'csv' | 'json') => {
    const { cursor: _, ...kept } = filters
    const query = new URLSearchParams(Object.entries(kept).filter(([, value]) => value)).toString()
    return `/api/organisations/export.${format}${query && `?${query}`}`
  }

  const list: Html =
    answer.total === 0
      ? html`<p class="first-note">${words.none}</p>
          <ul class="first-ways">
            ${ways.map(({ label: text, to }) => html`<li><a href="${addressOf({ ...rest, ...to })}">${text}</a></li>`)}
            <li><a href="${directoryPath}">${words.all}</a></li>
          </ul>`
      : html`<ul class="first-rows">
            ${answer.organisations.map(row)}
          </ul>
          ${
            answer.nextCursor !== null &&
            html`<p class="first-more">
              <a rel="next" href="${addressOf({ ...filters, cursor: answer.nextCursor })}">${words.more}</a>
            </p>`
          }
          <p class="first-files">
            ${words.takeAlong} <a href="${files('csv')}" download>${words.asTable}</a>
            <a href="${files('json')}" download>${words.asJson}</a>
          </p>`

  return framed({
    locale,
    baseUrl,
    title: words.directory,
    description: words.description,
    path: directoryPath,
    indexed: Object.values(filters).every((value) => !value),
    // Whoever follows „mehr“ without scripts begins in the middle; the program begins where lists begin.
    data: filters.cursor
      ? []
      : [
          dataBlock(
            'application/json',
            { name: 'organisations.list', input: question, reply: answer },
            'first-answer',
          ),
        ],
    main: html`<div class="first-columns">
      <div>
        <h1>${words.directory}</h1>
        ${form}
        ${filters.near && !answer.near && html`<p class="first-note">${words.unknownPlace(filters.near)}</p>`}
        ${list}
      </div>
      ${
        inDistricts.length > 0 &&
        html`<nav class="first-districts" aria-labelledby="first-districts">
          <h2 id="first-districts">${words.inDistricts}</h2>
          <ul>
            ${inDistricts}
          </ul>
        </nav>`
      }
    </div>`,
  })
}
