import type { PreparedListing } from './prepared.ts'

/**
 * What is compared, as numbers one after the other: a cycle reads millions of pairs, and what lies together in memory
 * is fetched at once. A record is a head of fixed fields, then its needs, offers, one need for each category, topics,
 * questions and languages.
 */
export interface Pack {
  numbers: Float64Array
  used: number
}

export const createPack = (): Pack => ({ numbers: new Float64Array(1024), used: 0 })

// Fields of the head. Each alone, because they are read in the innermost loop.
/** Unit vector of the place. */
export const atX = 0
export const atY = 1
export const atZ = 2
/** 1 when confirmed now, halved with each half-life. */
export const atFresh = 3
/** NaN: unknown. */
export const atExperience = 4
/** Rarity of all needs together, and of one need for each category. */
export const atWanted = 5
export const atWantedOnce = 6
/** 1: has an interpreter. */
export const atInterpreter = 7
export const atMunicipality = 8
export const atDistrict = 9
/** Sets of 32 marks: where two have no mark in common, nothing is in common; otherwise one has to look. */
export const atNeedMarks = 10
export const atOfferMarks = 11
export const atNeedInMarks = 12
export const atTopicMarks = 13
export const atQuestionMarks = 14
export const atSpokenMarks = 15
/** How many of each follow the head. */
export const atNeeds = 16
export const atOffers = 17
export const atNeedIn = 18
export const atTopics = 19
export const atQuestions = 20
export const atSpoken = 21
export const head = 22

// Fields of a need or an offer.
export const atCategory = 0
/** −1: none. */
export const atParent = 1
/** What is left of the span, from now on. */
export const atStart = 2
export const atEnd = 3
/** 1: can be remote. */
export const atRemote = 4
export const atListingFresh = 5
export const atRarity = 6
export const listingSize = 7

/** What a record is made of, before it lies in the pack. */
export interface Facts {
  x: number
  y: number
  z: number
  fresh: number
  experience: number
  interpreter: boolean
  municipality: number
  district: number
  needs: readonly PreparedListing[]
  offers: readonly PreparedListing[]
  needIn: readonly PreparedListing[]
  topics: readonly number[]
  questions: readonly number[]
  spoken: readonly number[]
}

/** Puts a record at the end; answers where it begins. What it replaces stays until the pack is made anew. */
export function pack(into: Pack, facts: Facts): number {
  const { needs, offers, needIn, topics, questions, spoken } = facts
  const size =
    head +
    (needs.length + offers.length + needIn.length) * listingSize +
    topics.length +
    questions.length +
    spoken.length
  if (into.used + size > into.numbers.length) {
    const larger = new Float64Array(Math.max(into.numbers.length * 2, into.used + size))
    larger.set(into.numbers)
    into.numbers = larger
  }
  const { numbers } = into
  const at = into.used
  into.used += size
  const families = (listings: readonly PreparedListing[]) =>
    listings.flatMap(({ category, parent }) => (parent < 0 ? [category] : [category, parent]))
  const total = (listings: readonly PreparedListing[]) =>
    listings.reduce((sum, { rarity }) => sum + rarity, 0)
  numbers[at + atX] = facts.x
  numbers[at + atY] = facts.y
  numbers[at + atZ] = facts.z
  numbers[at + atFresh] = facts.fresh
  numbers[at + atExperience] = facts.experience
  numbers[at + atWanted] = total(needs)
  numbers[at + atWantedOnce] = total(needIn)
  numbers[at + atInterpreter] = facts.interpreter ? 1 : 0
  numbers[at + atMunicipality] = facts.municipality
  numbers[at + atDistrict] = facts.district
  numbers[at + atNeedMarks] = marksOf(families(needs))
  numbers[at + atOfferMarks] = marksOf(families(offers))
  numbers[at + atNeedInMarks] = marksOf(needIn.map(({ category }) => category))
  numbers[at + atTopicMarks] = marksOf(topics)
  numbers[at + atQuestionMarks] = marksOf(questions)
  numbers[at + atSpokenMarks] = marksOf(spoken)
  numbers[at + atNeeds] = needs.length
  numbers[at + atOffers] = offers.length
  numbers[at + atNeedIn] = needIn.length
  numbers[at + atTopics] = topics.length
  numbers[at + atQuestions] = questions.length
  numbers[at + atSpoken] = spoken.length
  let next = at + head
  for (const { category, parent, start, end, remote, fresh, rarity } of [...needs, ...offers, ...needIn]) {
    numbers[next + atCategory] = category
    numbers[next + atParent] = parent
    numbers[next + atStart] = start
    numbers[next + atEnd] = end
    numbers[next + atRemote] = remote ? 1 : 0
    numbers[next + atListingFresh] = fresh
    numbers[next + atRarity] = rarity
    next += listingSize
  }
  numbers.set([...topics, ...questions, ...spoken], next)
  return at
}

const marksOf = (numbers: readonly number[]) =>
  numbers.reduce((marks, number) => marks | (1 << (number & 31)), 0)
