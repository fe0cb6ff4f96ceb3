import data from '../data/taxonomy.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import type { Labelled, LabelLocale } from './label.ts'

/** `seed`: named in the documentation of the 2018 meeting; `own`: added by this project. */
export type Origin = 'seed' | 'own'

export interface ActivityField extends Labelled {
  id: string
  origin: Origin
  /** False: may be shown and filtered by, but must never enter a score of the matchmaking. */
  useInMatching?: boolean
}

export interface NeedGroup extends Labelled {
  id: string
}

/** What is worth asking of a need or an offer: how many, when it can be had, whether it can be done online. */
export const needFacts = ['quantity', 'availability', 'remote'] as const
export type NeedFact = (typeof needFacts)[number]

/** What organisations can need or offer. */
export interface NeedKind extends Labelled {
  id: string
  group: string
  origin: Origin
  asks: readonly NeedFact[]
}

/** How well an organisation works together with a counterpart; rank 0 means unknown. */
export interface CooperationStatus extends Labelled {
  id: string
  rank: number
  origin: Origin
}

/** Whom organisations talk to or want to talk to. */
export interface CounterpartKind extends Labelled {
  id: string
  sphere:
    | 'administration'
    | 'civil-society'
    | 'politics'
    | 'state'
    | 'federal'
    | 'support'
    | 'science'
    | 'funder'
  origin: Origin
}

export interface OrganisationKind extends Labelled {
  id: string
  origin: Origin
}

export interface LegalForm extends Labelled {
  id: string
  canHaveStatutes: boolean
}

export interface MemberBand extends Labelled {
  id: string
  min: number
  /** Null: open upwards. */
  max: number | null
}

export interface StaffBand extends Labelled {
  id: string
  origin: Origin
}

export interface Language extends Labelled {
  /** BCP 47; `de-simple` is plain German, `gsg` German Sign Language. */
  id: string
  endonym: string
  dir: 'ltr' | 'rtl'
}

export interface TaxonomyFile {
  schema: 1
  labelLanguages: readonly LabelLocale[]
  labelStatus: Record<LabelLocale, string>
  origin: Record<Origin, string>
  note: string
  activityFields: readonly ActivityField[]
  needGroups: readonly NeedGroup[]
  needKinds: readonly NeedKind[]
  cooperationStatus: readonly CooperationStatus[]
  counterpartKinds: readonly CounterpartKind[]
  organisationKinds: readonly OrganisationKind[]
  legalForms: readonly LegalForm[]
  memberBands: readonly MemberBand[]
  staffBands: readonly StaffBand[]
  languages: readonly Language[]
}

const file = data as TaxonomyFile

export const {
  activityFields,
  needGroups,
  needKinds,
  cooperationStatus,
  counterpartKinds,
  organisationKinds,
  legalForms,
  memberBands,
  staffBands,
  languages,
} = file

export const activityFieldById: (id: string) => ActivityField | undefined = byKey(activityFields, 'id')
export const needGroupById: (id: string) => NeedGroup | undefined = byKey(needGroups, 'id')
export const needKindById: (id: string) => NeedKind | undefined = byKey(needKinds, 'id')
export const counterpartKindById: (id: string) => CounterpartKind | undefined = byKey(counterpartKinds, 'id')
export const organisationKindById: (id: string) => OrganisationKind | undefined = byKey(
  organisationKinds,
  'id',
)
export const legalFormById: (id: string) => LegalForm | undefined = byKey(legalForms, 'id')
export const memberBandById: (id: string) => MemberBand | undefined = byKey(memberBands, 'id')
export const staffBandById: (id: string) => StaffBand | undefined = byKey(staffBands, 'id')
export const languageById: (id: string) => Language | undefined = byKey(languages, 'id')

export const needKindsInGroup = (groupId: string): NeedKind[] =>
  needKinds.filter(({ group }) => group === groupId)

/** Whether this field of activity may enter a score; unknown ids may not. */
export function mayMatchOn(activityFieldId: string): boolean {
  const field = activityFieldById(activityFieldId)
  return field !== undefined && field.useInMatching !== false
}
