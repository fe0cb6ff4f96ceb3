import { z } from 'zod'
import type { DistrictOutlines } from './district-outlines.ts'
import type { DistrictFile } from './districts.ts'
import type { GlossaryFile } from './glossary.ts'
import type { MunicipalityFile } from './municipalities.ts'
import type { PeerFile } from './peers.ts'
import type { PostalCodeFile } from './postal-codes.ts'
import { needFacts, type TaxonomyFile } from './taxonomy.ts'
import type { TopicFile } from './topics.ts'

// Only the build and the tests come here: nothing that a browser loads may import zod.

const text = z.string().trim().min(1)
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const day = z.iso.date()
const count = z.int().nonnegative()
const regionKey = z.string().regex(/^06[456]$/)
const districtKey = z.string().regex(/^06[456]\d{2}$/)
const ags = z.string().regex(/^06[456]\d{5}$/)
const postalCode = z.string().regex(/^\d{5}$/)
// The bounding box of Hesse, rounded outwards.
const lat = z.number().min(49.3).max(51.7)
const lon = z.number().min(7.7).max(10.3)
const districtType = z.enum(['Landkreis', 'kreisfreie Stadt'])
const origin = z.enum(['seed', 'own'])

const translations = ['tr', 'ar', 'uk', 'fa', 'fr', 'ru', 'es'] as const
const locales = ['de', 'en', ...translations] as const
const translation = text.exactOptional()
const texts = z.strictObject({
  de: text,
  en: text,
  tr: translation,
  ar: translation,
  uk: translation,
  fa: translation,
  fr: translation,
  ru: translation,
  es: translation,
})
const labelled = { id, labels: texts }

const municipalities: z.ZodType<MunicipalityFile> = z.strictObject({
  schema: z.literal(1),
  territorialStatus: day,
  populationDate: day,
  populationBasis: text,
  censusDate: day,
  coordinates: text,
  source: text,
  licence: text,
  successors: z.array(z.strictObject({ formerAgs: ags, ags, since: day })),
  municipalities: z.array(
    z.strictObject({
      ags,
      ars: z.string().regex(/^06[456]\d{9}$/),
      name: text,
      officialName: text,
      type: z.enum(['kreisfreie Stadt', 'Stadt', 'Gemeinde']),
      districtKey,
      districtName: text,
      regionKey,
      lat,
      lon,
      population: count,
      populationYear: z.literal(2023),
      populationCensus2022: count,
      areaKm2: z.number().positive(),
      seatPostalCode: postalCode,
      previousAgs: ags.exactOptional(),
      previousDistrictKey: districtKey.exactOptional(),
      since: day.exactOptional(),
      specialStatus: z.boolean().exactOptional(),
      note: text.exactOptional(),
    }),
  ),
  unincorporatedAreas: z.array(
    z.strictObject({ ags, name: text, districtKey, lat, lon, areaKm2: z.number().positive() }),
  ),
})

const districts: z.ZodType<DistrictFile> = z.strictObject({
  schema: z.literal(1),
  territorialStatus: day,
  source: text,
  licence: text,
  regions: z.array(z.strictObject({ key: regionKey, name: text })),
  districts: z.array(
    z.strictObject({
      key: districtKey,
      name: text,
      type: districtType,
      regionKey,
      municipalities: z.int().positive(),
      population: count,
      populationCensus2022: count,
      lat,
      lon,
      since: day.exactOptional(),
      splitFrom: districtKey.exactOptional(),
    }),
  ),
})

const postalCodes: z.ZodType<PostalCodeFile> = z.strictObject({
  schema: z.literal(1),
  source: text,
  licence: text,
  postalCodes: z.array(z.strictObject({ code: postalCode, ags: z.array(ags).min(1) })),
})

const ring = z
  .array(z.tuple([lon, lat]))
  .min(4)
  .refine(
    (points) => points[0]?.join() === points.at(-1)?.join(),
    'a ring ends where it begins (RFC 7946, 3.1.6)',
  )

const districtOutlines: z.ZodType<DistrictOutlines> = z.strictObject({
  type: z.literal('FeatureCollection'),
  name: text,
  attribution: text,
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      id: districtKey,
      properties: z.strictObject({
        ags: districtKey,
        name: text,
        type: districtType,
        regionKey,
        labelLon: lon,
        labelLat: lat,
        since: day.exactOptional(),
        splitFrom: districtKey.exactOptional(),
      }),
      geometry: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
        z.strictObject({
          type: z.literal('MultiPolygon'),
          coordinates: z.array(z.array(ring).min(1)).min(1),
        }),
      ]),
    }),
  ),
})

