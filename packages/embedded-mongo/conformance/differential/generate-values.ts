import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import type { Document } from 'mongodb'
import type { Random } from './random.ts'

/** Values from small domains, so that documents collide, tie and join. */

const decimal = (text: string) => Decimal128.fromString(text)

const SMALL_NUMBERS: readonly unknown[] = [
  new Int32(0),
  new Int32(1),
  new Int32(2),
  new Int32(3),
  new Int32(-1),
  new Long(1),
  new Long(2),
  new Double(1),
  new Double(1.5),
  new Double(2.5),
  new Double(-1),
]

const NUMBERS: readonly unknown[] = [
  ...SMALL_NUMBERS,
  ...SMALL_NUMBERS,
  new Int32(2_147_483_647),
  new Long(0),
  Long.fromString('9007199254740993'),
  Long.fromString('9007199254740992'),
  Long.fromString('9223372036854775807'),
  new Double(-0),
  new Double(Number.NaN),
  new Double(Number.POSITIVE_INFINITY),
  new Double(Number.NEGATIVE_INFINITY),
  new Double(9_007_199_254_740_992),
  new Double(0.1),
  decimal('1'),
  decimal('1.0'),
  decimal('1.5'),
  decimal('0.1'),
  decimal('NaN'),
  decimal('-Infinity'),
  decimal('9007199254740993'),
]

const STRINGS: readonly string[] = ['', 'a', 'b', 'ab', 'B', 'é', '😀', '\uffee', 'a.b', '1']

const RARE: readonly unknown[] = [
  new Date(0),
  new Date(1000),
  new Date(-1),
  new ObjectId('000000000000000000000001'),
  new ObjectId('000000000000000000000002'),
  new Binary(Buffer.from([1, 2])),
  new Binary(Buffer.from([1, 3])),
  new Binary(Buffer.from([5]), 128),
  new BSONRegExp('^a', 'i'),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 1, i: 3 }),
  new MinKey(),
  new MaxKey(),
]

export const number = (random: Random): unknown => random.pick(NUMBERS)
export const smallNumber = (random: Random): unknown => random.pick(SMALL_NUMBERS)
export const string = (random: Random): string => random.pick(STRINGS)

export const scalar = (random: Random): unknown =>
  random.weighted<unknown>([
    [8, () => number(random)],
    [4, () => string(random)],
    [1, () => null],
    [1, () => random.chance(0.5)],
    [1, () => random.pick(RARE)],
  ])

export const list = (random: Random): unknown[] =>
  random.list(random.below(4), () =>
    random.weighted<unknown>([
      [10, () => smallNumber(random)],
      [4, () => scalar(random)],
      [1, () => nested(random)],
      [1, () => random.list(random.below(3), () => smallNumber(random))],
    ]),
  )

export const nested = (random: Random): Document =>
  fields(random, [
    ['x', 0.7, () => (random.chance(0.85) ? smallNumber(random) : any(random, 1))],
    ['y', 0.5, () => scalar(random)],
    ['z', 0.15, () => (random.chance(0.5) ? list(random) : { x: smallNumber(random) })],
  ])

export const listOfDocuments = (random: Random): unknown[] =>
  random.list(random.below(4), () => (random.chance(0.9) ? nested(random) : scalar(random)))

/** Anything; deeper only a few times. */
export function any(random: Random, depth = 0): unknown {
  return random.weighted<unknown>([
    [12, () => scalar(random)],
    [depth > 1 ? 0 : 2, () => list(random)],
    [depth > 1 ? 0 : 2, () => nested(random)],
    [depth > 1 ? 0 : 1, () => listOfDocuments(random)],
  ])
}

function fields(
  random: Random,
  choices: readonly (readonly [name: string, probability: number, make: () => unknown])[],
): Document {
  const made = choices.flatMap(([name, probability, make]) =>
    random.chance(probability) ? [[name, make()] as const] : [],
  )
  return Object.fromEntries(random.chance(0.2) ? random.shuffled(made) : made)
}

/** `_id`s of several types, few enough to meet again. */
export const id = (random: Random): unknown =>
  random.weighted<unknown>([
    [12, () => new Int32(random.below(40))],
    [2, () => random.pick([new Double(1), new Long(2), decimal('3.0')])],
    [2, () => random.pick(['a', 'b', '😀'])],
    [1, () => ({ x: new Int32(random.below(3)) })],
  ])

export const document = (random: Random): Document => ({
  _id: id(random),
  ...fields(random, [
    ['a', 0.85, () => (random.chance(0.7) ? smallNumber(random) : any(random))],
    ['b', 0.8, () => (random.chance(0.6) ? scalar(random) : any(random))],
    ['c', 0.5, () => any(random)],
    ['n', 0.7, () => number(random)],
    ['s', 0.4, () => string(random)],
    ['d', 0.6, () => list(random)],
    ['e', 0.6, () => nested(random)],
    ['f', 0.5, () => listOfDocuments(random)],
  ]),
})

/** Paths that lead to something, or nearly. */
export const PATHS = [
  'a',
  'b',
  'c',
  'n',
  's',
  'd',
  'e',
  'f',
  'e.x',
  'e.y',
  'e.z',
  'f.x',
  'f.y',
  'f.z',
  'a.x',
] as const

/** A value that a field of this name may well have. */
export function valueFor(random: Random, path: string): unknown {
  if (random.chance(0.1)) return any(random)
  if (path === '_id') return id(random)
  if (path === 's') return string(random)
  if (path === 'n') return number(random)
  if (path === 'e') return nested(random)
  if (path === 'd' || path === 'f')
    return random.chance(0.7) ? smallNumber(random) : path === 'd' ? list(random) : nested(random)
  return random.chance(0.6) ? smallNumber(random) : scalar(random)
}
