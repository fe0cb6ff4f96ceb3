import { type Pack, pack } from './packed.ts'
import { byId, compareText, type Listing, type Profile } from './profile.ts'
import type { Weights } from './weights.ts'

/** Numbers for words, so that words are compared once and not with every pair. Everything compared shares one. */
export interface Vocabulary {
  numberOf: (word: string) => number
}

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>()
  return {
    numberOf(word) {
      const known = numbers.get(word)
      if (known !== undefined) return known
      numbers.set(word, numbers.size)
      return numbers.size - 1
    },
  }
}

/** How much a need of this category weighs; rarer needs weigh more. */
export type Rarity = (category: string) => number

export interface PreparedListing {
  listing: Listing
  category: number
  /** −1: none. */
  parent: number
  /** What is left of the span, from now on. */
  start: number
  end: number
  remote: boolean
  /** 1 when confirmed now, halved with each half-life. */
  fresh: number
  /** Weight of the category; only needs are weighed. */
  rarity: number
}

/** A profile at one moment, in the form in which it is compared; independent of the order of its lists. */
export interface Prepared {
  profile: Profile
  /** By these the benefit for this organisation is measured. */
  weights: Weights
  /** Where its numbers begin in the pack. */
  at: number
  needs: readonly PreparedListing[]
  offers: readonly PreparedListing[]
  /** One need for each category, by category. */
  needIn: readonly PreparedListing[]
  topics: readonly number[]
  questions: readonly number[]
  /** The languages without their variants. */
  spoken: readonly number[]
  municipality: number
  district: number
}

export interface Setting {
  /** Milliseconds since 1970. */
  now: number
  rarity: Rarity
  vocabulary: Vocabulary
  pack: Pack
}

export function prepare(profile: Profile, weights: Weights, setting: Setting): Prepared {
  const { now, rarity } = setting
  const { numberOf } = setting.vocabulary
  const halved = (at: number) => 2 ** (-Math.max(0, (now - at) / dayMs) / weights.freshnessHalfLifeDays)
  const ready = (listing: Listing): PreparedListing => ({
    listing,
    category: numberOf(listing.category),
    parent: listing.parentCategory === undefined ? -1 : numberOf(listing.parentCategory),
    start: Math.max(listing.activeFrom ?? -Infinity, now),
    end: listing.activeUntil ?? Infinity,
    remote: listing.remote,
    fresh: halved(listing.lastConfirmedAt),
    rarity: rarity(listing.category),
  })
  const current = (listings: readonly Listing[]) =>
    [...listings]
      .sort(byId)
      .map(ready)
      .filter(({ start, end }) => end > now && end >= start)
  const words = (list: readonly string[]) => [...new Set(list)].sort(compareText).map(numberOf)

  const needs = current(profile.needs)
  const offers = current(profile.offers)
  const needIn = [
    // Backwards, so that of several needs in a category the smallest id stays.
    ...new Map(needs.toReversed().map((need) => [need.category, need])).values(),
  ].sort((a, b) => compareText(a.listing.category, b.listing.category))
  const topics = words(profile.topics)
  const questions = words(profile.questions ?? [])
  const spoken = words(profile.languages.map(primary))
  const [lat, lon] = [radians(profile.lat), radians(profile.lon)]
  const { experience = Number.NaN } = profile
  const facts = {
    needs,
    offers,
    needIn,
    topics,
    questions,
    spoken,
    fresh: halved(profile.lastConfirmedAt),
    x: Math.cos(lat) * Math.cos(lon),
    y: Math.cos(lat) * Math.sin(lon),
    z: Math.sin(lat),
    municipality: numberOf(profile.municipality),
    district: numberOf(profile.district),
    experience: Math.min(1, Math.max(0, experience)),
    interpreter: profile.hasInterpreter === true,
  }
  const { municipality, district } = facts
  const at = pack(setting.pack, facts)
  return {
    profile,
    weights,
    at,
    needs,
    offers,
    needIn,
    topics,
    questions,
    spoken,
    municipality,
    district,
  }
}

/** Variants of one language understand each other: plain German (`de-simple`) and German count as common. */
export const primary = (tag: string): string => (tag.split('-', 1)[0] ?? tag).toLowerCase()

export const dayMs = 86_400_000

const radians = (degrees: number) => (degrees * Math.PI) / 180
