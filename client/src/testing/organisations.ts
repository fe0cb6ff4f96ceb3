import type { DirectoryPage, DirectoryRow, Organisation, OrganisationSummary } from '@augenhoehe/contracts'

/** An association as others show it; what a test is about is said in `differs`. */
export const summarySample = (differs: Partial<OrganisationSummary> = {}): OrganisationSummary => ({
  id: 'a'.repeat(24),
  slug: 'brunnenstube',
  name: 'Brunnenstube',
  municipality: '06531005',
  fields: ['culture'],
  languages: ['de'],
  selfDescription: '',
  verified: false,
  currency: 'current',
  joinedAt: '2020-01-01T00:00:00.000Z',
  ...differs,
})

/** The same as the directory lists it. */
export function rowSample(differs: Partial<DirectoryRow> = {}): DirectoryRow {
  const { selfDescription: _, ...summary } = summarySample()
  return { ...summary, distanceKm: null, listings: [], ...differs }
}

/** What the directory answers when these are all that it finds. */
export const listed = (
  organisations: DirectoryRow[],
  differs: Partial<DirectoryPage> = {},
): DirectoryPage => ({
  organisations,
  total: organisations.length,
  nextCursor: null,
  near: null,
  districts: {},
  ...differs,
})

/** The same with its whole profile, as a visitor sees it. */
export const organisationSample = (differs: Partial<Organisation> = {}): Organisation => ({
  ...summarySample(),
  website: null,
  contactEmail: null,
  contactPhone: null,
  foundedYear: null,
  selfTerm: '',
  kind: null,
  legalForm: null,
  memberBand: null,
  staffBand: null,
  targetGroups: '',
  activities: [],
  meetingPlace: '',
  visibility: null,
  verifiedBy: null,
  verifiedAt: null,
  vouchedBy: [],
  confirmedAt: '2026-01-01T00:00:00.000Z',
  membersMayWrite: true,
  enteredByCentre: false,
  ownRole: null,
  hiddenBy: null,
  ...differs,
})
