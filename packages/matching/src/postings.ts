import type { Prepared } from './prepared.ts'

/** Who has a property, sorted along the map; entries are places in a market. */
export type PostingList = number[]

const properties = [
  /** Offers the first category and needs the second. */
  'exchanges',
  'offers',
  'offersUnder',
  'needs',
  'needsUnder',
  'topic',
  'question',
  'district',
  'language',
  'everyone',
] as const
const Property = Object.fromEntries(properties.map((name, number) => [name, number])) as Record<
  (typeof properties)[number],
  number
>

// Properties and words as one number: words stay far below 2^21, all in all below 2^53.
const key = (property: number, value = 0, second = 0) => (property * 2 ** 21 + value) * 2 ** 21 + second

/** All lists somebody stands in. */
export function keysOf({ needs, offers, topics, questions, spoken, district }: Prepared): Set<number> {
  const keys = new Set([key(Property.everyone), key(Property.district, district)])
  for (const need of needs) {
    keys.add(key(Property.needs, need.category))
    if (need.parent >= 0) keys.add(key(Property.needsUnder, need.parent))
    for (const offer of offers) keys.add(key(Property.exchanges, offer.category, need.category))
  }
  for (const offer of offers) {
    keys.add(key(Property.offers, offer.category))
    if (offer.parent >= 0) keys.add(key(Property.offersUnder, offer.parent))
  }
  for (const topic of topics) keys.add(key(Property.topic, topic))
  for (const question of questions) keys.add(key(Property.question, question))
  for (const language of spoken) keys.add(key(Property.language, language))
  return keys
}

export const everyoneKey = key(Property.everyone)

/**
 * The lists somebody looks into: who gives what they need and needs what they give, who does one of the two, also in
 * the same family of categories, who needs the same, who shares a topic, question, the district or a language.
 */
export function keysWanted({ needs, offers, topics, questions, spoken, district }: Prepared): Set<number> {
  const keys = new Set<number>()
  for (const need of needs) {
    for (const offer of offers) keys.add(key(Property.exchanges, need.category, offer.category))
    for (const category of need.parent < 0 ? [need.category] : [need.category, need.parent]) {
      keys.add(key(Property.offers, category))
      keys.add(key(Property.offersUnder, category))
    }
    keys.add(key(Property.needs, need.category))
  }
  for (const offer of offers) {
    for (const category of offer.parent < 0 ? [offer.category] : [offer.category, offer.parent]) {
      keys.add(key(Property.needs, category))
      keys.add(key(Property.needsUnder, category))
    }
  }
  for (const topic of topics) keys.add(key(Property.topic, topic))
  for (const question of questions) keys.add(key(Property.question, question))
  keys.add(key(Property.district, district))
  for (const language of spoken) keys.add(key(Property.language, language))
  return keys
}
