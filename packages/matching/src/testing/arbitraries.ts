import * as fc from 'fast-check'
import type { Listing, Profile } from '../profile.ts'
import { startWeights, type Weights } from '../weights.ts'

// Small vocabularies and few places, so that chance meets often.

export const now = Date.UTC(2026, 10, 22)
export const day = 86_400_000

const parents: Record<string, string> = {
  rooms: 'infrastructure',
  software: 'infrastructure',
  law: 'advice',
  training: 'advice',
}
const category = fc.constantFrom('rooms', 'software', 'law', 'training', 'volunteers', 'infrastructure')
const time = fc.integer({ min: -400, max: 400 }).map((days) => now + days * day)

export const listingOf = (category: string, facts: Partial<Listing> = {}): Omit<Listing, 'id'> => {
  const parentCategory = parents[category]
  return {
    category,
    ...(parentCategory === undefined ? {} : { parentCategory }),
    remote: false,
    lastConfirmedAt: now,
    ...facts,
  }
}

export const listing: fc.Arbitrary<Omit<Listing, 'id'>> = fc
  .tuple(
    category,
    fc.record(
      { remote: fc.boolean(), lastConfirmedAt: time, activeFrom: time, activeUntil: time },
      { requiredKeys: ['remote', 'lastConfirmedAt'] },
    ),
  )
  .map(([category, facts]) => listingOf(category, facts))

const named = (prefix: string, most: number) =>
  fc
    .array(listing, { maxLength: most })
    .map((listings): Listing[] =>
      listings.map((facts, position) => ({ id: `${prefix}${position}`, ...facts })),
    )

const some = (...words: string[]) => fc.subarray(words)

export const profile: fc.Arbitrary<Profile> = fc
  .record(
    {
      id: fc.string({ minLength: 1, maxLength: 3 }),
      needs: named('n', 4),
      offers: named('o', 4),
      topics: some('youth', 'women', 'sport', 'culture'),
      questions: some('q1', 'q2', 'q3'),
      languages: some('de', 'de-simple', 'tr', 'ar', 'uk'),
      hasInterpreter: fc.boolean(),
      place: fc.constantFrom(
        { municipality: '06531005', district: '06531', lat: 50.586, lon: 8.675 },
        { municipality: '06531001', district: '06531', lat: 50.686, lon: 9.016 },
        { municipality: '06412000', district: '06412', lat: 50.111, lon: 8.682 },
        { municipality: '06611000', district: '06611', lat: 51.315, lon: 9.495 },
      ),
      joinedAt: time,
      lastConfirmedAt: time,
      experience: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    {
      requiredKeys: ['id', 'needs', 'offers', 'topics', 'languages', 'place', 'joinedAt', 'lastConfirmedAt'],
    },
  )
  .map(({ place, ...facts }) => ({ ...facts, ...place }))

export const profiles = fc.uniqueArray(profile, { minLength: 2, maxLength: 12, selector: ({ id }) => id })

export const pair = profiles.map(([me, other, ...rest]) => ({ me: me!, other: other!, rest }))

export const weights: fc.Arbitrary<Weights> = fc
  .record({
    parts: fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 })
      .filter((p) => p.some(Boolean)),
    exponent: fc.constantFrom(-3, -1, -0.5, 0, 1),
  })
  .map(({ parts, exponent }) => {
    const total = parts.reduce((sum, part) => sum + part, 0)
    const share = (position: number) => (parts[position] ?? 0) / total
    return {
      ...startWeights,
      version: 'arbitrary',
      factors: {
        complementarity: share(0),
        peer: share(1),
        topic: share(2),
        distance: share(3),
        maturity: share(4),
        freshness: share(5),
      },
      fusion: { ...startWeights.fusion, exponent },
    }
  })

/** An organisation about which nothing is known but where it is and that it works in German. */
export const plain = (id: string, facts: Partial<Profile> = {}): Profile => ({
  id,
  needs: [],
  offers: [],
  topics: [],
  languages: ['de'],
  municipality: '06531005',
  district: '06531',
  lat: 50.586,
  lon: 8.675,
  joinedAt: now,
  lastConfirmedAt: now,
  ...facts,
})

export const listings = (...entries: (string | [string, Partial<Listing>])[]): Listing[] =>
  entries.map((entry, position) => {
    const [category, facts] = typeof entry === 'string' ? [entry, {}] : entry
    return { id: `${category}-${position}`, ...listingOf(category), ...facts }
  })