const taxonomy: z.ZodType<TaxonomyFile> = z.strictObject({
  schema: z.literal(1),
  labelLanguages: z.array(z.enum(locales)),
  labelStatus: z.record(z.enum(locales), text),
  origin: z.strictObject({ seed: text, own: text }),
  note: text,
  activityFields: z.array(
    z.strictObject({ ...labelled, origin, useInMatching: z.boolean().exactOptional() }),
  ),
  needGroups: z.array(z.strictObject(labelled)),
  needKinds: z.array(z.strictObject({ ...labelled, group: id, origin, asks: z.array(z.enum(needFacts)) })),
  cooperationStatus: z.array(z.strictObject({ ...labelled, rank: count, origin })),
  counterpartKinds: z.array(
    z.strictObject({
      ...labelled,
      sphere: z.enum([
        'administration',
        'civil-society',
        'politics',
        'state',
        'federal',
        'support',
        'science',
        'funder',
      ]),
      origin,
    }),
  ),
  organisationKinds: z.array(z.strictObject({ ...labelled, origin })),
  legalForms: z.array(z.strictObject({ ...labelled, canHaveStatutes: z.boolean() })),
  memberBands: z.array(
    z.strictObject({ ...labelled, min: z.int().positive(), max: z.int().positive().nullable() }),
  ),
  staffBands: z.array(z.strictObject({ ...labelled, origin })),
  languages: z.array(z.strictObject({ ...labelled, endonym: text, dir: z.enum(['ltr', 'rtl']) })),
})

const glossary: z.ZodType<GlossaryFile> = z.strictObject({
  schema: z.literal(1),
  note: text,
  amountsAsOf: z.string().regex(/^\d{4}$/),
  categories: z.array(z.strictObject(labelled)),
  terms: z.array(
    z.strictObject({ id, term: text, variants: z.array(text), category: id, explanation: texts }),
  ),
})

const spread = z.enum(['single-voice', 'several', 'almost-all', 'consensus'])

const topics: z.ZodType<TopicFile> = z.strictObject({
  schema: z.literal(1),
  source: text,
  wording: text,
  topics: z.array(
    z.strictObject({
      ...labelled,
      order: z.int().positive(),
      shortLabels: texts,
      workshopNumbers: z.array(z.int().positive()).min(1),
      seedSection: text,
    }),
  ),
  questions: z.array(
    z.strictObject({ ...labelled, topic: id, order: z.int().positive(), shortLabels: texts }),
  ),
  results: z.array(
    z.strictObject({
      ...labelled,
      topic: id,
      kind: z.enum(['finding', 'need', 'demand', 'idea']),
      theme: id,
      needKinds: z.array(id),
      seedSection: text,
      openQuestion: texts.exactOptional(),
      spread: spread.exactOptional(),
    }),
  ),
  workshops: z.array(
    z.strictObject({
      number: z.int().positive(),
      topic: id,
      held: z.boolean(),
      parallelTo: z.array(z.int().positive()).exactOptional(),
      reason: texts.exactOptional(),
      note: text.exactOptional(),
    }),
  ),
  spreadLevels: z.array(spread),
})

const peers: z.ZodType<PeerFile> = z.strictObject({
  schema: z.literal(1),
  source: text,
  note: text,
  facts: z.array(
    z.strictObject({
      ...labelled,
      value: z.union([text, z.number()]),
      unit: z.enum(['date', 'ags', 'people', 'organisations', 'workshops', 'topics', 'EUR', 'percent']),
      approximate: z.boolean().exactOptional(),
      comparison: z.literal('more than').exactOptional(),
      base: text.exactOptional(),
      since: z.int().exactOptional(),
      year: z.int().exactOptional(),
      seedSection: text,
    }),
  ),
  organisations: z.array(
    z.strictObject({
      id,
      kind: z.enum(['support-body', 'state-body', 'municipality', 'science', 'network']),
      name: text,
      role: text,
      since: z.int().exactOptional(),
      ags: ags.exactOptional(),
    }),
  ),
  services: z.array(z.strictObject(labelled)),
  fundingInstruments: z.array(z.strictObject(labelled)),
})

/** Each file of `data/` by its name without ending. */
export const schemas = {
  municipalities,
  districts,
  'postal-codes': postalCodes,
  'district-outlines': districtOutlines,
  taxonomy,
  glossary,
  topics,
  peers,
}

export type FileName = keyof typeof schemas
export type Files = { [name in FileName]: z.infer<(typeof schemas)[name]> }
