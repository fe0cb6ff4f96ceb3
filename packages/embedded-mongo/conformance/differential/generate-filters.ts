import { BSONRegExp, Int32 } from 'bson'
import type { Document } from 'mongodb'
import { documentOf } from './model/bson.ts'
import { compileFilter } from './model/filter.ts'
import type { Random } from './random.ts'
import { any, id, number, PATHS, scalar, smallNumber, valueFor } from './generate-values.ts'

const TYPES = [
  'double',
  'string',
  'object',
  'array',
  'bool',
  'null',
  'int',
  'long',
  'decimal',
  'number',
  'date',
  'objectId',
]
/** Patterns that mean the same whatever engine reads them. */
const PATTERNS = ['^a', 'b$', '^ab', 'a.b', '[ab]', '^$', '😀'] as const

const isPattern = (value: unknown) => value instanceof BSONRegExp

/** Filters of every operator the model knows. */
export function filter(random: Random, depth = 0): Document {
  return random.weighted<Document>([
    [1, () => (depth === 0 ? {} : clause(random, depth))],
    [10, () => clause(random, depth)],
    [
      5,
      () =>
        Object.fromEntries(random.some(PATHS, 2, 3).map((path) => [path, condition(random, path, depth)])),
    ],
    [
      depth > 1 ? 0 : 2,
      () => ({
        [random.pick(['$and', '$or', '$nor'])]: random.list(1 + random.below(3), () =>
          filter(random, depth + 1),
        ),
      }),
    ],
    [depth > 0 ? 0 : 1, () => expression(random)],
  ])
}

function clause(random: Random, depth: number): Document {
  const path = random.chance(0.1) ? '_id' : random.pick(PATHS)
  return { [random.chance(0.04) ? `${path}.0` : path]: condition(random, path, depth) }
}

function condition(random: Random, path: string, depth: number): unknown {
  const value = () => valueFor(random, path)
  const plain = () => {
    const found = value()
    return isPattern(found) ? new Int32(1) : found
  }
  return random.weighted<unknown>([
    [6, value],
    [8, () => ({ [random.pick(['$gt', '$gte', '$lt', '$lte', '$eq', '$ne'])]: plain() })],
    [3, () => ({ [random.pick(['$gt', '$gte'])]: plain(), [random.pick(['$lt', '$lte'])]: plain() })],
    [4, () => ({ [random.pick(['$in', '$nin'])]: random.list(random.below(4), value) })],
    [2, () => ({ $exists: random.chance(0.5) })],
    [
      2,
      () => ({ $type: random.chance(0.7) ? random.pick(TYPES) : random.list(2, () => random.pick(TYPES)) }),
    ],
    [1, () => ({ $size: new Int32(random.below(4)) })],
    [1, () => ({ $mod: [new Int32(1 + random.below(3)), new Int32(random.below(2))] })],
    [2, () => ({ $all: random.list(random.below(3), value) })],
    [depth > 1 ? 0 : 3, () => ({ $elemMatch: elementCondition(random, depth) })],
    [depth > 1 ? 0 : 2, () => ({ $not: negatable(random, path, depth) })],
    [1, () => ({ $regex: random.pick(PATTERNS), ...(random.chance(0.3) ? { $options: 'i' } : {}) })],
    [1, () => new BSONRegExp(random.pick(PATTERNS), '')],
    [
      1,
      () => ({
        [random.pick(['$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear'])]: random.chance(0.5)
          ? new Int32(random.below(4))
          : [new Int32(random.below(3)), new Int32(70)],
      }),
    ],
    [
      0.3,
      () =>
        random.pick([
          { $in: new Int32(1) },
          { $size: new Int32(-1) },
          { $nothing: new Int32(1) },
          { $mod: [new Int32(0), new Int32(1)] },
          { $type: 'nothing' },
          { $not: {} },
        ]),
    ],
  ])
}

function negatable(random: Random, path: string, depth: number): unknown {
  for (;;) {
    const found = condition(random, path, depth + 1)
    if (isPattern(found)) return found
    if (typeof found === 'object' && found !== null && Object.keys(found)[0]?.startsWith('$')) return found
  }
}

function elementCondition(random: Random, depth: number): unknown {
  if (random.chance(0.4)) return filter(random, depth + 1)
  return random.chance(0.5)
    ? {
        [random.pick(['x', 'y', 'z'])]: condition(random, 'a', depth + 1),
        ...(random.chance(0.3) ? { y: scalar(random) } : {}),
      }
    : { $gte: smallNumber(random), ...(random.chance(0.5) ? { $lt: number(random) } : {}) }
}

/** `$expr` that never fails, whatever the document: which documents a server asks it about is not laid down. */
function expression(random: Random): Document {
  const operand = () =>
    random.chance(0.6)
      ? `$${random.pick(PATHS)}`
      : { $literal: random.chance(0.7) ? smallNumber(random) : any(random, 2) }
  const compared = () => ({
    [random.pick(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'])]: [operand(), operand()],
  })
  return {
    $expr: random.chance(0.7) ? compared() : { [random.pick(['$and', '$or'])]: [compared(), compared()] },
  }
}

/** A filter that nothing is wrong with, for commands that may be refused for something else first. */
export function validFilter(random: Random): Document {
  for (;;) {
    const made = filter(random)
    try {
      compileFilter(documentOf(made))
      return made
    } catch {
      // The next one may be.
    }
  }
}

/** At most one document: which of several a server takes is not laid down. */
export function filterOfOne(random: Random): Document {
  const { _id, ...rest } = random.chance(0.3) ? validFilter(random) : {}
  return { _id: id(random), ...rest }
}

/** A sort that leaves no ties. */
export function totalSort(random: Random, most = 2): Document {
  return { ...partialSort(random, 0, most), _id: random.pick([1, -1]) }
}

export function partialSort(random: Random, least = 1, most = 2): Document {
  const paths = random.shuffled(random.some(PATHS, least, most))
  return Object.fromEntries(paths.map((path) => [path, new Int32(random.pick([1, -1]))]))
}
