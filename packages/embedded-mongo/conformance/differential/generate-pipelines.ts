import { Int32 } from 'bson'
import type { Document } from 'mongodb'
import { filter, totalSort } from './generate-filters.ts'
import { any, number, PATHS, smallNumber, string, valueFor } from './generate-values.ts'
import type { Random } from './random.ts'

const int = (value: number) => new Int32(value)

/** Expressions that may well fail: on the wrong types they do, and then both must. */
export function expression(random: Random, depth = 0): unknown {
  const operand = (): unknown =>
    depth > 1 || random.chance(0.5)
      ? path(random)
      : random.chance(0.5)
        ? { $literal: random.chance(0.6) ? smallNumber(random) : any(random, 2) }
        : expression(random, depth + 1)
  const array = (): unknown => ({
    $cond: [{ $isArray: [`$${random.pick(['d', 'f', 'c'])}`] }, '$d', [operand(), operand()]],
  })
  const safeArray = (): unknown => {
    const name = `$${random.pick(['d', 'f', 'c', 'f.x'])}`
    return { $cond: [{ $isArray: [name] }, name, [operand(), int(2)]] }
  }
  const numeric = (): unknown => {
    const name = path(random)
    return random.chance(0.9) ? { $cond: [{ $isNumber: name }, name, smallNumber(random)] } : operand()
  }
  const text = (): unknown => {
    const name = path(random)
    return { $cond: [{ $eq: [{ $type: name }, 'string'] }, name, string(random)] }
  }
  return random.weighted<unknown>([
    [6, () => path(random)],
    [2, () => ({ $literal: any(random, 1) })],
    [
      3,
      () => ({ [random.pick(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp'])]: [operand(), operand()] }),
    ],
    [1, () => ({ [random.pick(['$and', '$or'])]: random.list(random.below(3), operand) })],
    [1, () => ({ $not: [operand()] })],
    [2, () => ({ $cond: [operand(), operand(), operand()] })],
    [2, () => ({ $ifNull: [operand(), operand()] })],
    [
      1,
      () => ({
        $switch: {
          branches: [branch(operand(), operand()), branch({ $gt: [operand(), int(1)] }, int(2))],
          default: operand(),
        },
      }),
    ],
    [1, () => ({ $type: [operand()] })],
    [2, () => ({ [random.pick(['$add', '$subtract', '$multiply'])]: [numeric(), numeric()] })],
    [1, () => ({ $abs: [numeric()] })],
    [1, () => ({ $concat: [text(), text()] })],
    [1, () => ({ [random.pick(['$toLower', '$toUpper', '$strLenCP', '$strLenBytes'])]: [text()] })],
    [1, () => ({ $size: [random.chance(0.9) ? safeArray() : operand()] })],
    [1, () => ({ $isArray: [operand()] })],
    [1, () => ({ $in: [operand(), safeArray()] })],
    [1, () => ({ $arrayElemAt: [safeArray(), int(random.below(5) - 2)] })],
    [1, () => ({ [random.pick(['$first', '$last', '$reverseArray'])]: [safeArray()] })],
    [1, () => ({ $concatArrays: [safeArray(), array()] })],
    [
      1,
      () => ({
        $slice: random.chance(0.5)
          ? [safeArray(), int(random.below(5) - 2)]
          : [safeArray(), int(random.below(5) - 2), int(1 + random.below(2))],
      }),
    ],
    [1, () => ({ $indexOfArray: [safeArray(), operand()] })],
    [1, () => ({ $size: { $setUnion: [safeArray(), array()] } })],
    [1, () => ({ $size: { $setIntersection: [safeArray(), safeArray()] } })],
    [1, () => ({ $setIsSubset: [safeArray(), safeArray()] })],
    [1, () => ({ [random.pick(['$anyElementTrue', '$allElementsTrue'])]: [safeArray()] })],
    [
      1,
      () => ({
        $map: {
          input: safeArray(),
          as: 'v',
          in: random.pick<unknown>(['$$v', '$$v.x', { $eq: ['$$v', operand()] }, ['$$v', '$a']]),
        },
      }),
    ],
    [
      1,
      () => ({
        $filter: {
          input: safeArray(),
          as: 'v',
          cond: random.pick<unknown>(['$$v', { $gt: ['$$v', operand()] }, '$$v.x']),
        },
      }),
    ],
    [
      1,
      () => ({
        $reduce: { input: safeArray(), initialValue: [], in: { $concatArrays: [['$$this'], '$$value'] } },
      }),
    ],
    [1, () => ({ $let: { vars: { v: operand() }, in: { $eq: ['$$v', operand()] } } })],
    [
      1,
      () => ({
        $mergeObjects: [{ $cond: [{ $eq: [{ $type: '$e' }, 'object'] }, '$e', null] }, { x: operand() }],
      }),
    ],
    [
      1,
      () => ({ $objectToArray: { $cond: [{ $eq: [{ $type: '$e' }, 'object'] }, '$e', { k: operand() }] } }),
    ],
    [1, () => ({ x: operand(), y: operand() })],
    [1, () => [operand(), operand()]],
    [0.5, () => ({ $getField: random.pick(['a', 'e', 'q']) })],
    [0.2, () => '$$nothing'],
    [0.2, () => ({ $nothing: operand() })],
  ])
}

/** Not written as a literal: what has a `then` looks like a promise. */
const branch = (...parts: readonly [test: unknown, value: unknown]): Document =>
  Object.fromEntries(['case', 'then'].map((name, at) => [name, parts[at]]))

const path = (random: Random) => `$${random.pick([...PATHS, '_id'])}`

export const addedFields = (random: Random): Document =>
  Object.fromEntries(
    random.list(
      1 + random.below(2),
      () => [random.pick(['g', 'a', 'b', 'h', 'n', 'e.x', 'e.w', 'f.w', 'd.w']), expression(random)] as const,
    ),
  )

export function projectedFields(random: Random): Document {
  const paths = random.some(PATHS, 1, 3)
  const isExclusion = random.chance(0.4)
  return {
    ...(random.chance(0.15) ? { _id: random.pick([0, 1, false, true]) } : {}),
    ...Object.fromEntries(paths.map((name) => [name, isExclusion ? 0 : 1])),
    ...(!isExclusion && random.chance(0.3) ? { g: expression(random) } : {}),
  }
}

/** What `find` takes beside fields. */
export function projection(random: Random): Document {
  return random.weighted<Document>([
    [6, () => projectedFields(random)],
    [
      1,
      () => ({
        [random.pick(['d', 'f', 'e.z'])]: {
          $slice: random.chance(0.5)
            ? int(random.below(5) - 2)
            : [int(random.below(5) - 2), int(1 + random.below(2))],
        },
      }),
    ],
    [1, () => ({ d: { $elemMatch: { $gte: smallNumber(random) } } })],
    [1, () => ({ a: 1, f: { $elemMatch: { x: valueFor(random, 'a') } } })],
  ])
}

/** Pipelines whose answer is laid down: what depends on an order comes after a sort without ties. */
export function pipeline(random: Random, collections: readonly string[]): Document[] {
  const stages: Document[] = []
  if (random.chance(0.6)) stages.push({ $match: filter(random) })
  if (random.chance(0.3)) stages.push({ [random.pick(['$set', '$addFields'])]: addedFields(random) })
  // One path only: two arrays side by side are refused, but perhaps not before a later `$match`.
  stages.push({ $sort: totalSort(random, 1) })
  // At once: whether a stage is asked about what a later limit drops is left open.
  if (random.chance(0.15)) stages.push({ $limit: int(1 + random.below(6)) })
  const count = random.below(4)
  for (let n = 0; n < count; n += 1) {
    const stage = laterStage(random, collections)
    stages.push(...stage)
    if (stage.some((one) => '$group' in one || '$sortByCount' in one)) break
  }
  return stages
}

function laterStage(random: Random, collections: readonly string[]): Document[] {
  return random.weighted<Document[]>([
    [2, () => [{ $match: filter(random) }]],
    [3, () => [{ [random.pick(['$set', '$addFields'])]: addedFields(random) }]],
    [2, () => [{ $project: projectedFields(random) }]],
    [1, () => [{ $unset: random.some(PATHS, 1, 1) }]],
    [1, () => [{ $skip: int(random.below(4)) }]],
    [3, () => [{ $unwind: unwinding(random) }]],
    [4, () => [grouping(random)]],
    [1, () => [{ $sortByCount: path(random) }]],
    [1, () => [{ $count: 'g' }]],
    [
      1,
      () => [
        { $replaceWith: { $cond: [{ $eq: [{ $type: '$e' }, 'object'] }, '$e', { r: expression(random) }] } },
      ],
    ],
    [
      1,
      () => [{ $bucket: { groupBy: path(random), boundaries: [int(0), int(1), int(3)], default: 'rest' } }],
    ],
    [1, () => [{ $facet: { one: [{ $limit: int(2) }], two: [{ $count: 'n' }] } }]],
    [
      2,
      () => [
        {
          $lookup: {
            from: random.pick(collections),
            localField: random.pick(['a', 'b', 'n', 'd', '_id']),
            foreignField: random.pick(['a', '_id', 'd', 'e.x', 'f.x']),
            pipeline: [{ $sort: { _id: 1 } }, { $project: { a: 1 } }, { $limit: int(3) }],
            as: 'j',
          },
        },
      ],
    ],
  ])
}

function unwinding(random: Random): unknown {
  const target = `$${random.pick(['d', 'f', 'a', 'c', 'e.z'])}`
  if (random.chance(0.4)) return target
  return {
    path: target,
    preserveNullAndEmptyArrays: random.chance(0.7),
    ...(random.chance(0.5) ? { includeArrayIndex: 'i' } : {}),
  }
}

function grouping(random: Random): Document {
  const plain = { $cond: [{ $eq: [{ $type: '$n' }, 'decimal'] }, null, '$n'] }
  return {
    $group: {
      _id: random.weighted<unknown>([
        [4, () => path(random)],
        [1, () => null],
        [1, () => ({ p: path(random), q: path(random) })],
        [1, () => expression(random)],
      ]),
      g: random.weighted<unknown>([
        [2, () => ({ $sum: random.pick<unknown>([int(1), plain, '$a', number(random)]) })],
        [
          1,
          () => ({
            $avg: random.pick([
              plain,
              { $strLenCP: { $cond: [{ $eq: [{ $type: '$s' }, 'string'] }, '$s', 'a'] } },
            ]),
          }),
        ],
        [
          2,
          () => ({
            [random.pick(['$min', '$max', '$first', '$last', '$push', '$addToSet'])]: random.chance(0.7)
              ? path(random)
              : expression(random),
          }),
        ],
        [1, () => ({ $count: {} })],
      ]),
      h: { [random.pick(['$first', '$last', '$max'])]: path(random) },
    },
  }
}
