import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { activityFieldById } from '@augenhoehe/reference-data/taxonomy'
import { refuse } from '../../../platform/errors.ts'
import { mostInCell, writtenActivities, type Profile } from './cells.ts'
import { columnNamed, type Cells } from './columns.ts'
import { mostRows, type Table } from './table.ts'

interface Written extends Profile {
  id: string
  slug: string
}

/** What schema.org has no word for stands under this name of our own. */
const own = 'augenhoehe'

const given = (entries: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(entries).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

/** One organisation in the words of schema.org. */
export function toJsonLd(profile: Written, baseUrl: string) {
  const place = municipalityByAgs(profile.municipality)
  return given({
    '@type': 'Organization',
    '@id': `${baseUrl}/organisationen/${profile.slug}`,
    identifier: { '@type': 'PropertyValue', propertyID: own, value: profile.id },
    name: profile.name,
    description: profile.selfDescription,
    address: given({
      '@type': 'PostalAddress',
      postalCode: place?.seatPostalCode ?? '',
      addressLocality: place?.name ?? '',
      addressRegion: 'Hessen',
      addressCountry: 'DE',
      identifier: { '@type': 'PropertyValue', propertyID: 'AGS', value: profile.municipality },
    }),
    location: profile.meetingPlace && { '@type': 'Place', name: profile.meetingPlace },
    keywords: profile.fields.map((field) => activityFieldById(field)?.labels.de ?? field),
    knowsLanguage: profile.languages,
    url: profile.website,
    email: profile.contactEmail,
    telephone: profile.contactPhone,
    foundingDate: profile.foundedYear === null ? null : String(profile.foundedYear),
    makesOffer: profile.activities.map(({ title, when }) => ({
      '@type': 'Offer',
      ...(when !== null && { description: when }),
      itemOffered: { '@type': 'Service', name: title },
    })),
    [`${own}:fields`]: profile.fields,
    [`${own}:selfTerm`]: profile.selfTerm,
    [`${own}:targetGroups`]: profile.targetGroups,
    [`${own}:kind`]: profile.kind,
    [`${own}:legalForm`]: profile.legalForm,
    [`${own}:memberBand`]: profile.memberBand,
    [`${own}:staffBand`]: profile.staffBand,
    [`${own}:visibility`]: Object.keys(profile.visibility).length > 0 ? profile.visibility : null,
  })
}

export const contextOf = (baseUrl: string) => ['https://schema.org', { [own]: `${baseUrl}/organisationen#` }]

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (object: unknown, key: string): unknown =>
  isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value])

/** The text of a value, of the first of several, or of what is named by it. */
function textOf(value: unknown): string {
  const [first] = listOf(value)
  if (typeof first === 'string') return first
  if (typeof first === 'number') return String(first)
  return isObject(first) ? textOf(at(first, 'value') ?? at(first, 'name')) : ''
}
const textsOf = (value: unknown) => listOf(value).map(textOf).filter(Boolean).join('; ')

/** The value under the given name among several identifiers; one without a name counts too. */
const identified = (value: unknown, name: string) =>
  textOf(
    listOf(value).find(
      (one) => !isObject(one) || [name, undefined].includes(at(one, 'propertyID') as string | undefined),
    ),
  )

const read = new Set([
  '@type',
  '@id',
  '@context',
  'identifier',
  'name',
  'description',
  'address',
  'location',
  'keywords',
  'knowsLanguage',
  'url',
  'email',
  'telephone',
  'foundingDate',
  'makesOffer',
  `${own}:fields`,
  `${own}:selfTerm`,
  `${own}:targetGroups`,
  `${own}:kind`,
  `${own}:legalForm`,
  `${own}:memberBand`,
  `${own}:staffBand`,
  `${own}:visibility`,
])

const activitiesOf = (offers: unknown) =>
  writtenActivities(
    listOf(offers).flatMap((offer) => {
      const title = textOf(
        at(offer, 'itemOffered') ?? at(offer, 'name') ?? (isObject(offer) ? undefined : offer),
      )
      const when = textOf(at(offer, 'description'))
      return title === '' ? [] : [{ title, when: when === '' ? null : when }]
    }),
  )

const visibilityOf = (value: unknown) =>
  isObject(value)
    ? Object.entries(value)
        .map(([field, audience]) => `${field}: ${textOf(audience)}`)
        .join('; ')
    : textOf(value)

/** The same cells as those of a table. */
function cellsOf(one: Json): Cells {
  const mine = (word: string) => textOf(at(one, `${own}:${word}`))
  const address = at(one, 'address')
  const cells: Cells = {
    id: identified(at(one, 'identifier'), own),
    name: textOf(at(one, 'name')),
    place: isObject(address) ? textOf(at(address, 'addressLocality')) : textOf(address),
    postalCode: textOf(at(address, 'postalCode')),
    municipality: identified(at(address, 'identifier'), 'AGS'),
    fields: textsOf(at(one, `${own}:fields`) ?? at(one, 'keywords')),
    languages: textsOf(at(one, 'knowsLanguage')),
    selfTerm: mine('selfTerm'),
    selfDescription: textOf(at(one, 'description')),
    activities: activitiesOf(at(one, 'makesOffer')),
    targetGroups: mine('targetGroups'),
    meetingPlace: textOf(at(one, 'location')),
    website: textOf(at(one, 'url')),
    contactEmail: textOf(at(one, 'email')),
    contactPhone: textOf(at(one, 'telephone')),
    foundedYear: textOf(at(one, 'foundingDate')),
    kind: mine('kind'),
    legalForm: mine('legalForm'),
    memberBand: mine('memberBand'),
    staffBand: mine('staffBand'),
    visibility: visibilityOf(at(one, `${own}:visibility`)),
  }
  return Object.fromEntries(
    Object.entries(cells).flatMap(([column, text]) =>
      text.trim() === '' ? [] : [[column, text.slice(0, mostInCell + 1)]],
    ),
  )
}

/** At most so many words that were not read are named. */
const mostIgnored = 50

/** Reads what `toJsonLd` writes, a list of such, or one alone. */
export function readJson(text: string): Table {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    throw refuse('import.unreadable')
  }
  const graph = listOf(at(file, '@graph') ?? file)
  const some = graph.filter(isObject)
  if (some.length !== graph.length) throw refuse('import.unreadable')
  if (some.length === 0) throw refuse('import.empty')
  if (some.length > mostRows) throw refuse('import.too-many-rows')
  const unread = new Set(some.flatMap((one) => Object.keys(one).filter((key) => !read.has(key))))
  return {
    rows: some.map((one, index) => ({ line: index + 1, cells: cellsOf(one), shifted: false })),
    ignored: [...unread].slice(0, mostIgnored).map((key) => ({
      header: key.slice(0, 80),
      reason: columnNamed(key.slice(0, 80)) === 'protected' ? 'protected' : 'unknown',
    })),
  }
}
