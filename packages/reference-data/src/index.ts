/** What is small enough for every page. Each set of facts has a door of its own, to be loaded when needed. */
export { attributions, type Attribution } from './attributions.ts'
export { directionOf } from './direction.ts'
export { distanceKm, type Place } from './distance.ts'
export { fold, foldedForms, foldedWord, wordsIn, wordsOf } from './fold.ts'
export { initials } from './initials.ts'
export { isWordedIn, label, textIn, type Labelled, type LabelLocale, type Texts } from './label.ts'
export { beginning } from './signs.ts'
export { slugOf } from './slug.ts'
export type { District, DistrictType, Region } from './districts.ts'
export type { DistrictOutline, DistrictOutlines } from './district-outlines.ts'
export type { GlossaryCategory, GlossaryTerm } from './glossary.ts'
export type { Municipality, MunicipalityType, UnincorporatedArea } from './municipalities.ts'
export type { FundingInstrument, PeerOrganisation, ProgrammeFact, Service } from './peers.ts'
export type { PostalCode } from './postal-codes.ts'
export type {
  ActivityField,
  CooperationStatus,
  CounterpartKind,
  Language,
  LegalForm,
  MemberBand,
  NeedGroup,
  NeedKind,
  OrganisationKind,
  Origin,
  StaffBand,
} from './taxonomy.ts'
export type { GuidingQuestion, SpreadLevel, Topic, Workshop, WorkshopResult } from './topics.ts'
