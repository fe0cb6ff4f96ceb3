import type { SuspicionReason } from '@augenhoehe/contracts'
import { alike, coresOf, likenessOf } from '../creating/similar.ts'

/** One of those at the same place. */
export interface Comparable {
  id: string
  name: string
  contactEmail: string | null
  contactPhone: string | null
  website: string | null
}

export interface Likely {
  one: string
  other: string
  /** The higher the likelier. */
  score: number
  reasons: SuspicionReason[]
}

/** More than these share a way of contact because they share a house or an umbrella. */
const mostSharing = 3
/** What stands in more names than these says little; of such names each is compared with the next ones only. */
const common = 200
const nextOnes = 20
/** Where only the way of contact is the same. */
const byContactAlone = 0.6
const forEachContact = 0.1

const digitsOf = (phone: string) => phone.replace(/\D/g, '').replace(/^(?:00)?49(?=\d{6})/, '0')

/** How an organisation is reached, in the form in which it is compared. */
function contactsOf({ contactEmail, contactPhone, website }: Comparable): [SuspicionReason, string][] {
  const digits = contactPhone === null ? '' : digitsOf(contactPhone)
  const address = website
    ?.toLowerCase()
    .replace(/^[a-z]+:\/\/(?:www\.)?/, '')
    .replace(/\/+$/, '')
  return [
    ...(contactEmail ? [['email', contactEmail.toLowerCase()] as [SuspicionReason, string]] : []),
    ...(digits.length >= 6 ? [['phone', digits] as [SuspicionReason, string]] : []),
    ...(address ? [['website', address] as [SuspicionReason, string]] : []),
  ]
}

/** A word, and what is left of it without any one letter: two words with one slip between them have one in common. */
function keysOf(word: string): string[] {
  const letters = Array.from(word)
  if (letters.length < 5) return [word]
  return [word, ...letters.map((_, place) => letters.toSpliced(place, 1).join(''))]
}
const wholeOf = (core: readonly string[]) => `=${core.join('')}`

/**
 * Finds those that may be the same among all at one place, without comparing each with each: two names that are alike
 * share a word (or, written as one, a whole), and of the words that make up more than half of a name at least one.
 * So for each name only those are looked at that have one of its rarest words. Pauses at every `yield`.
 */
export function* likelyAmong(all: readonly Comparable[], place: string): Generator<undefined, Likely[]> {
  const cores: string[][][] = []
  for (const [number, { name }] of all.entries()) {
    cores.push(coresOf(name, place))
    if (number % 10 === 9) yield
  }
  const places = new Map<string, number[]>()
  const note = (key: string, number: number) => {
    const there = places.get(key)
    if (!there) places.set(key, [number])
    else if (there.at(-1) !== number) there.push(number)
  }
  for (const [number, forms] of cores.entries()) {
    for (const core of forms)
      for (const word of [...core, wholeOf(core)]) for (const key of keysOf(word)) note(key, number)
    if (number % 10 === 9) yield
  }

  const contacts = all.map(contactsOf)
  const reached = new Map<string, number[]>()
  contacts.forEach((some, number) => {
    for (const [kind, value] of some) {
      const key = `${kind} ${value}`
      reached.set(key, [...(reached.get(key) ?? []), number])
    }
  })

  const found: Likely[] = []
  let looked = 0
  for (let number = 0; number < all.length; number++) {
    const candidates = new Set<number>()
    for (const core of cores[number]!)
      for (const word of rarest(core, places))
        for (const key of keysOf(word))
          for (const other of near(places.get(key) ?? [], number)) candidates.add(other)
    for (const [kind, value] of contacts[number]!) {
      const sharing = reached.get(`${kind} ${value}`) ?? []
      if (sharing.length <= mostSharing) for (const other of sharing) candidates.add(other)
    }
    for (const other of candidates) {
      const pair = compared(number, other)
      if (pair) found.push(pair)
      if (++looked % 50 === 0) yield
    }
    if (number % 10 === 9) yield
  }
  return once(found)

  function compared(a: number, b: number): Likely | undefined {
    if (a === b) return undefined
    const likeness = likenessOf(cores[a]!, cores[b]!)
    const isAlike = likeness >= alike
    const theirs = new Set(contacts[b]!.map(([kind, value]) => `${kind} ${value}`))
    const shared = contacts[a]!.flatMap(([kind, value]) => {
      const key = `${kind} ${value}`
      return theirs.has(key) && (isAlike || reached.get(key)!.length <= mostSharing) ? [kind] : []
    })
    if (!isAlike && shared.length === 0) return undefined
    const [one, other] = [all[a]!.id, all[b]!.id].toSorted()
    return {
      one: one!,
      other: other!,
      score: (isAlike ? likeness : byContactAlone) + shared.length * forEachContact,
      reasons: [
        ...(isAlike ? [likeness === 1 ? ('same-name' as const) : ('similar-name' as const)] : []),
        ...shared,
      ],
    }
  }
}

/** The rarest words of a name that make up more than half of it, and all of it as one word. */
function rarest(core: readonly string[], places: ReadonlyMap<string, readonly number[]>): string[] {
  const half = core.join('').length / 2
  const words: string[] = []
  let letters = 0
  for (const word of core.toSorted((a, b) => (places.get(a)?.length ?? 0) - (places.get(b)?.length ?? 0))) {
    if (letters > half) break
    words.push(word)
    letters += word.length
  }
  return [...words, wholeOf(core)]
}

/** All of a few; of many those that follow, which come in the order of their names. */
function near(some: readonly number[], number: number): readonly number[] {
  if (some.length <= common) return some
  const start = some.findIndex((other) => other > number)
  return start < 0 ? [] : some.slice(start, start + nextOnes)
}

const once = (found: readonly Likely[]) => [
  ...new Map(found.map((pair) => [`${pair.one} ${pair.other}`, pair])).values(),
]

/** What says which of two entries is the fuller one. */
export interface Fullness {
  id: string
  verified: boolean
  members: number
  /** How many fields of the profile say something. */
  filled: number
  confirmedAt: Date
}

/** The one that should go on: verified, with people, with more to say, confirmed last. */
export function fuller<T extends Fullness>(a: T, b: T): [T, T] {
  const differences = [
    Number(a.verified) - Number(b.verified),
    a.members - b.members,
    a.filled - b.filled,
    a.confirmedAt.getTime() - b.confirmedAt.getTime(),
    a.id < b.id ? 1 : -1,
  ]
  return differences.find((one) => one !== 0)! > 0 ? [a, b] : [b, a]
}
