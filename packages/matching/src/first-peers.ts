import {
  directionsOf,
  type ExplainOptions,
  type Factor,
  isWorthSaying,
  mostReasons,
  type Reason,
  reasonsOf,
} from './explanation.ts'
import { createPack } from './packed.ts'
import { createVocabulary, prepare, type Prepared } from './prepared.ts'
import { type Profile, spread } from './profile.ts'
import { type FactorKind, startWeights } from './weights.ts'

/** What somebody without an organisation has said of themselves; each answer may be missing. */
export interface Answers {
  /** Only decides among equals. */
  id: string
  place?: Pick<Profile, 'municipality' | 'district' | 'lat' | 'lon'> | undefined
  topics: readonly string[]
  needs: readonly { category: string; parentCategory?: string | undefined }[]
}

/** Where nobody is: whoever has not named a place is near to no one. */
const nowhere = { municipality: '', district: '', lat: 0, lon: 0 }

/** Somebody who has just come, in the form in which organisations are compared. */
export const newcomer = ({ id, place = nowhere, topics, needs }: Answers, now: number): Profile => ({
  id,
  ...place,
  topics,
  needs: needs.map(({ category, parentCategory }) => ({
    id: category,
    category,
    ...(parentCategory !== undefined && { parentCategory }),
    remote: false,
    lastConfirmedAt: now,
  })),
  offers: [],
  languages: [],
  joinedAt: now,
  lastConfirmedAt: now,
})

export interface FirstPeer {
  id: string
  /** The one it was chosen for first; none where nothing fits. */
  reasons: Reason[]
}

/** What a first acquaintance is worth: somebody who can help, somebody who does the same, somebody near. */
const chosenFor: readonly FactorKind[] = ['complementarity', 'topic', 'distance']

/** Within such a ring one place is as near as another. */
const ringKm = 15

/**
 * The first organisations somebody meets: for each of help, topic and place the best one, then whoever fits at all,
 * then others. Unlike a list it asks nothing of the other side, because somebody new has nothing to give yet.
 * Equals are in an order that differs from person to person, so that nobody is the one that all or none are shown.
 */
export function firstPeers(
  me: Profile,
  others: readonly Profile[],
  { now, rarity = () => 1, weights = startWeights, count = 3 }: ExplainOptions & { count?: number },
): FirstPeer[] {
  const setting = { now, rarity, vocabulary: createVocabulary(), pack: createPack() }
  const own = prepare(me, weights, setting)
  const directionTo = (other: Prepared) => directionsOf(setting.pack.numbers, own, other, now)[0]
  const known = others
    .filter(({ id }) => id !== me.id)
    .map((other) => {
      const direction = directionTo(prepare(other, weights, setting))
      const telling = new Map(
        direction.factors.filter(isWorthSaying).map((factor): [FactorKind, Factor] => [factor.kind, factor]),
      )
      return {
        id: other.id,
        telling,
        reasons: reasonsOf(direction),
        ring: ringOf(direction.factors),
        /** Whoever has something to give is worth knowing, even where nothing else is known. */
        idle: other.offers.length === 0,
        lot: spread(`${me.id} ${other.id}`),
      }
    })
  type Known = (typeof known)[number]
  const amongEquals = (a: Known, b: Known) => a.ring - b.ring || a.lot - b.lot || (a.id < b.id ? -1 : 1)

  const chosen = new Map<string, FirstPeer>()
  const choose = (peer: Known | undefined, first?: Factor) => {
    if (!peer || chosen.size >= count) return
    const rest = peer.reasons.filter(({ kind }) => kind !== first?.kind)
    chosen.set(peer.id, {
      id: peer.id,
      reasons: [...(first ? [first] : []), ...rest].slice(0, mostReasons),
    })
  }
  const free = () => known.filter(({ id }) => !chosen.has(id))

  for (const kind of chosenFor) {
    const valueOf = ({ telling }: Known) => (kind === 'distance' ? 0 : (telling.get(kind)?.value ?? 0))
    const best = free()
      .filter(({ telling }) => telling.has(kind))
      .sort((a, b) => valueOf(b) - valueOf(a) || amongEquals(a, b))[0]
    choose(best, best?.telling.get(kind))
  }
  const fitting = free().sort((a, b) => b.reasons.length - a.reasons.length || amongEquals(a, b))
  for (const peer of fitting.filter(({ reasons }) => reasons.length > 0)) choose(peer)
  const strangers = free().sort((a, b) => Number(a.idle) - Number(b.idle) || amongEquals(a, b))
  for (const peer of strangers) choose(peer)
  return [...chosen.values()]
}

const ringOf = (factors: readonly Factor[]): number => {
  const distance = factors.find((factor) => factor.kind === 'distance')
  return distance ? Math.floor(distance.facts.km / ringKm) : 0
}
