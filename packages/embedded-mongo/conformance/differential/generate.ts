import { Int32 } from 'bson'
import type { Document } from 'mongodb'
import { filter, filterOfOne, partialSort, totalSort, validFilter } from './generate-filters.ts'
import { pipeline, projection } from './generate-pipelines.ts'
import { update } from './generate-updates.ts'
import { document, PATHS, smallNumber } from './generate-values.ts'
import type { Random } from './random.ts'

const COLLECTIONS = ['one', 'two'] as const
const int = (value: number) => new Int32(value)

/** Commands as they go over the wire; none of them depends on what another one answered. */
export function generateRound(random: Random, length: number): Document[] {
  const start = COLLECTIONS.flatMap((name) => [
    { insert: name, documents: random.list(5 + random.below(15), () => document(random)), ordered: false },
    createIndexes(random, name),
  ])
  return [...start, ...random.list(length - start.length, () => command(random))]
}

function command(random: Random): Document {
  const name = random.chance(0.75) ? COLLECTIONS[0] : COLLECTIONS[1]
  return random.weighted<Document>([
    [
      10,
      () => ({
        insert: name,
        documents: random.list(1 + random.below(4), () => document(random)),
        ordered: random.chance(0.5),
      }),
    ],
    [18, () => updateCommand(random, name)],
    [4, () => deleteCommand(random, name)],
    [8, () => findAndModify(random, name)],
    [24, () => find(random, name)],
    [
      3,
      () => ({
        count: name,
        query: filter(random),
        ...(random.chance(0.3) ? { skip: int(random.below(3)), limit: int(1 + random.below(5)) } : {}),
      }),
    ],
    [5, () => ({ distinct: name, key: random.pick([...PATHS, '_id']), query: filter(random) })],
    [
      14,
      () => ({
        aggregate: name,
        pipeline: pipeline(random, COLLECTIONS),
        cursor: random.chance(0.2) ? { batchSize: int(3) } : {},
      }),
    ],
    [4, () => createIndexes(random, name)],
    [1, () => ({ dropIndexes: name, index: random.chance(0.3) ? '*' : indexName(indexSpec(random)) })],
    [0.15, () => ({ drop: name })],
  ])
}

function indexSpec(random: Random): Document {
  const paths = random.shuffled(random.some([...PATHS], 1, random.pick([1, 1, 2, 3])))
  const key = Object.fromEntries(paths.map((path) => [path, int(random.pick([1, -1]))]))
  return {
    key,
    ...(random.chance(0.15) ? { unique: true } : {}),
    ...(random.chance(0.2)
      ? { sparse: true }
      : random.chance(0.2)
        ? { partialFilterExpression: covered(random) }
        : {}),
    ...(random.chance(0.07) ? { hidden: true } : {}),
  }
}

function covered(random: Random): Document {
  return random.pick<Document>([
    { a: { $gt: smallNumber(random) } },
    { b: { $exists: true } },
    { n: { $type: 'number' } },
    { a: smallNumber(random) },
    { s: { $gte: 'a' }, a: { $lte: int(2) } },
  ])
}

/** The same name only for the same index. */
function indexName({ key, ...options }: Document): string {
  return JSON.stringify([key, options]).replaceAll(/[^\w.-]+/g, '_')
}

function createIndexes(random: Random, name: string): Document {
  const specs = random.list(1 + random.below(2), () => indexSpec(random))
  return { createIndexes: name, indexes: specs.map((spec) => ({ ...spec, name: indexName(spec) })) }
}

const NATURAL = { $natural: int(1) }

function updateCommand(random: Random, name: string): Document {
  const updates = random.list(random.pick([1, 1, 1, 2, 3]), () => {
    const isMulti = random.chance(0.5)
    const generated = update(random, isMulti)
    const isOrdered = random.chance(0.7)
    return {
      q: { ...(isMulti ? validFilter(random) : filterOfOne(random)), ...generated.condition },
      u: generated.update,
      ...(isMulti ? { multi: true } : {}),
      ...(isMulti && isOrdered ? { hint: NATURAL } : {}),
      ...(!isMulti && random.chance(0.25) ? { upsert: true } : {}),
      ...(generated.arrayFilters ? { arrayFilters: generated.arrayFilters } : {}),
    }
  })
  return { update: name, updates, ordered: random.chance(0.6) }
}

function deleteCommand(random: Random, name: string): Document {
  const deletes = random.list(1 + random.below(2), () =>
    random.chance(0.7)
      ? { q: filterOfOne(random), limit: int(1) }
      : { q: { ...validFilter(random), n: smallNumber(random) }, limit: int(0) },
  )
  return { delete: name, deletes, ordered: random.chance(0.5) }
}

function findAndModify(random: Random, name: string): Document {
  const isUpsert = random.chance(0.2)
  const generated = update(random, false)
  const isRemoval = random.chance(0.2)
  return {
    findAndModify: name,
    query: isUpsert
      ? filterOfOne(random)
      : { ...validFilter(random), ...(isRemoval ? {} : generated.condition) },
    sort: totalSort(random, 1),
    ...(isRemoval
      ? { remove: true }
      : {
          update: generated.update,
          new: random.chance(0.5),
          ...(isUpsert ? { upsert: true } : {}),
          ...(generated.arrayFilters ? { arrayFilters: generated.arrayFilters } : {}),
        }),
    ...(random.chance(0.3) ? { fields: projection(random) } : {}),
  }
}

function find(random: Random, name: string): Document {
  const command = {
    find: name,
    filter: random.chance(0.9) ? validFilter(random) : {},
    ...(random.chance(0.1) ? { batchSize: int(2) } : {}),
  }
  const hint = random.weighted<Document>([
    [8, () => ({})],
    [2, () => ({ hint: NATURAL })],
    [0.2, () => ({ hint: 'nothing' })],
  ])
  return random.weighted<Document>([
    [3, () => ({ ...command, ...hint })],
    [0.3, () => ({ ...command, filter: filter(random) })],
    [2, () => ({ ...command, ...hint, projection: projection(random) })],
    [4, () => ({ ...command, ...hint, sort: partialSort(random) })],
    [
      4,
      () => ({
        ...command,
        ...hint,
        sort: totalSort(random),
        ...(random.chance(0.3) ? { projection: projection(random) } : {}),
        ...(random.chance(0.6) ? { limit: int(1 + random.below(6)) } : {}),
        ...(random.chance(0.3) ? { skip: int(random.below(4)) } : {}),
      }),
    ],
  ])
}
