import { activityFields, mayMatchOn } from '@augenhoehe/reference-data/taxonomy'
import { assert, constantFrom, option, property, record, string, subarray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrganisationFacts } from '../organisations/index.ts'
import { toProfile } from './profiles.ts'

const now = new Date('2026-11-23T12:00:00Z')
const facts: OrganisationFacts = {
  id: 'a'.repeat(24),
  slug: 'verein',
  name: 'Verein',
  municipality: '06531005',
  fields: ['culture', 'women'],
  languages: ['de', 'ar'],
  selfDescription: '',
  website: null,
  contactEmail: null,
  foundedYear: 2010,
  selfTerm: '',
  kind: null,
  legalForm: null,
  memberBand: null,
  staffBand: null,
  targetGroups: '',
  activities: [],
  meetingPlace: '',
  contactPhone: null,
  visibility: {},
  verified: true,
  verifiedBy: null,
  verifiedAt: null,
  vouchedBy: [],
  membersMayWrite: true,
  enteredByCentre: false,
  mergedInto: null,
  hiddenBy: null,
  joinedAt: now,
  confirmedAt: now,
  askedAt: null,
  dormantSince: null,
}
const notForMatching = activityFields.map(({ id }) => id).filter((id) => !mayMatchOn(id))

describe('what the matchmaking knows of an organisation', () => {
  it('is the same whatever its name, its words about itself, its faith or the language of its origin', () => {
    expect(notForMatching).toEqual(expect.arrayContaining(['religion', 'heritage-language']))
    const profile = toProfile(facts, [], now)
    const other = record({
      name: string(),
      slug: string(),
      selfDescription: string(),
      selfTerm: string(),
      targetGroups: string(),
      meetingPlace: string(),
      website: option(string()),
      contactEmail: option(string()),
      kind: option(constantFrom('mosque-association', 'church', 'women')),
      verified: constantFrom(true, false),
      extra: subarray(notForMatching),
    })
    assert(
      property(other, ({ extra, ...change }) => {
        expect(toProfile({ ...facts, ...change, fields: [...facts.fields, ...extra] }, [], now)).toEqual(
          profile,
        )
      }),
    )
  })

  it('follows from what does count', () => {
    const profile = toProfile(facts, [], now)!
    expect(toProfile({ ...facts, fields: ['sport'] }, [], now)).not.toEqual(profile)
    expect(toProfile({ ...facts, languages: ['fr'] }, [], now)).not.toEqual(profile)
    expect(toProfile({ ...facts, municipality: '06411000' }, [], now)).not.toEqual(profile)
    expect(toProfile({ ...facts, municipality: 'nowhere' }, [], now)).toBeUndefined()
  })
})
