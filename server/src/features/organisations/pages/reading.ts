import type { Locale, Organisation } from '@augenhoehe/contracts'
import { isWordedIn, label } from '@augenhoehe/reference-data'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { activityFieldById, languageById } from '@augenhoehe/reference-data/taxonomy'
import { html } from '../../../platform/html.ts'
import { commaIn, formatOf } from '../../../platform/languages.ts'
import { pageWords } from './words.ts'

const newFor = 60 * 86_400_000

/** What stands beside a name as tags, in the order of the program. */
export function tagsOf(
  one: Pick<Organisation, 'currency' | 'joinedAt' | 'verified'>,
  locale: Locale,
  now: Date,
) {
  const words = pageWords[locale]
  const isNew = one.currency === 'current' && now.getTime() - Date.parse(one.joinedAt) < newFor
  const tags = [
    one.currency === 'dormant' && html`<span class="first-tag" data-tone="plain">${words.dormant}</span>`,
    one.currency === 'unconfirmed' &&
      html`<span class="first-tag" data-tone="plain">${words.unconfirmed}</span>`,
    isNew && html`<span class="first-tag">${words.newcomer}</span>`,
    !one.verified && html`<span class="first-tag" data-tone="plain">${words.unverified}</span>`,
  ]
  // A blank after each: without it their words run together for whoever reads the text alone.
  return tags.map((tag) => tag && html`${tag} `)
}

export const placeOf = (ags: string) => municipalityByAgs(currentAgs(ags))

/** With its district, which tells places of one name apart. */
export function longPlaceOf(ags: string): string {
  const place = placeOf(ags)
  if (!place) return ''
  return place.type === 'kreisfreie Stadt' ? place.name : `${place.name}, ${place.districtName}`
}

export const fieldsOf = (fields: readonly string[], locale: Locale) =>
  fields
    .flatMap((id) => {
      const field = activityFieldById(id)
      return field ? label(field, locale) : []
    })
    .join(commaIn(locale))

/** A language in the reader's words; the vocabulary has German and English, the platform the rest. */
export function languageName(id: string, locale: Locale): string {
  const known = languageById(id)
  if (known && isWordedIn(known, locale)) return label(known, locale)
  const named = new Intl.DisplayNames(formatOf(locale), { type: 'language', fallback: 'none' }).of(id)
  return named ?? known?.endonym ?? id
}
