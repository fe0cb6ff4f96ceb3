import { locales, type Locale, type Organisation } from '@augenhoehe/contracts'
import { Router } from 'express'
import { createHash } from 'node:crypto'
import { refuse } from '../../../platform/errors.ts'
import { directionOf } from '../../../platform/languages.ts'
import { directoryPath } from './directory-page.ts'
import { fieldsOf, longPlaceOf } from './reading.ts'
import { createShareCards, type CardFacts } from './share-card.ts'

type Shown = Pick<Organisation, 'slug' | 'name' | 'municipality' | 'fields'>

export const cardFactsOf = (one: Shown, locale: Locale): CardFacts => ({
  name: one.name,
  place: longPlaceOf(one.municipality),
  fields: fieldsOf(one.fields, locale),
  dir: directionOf(locale),
})

/** The address changes with what the picture says, because others keep pictures for long. */
export function cardPath(one: Shown, locale: Locale): string {
  const said = createHash('sha256').update(JSON.stringify(cardFactsOf(one, locale)))
  return `${directoryPath}/${one.slug}/bild-${locale}.png?v=${said.digest('hex').slice(0, 8)}`
}

interface Needs {
  /** The profile as a visitor sees it; refuses where there is none for them. */
  profileOf: (slug: string, address: string) => Promise<Organisation>
  onFailure: (error: unknown) => void
}

/** The picture that stands beside links to an organisation. */
export function cardRoute({ profileOf, onFailure }: Needs): Router {
  const cardOf = createShareCards(onFailure)
  return Router().get(`${directoryPath}/:slug/:file`, async (request, response, next) => {
    const name = /^bild-([a-z-]{2,9})\.png$/.exec(request.params.file)?.[1]
    const locale = locales.find((one) => one === name)
    if (!locale) {
      next()
      return
    }
    if (!/^[a-z0-9-]+$/.test(request.params.slug)) throw refuse('not-found')
    const profile = await profileOf(request.params.slug, request.ip ?? '')
    if (profile.slug !== request.params.slug) {
      response.redirect(301, cardPath(profile, locale))
      return
    }
    const card = await cardOf(cardFactsOf(profile, locale))
    if (!card) {
      response.redirect(302, '/share.png')
      return
    }
    response.setHeader('Cache-Control', 'public, max-age=3600')
    response.type('png').send(card)
  })
}
