import { Int32 } from 'bson'
import type { Document } from 'mongodb'
import type { Random } from './random.ts'
import { any, document, id, nested, number, PATHS, scalar, smallNumber, valueFor } from './generate-values.ts'
import { addedFields, projectedFields } from './generate-pipelines.ts'

export interface GeneratedUpdate {
  readonly update: Document | Document[]
  readonly arrayFilters?: Document[]
  /** A condition that finds an element for the positional `$`. */
  readonly condition?: Document
}

const WHERE_SCALARS = ['a', 'b', 'c', 'n', 'e.x', 'e.y', 'e.z', 'a.x', 'g', 'g.x.y'] as const
const WHERE_LISTS = ['d', 'd', 'd', 'f', 'c', 'e.z', 'h'] as const

export function update(random: Random, isMulti: boolean): GeneratedUpdate {
  return random.weighted<GeneratedUpdate>([
    [isMulti ? 0 : 2, () => ({ update: replacement(random) })],
    [2, () => ({ update: stages(random) })],
    [10, () => ({ update: operators(random) })],
    [2, () => throughFilters(random)],
    [1, () => throughAll(random)],
    [2, () => positional(random)],
  ])
}

function replacement(random: Random): Document {
  const { _id, ...rest } = document(random)
  return random.chance(0.2) ? { _id, ...rest } : rest
}

function stages(random: Random): Document[] {
  return random.list(1 + random.below(2), () =>
    random.weighted<Document>([
      [6, () => ({ [random.pick(['$set', '$addFields'])]: addedFields(random) })],
      [2, () => ({ $unset: random.some(PATHS, 1, 1) })],
      [1, () => ({ $project: projectedFields(random) })],
      [1, () => ({ $replaceWith: { $mergeObjects: ['$$ROOT', { a: '$b', g: '$e' }] } })],
    ]),
  )
}

/** Several operators, now and then on paths that contradict each other. */
function operators(random: Random): Document {
  const result: Document = {}
  const count = random.pick([1, 1, 1, 2, 3])
  for (let n = 0; n < count; n += 1) {
    const [operator, path, argument] = operatorOn(random)
    result[operator] = { ...(result[operator] as Document | undefined), [path]: argument }
  }
  return result
}

function operatorOn(random: Random): [string, string, unknown] {
  const at = random.pick(WHERE_SCALARS)
  const inList = random.pick(WHERE_LISTS)
  return random.weighted<[string, string, unknown]>([
    [6, () => ['$set', at, any(random)]],
    [1, () => ['$set', random.pick(['d.0', 'd.1', 'd.3', 'f.0.x', 'f.1.y']), scalar(random)]],
    [0.3, () => ['$set', '_id', id(random)]],
    [3, () => ['$unset', random.pick([...PATHS, 'd.0']), '']],
    [1, () => ['$setOnInsert', at, scalar(random)]],
    [4, () => ['$inc', random.chance(0.6) ? 'n' : at, number(random)]],
    [2, () => ['$mul', random.chance(0.6) ? 'n' : at, number(random)]],
    [3, () => [random.pick(['$min', '$max']), at, valueFor(random, at)]],
    [
      1,
      () => [
        '$rename',
        random.pick(['a', 'b', 'd', 'f.x', 'e.y', 'a.x', 'c']),
        random.pick(['g', 'n', 'e.x', 'e.w', 'h']),
      ],
    ],
    [1, () => ['$bit', at, { [random.pick(['and', 'or', 'xor'])]: new Int32(random.below(4)) }]],
    [4, () => ['$push', inList, random.chance(0.4) ? element(random, inList) : pushed(random, inList)]],
    [
      3,
      () => [
        '$addToSet',
        inList,
        random.chance(0.5)
          ? element(random, inList)
          : { $each: random.list(random.below(4), () => element(random, inList)) },
      ],
    ],
    [2, () => ['$pop', inList, new Int32(random.pick([1, -1]))]],
    [3, () => ['$pull', inList, culled(random, inList)]],
    [1, () => ['$pullAll', inList, random.list(random.below(3), () => element(random, inList))]],
  ])
}

const element = (random: Random, path: string): unknown =>
  path === 'f' ? nested(random) : random.chance(0.7) ? smallNumber(random) : any(random, 1)

function pushed(random: Random, path: string): Document {
  return {
    $each: random.list(random.below(4), () => element(random, path)),
    ...(random.chance(0.4) ? { $position: new Int32(random.below(5) - 2) } : {}),
    ...(random.chance(0.4) ? { $slice: new Int32(random.below(7) - 3) } : {}),
    ...(random.chance(0.4)
      ? { $sort: path === 'f' ? { x: new Int32(random.pick([1, -1])) } : new Int32(random.pick([1, -1])) }
      : {}),
  }
}

function culled(random: Random, path: string): unknown {
  return random.weighted<unknown>([
    [3, () => element(random, path)],
    [2, () => ({ [random.pick(['$gt', '$gte', '$lt', '$ne'])]: smallNumber(random) })],
    [1, () => ({ $in: random.list(random.below(3), () => element(random, path)) })],
    [
      path === 'f' ? 5 : 1,
      () => ({ x: random.chance(0.5) ? smallNumber(random) : { $gte: smallNumber(random) } }),
    ],
  ])
}

function throughFilters(random: Random): GeneratedUpdate {
  const isDocuments = random.chance(0.5)
  return isDocuments
    ? {
        update: random.pick([
          { $set: { 'f.$[i].x': scalar(random) } },
          { $inc: { 'f.$[i].x': smallNumber(random) }, $set: { 'f.$[i].y': scalar(random) } },
          { $unset: { 'f.$[i].y': '' } },
          { $push: { 'f.$[i].z': smallNumber(random) } },
        ]),
        arrayFilters: [{ 'i.x': random.chance(0.5) ? smallNumber(random) : { $gte: smallNumber(random) } }],
      }
    : {
        update: random.pick([
          { $set: { 'd.$[i]': scalar(random) } },
          { $inc: { 'd.$[i]': smallNumber(random) } },
          { $unset: { 'd.$[i]': '' } },
          { $set: { 'd.$[j]': scalar(random) } },
        ]),
        arrayFilters: [{ i: random.chance(0.5) ? smallNumber(random) : { $gt: smallNumber(random) } }],
      }
}

function throughAll(random: Random): GeneratedUpdate {
  return {
    update: random.pick<Document>([
      { $inc: { 'd.$[]': smallNumber(random) } },
      { $set: { 'f.$[].y': scalar(random) } },
      { $set: { 'f.$[].x': scalar(random), 'f.$[].y': scalar(random) } },
      { $max: { 'd.$[]': smallNumber(random) } },
    ]),
  }
}

function positional(random: Random): GeneratedUpdate {
  return random.chance(0.5)
    ? {
        condition: { d: random.chance(0.5) ? smallNumber(random) : { $gte: smallNumber(random) } },
        update: { [random.pick(['$set', '$inc', '$max'])]: { 'd.$': smallNumber(random) } },
      }
    : {
        condition: random.pick([
          { 'f.x': smallNumber(random) },
          { f: { $elemMatch: { x: { $gte: smallNumber(random) } } } },
        ]),
        update: random.pick([
          { $set: { 'f.$.y': scalar(random) } },
          { $unset: { 'f.$.x': '' } },
          { $set: { 'f.$': nested(random) } },
        ]),
      }
}
