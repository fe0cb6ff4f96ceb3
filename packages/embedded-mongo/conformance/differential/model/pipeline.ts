import { Double, Int32, Long } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compile, isNullish, mergeObjects, sumOf, type Expression } from './expression.ts'
import { compileFilter } from './filter.ts'
import { isNumber, toDecimal, toDouble, widthOf } from './numbers.ts'
import { compareValues, equalityKey } from './order.ts'
import { compileAddFields, compileProjection, compileUnset } from './projection.ts'
import { BAD_VALUE, FAILED_TO_PARSE, refuse } from './refusal.ts'
import { parseSort, sortDocs } from './sort.ts'

export type Stage = (docs: readonly Doc[]) => Doc[]
/** The documents of another collection, for `$lookup`. */
export type Collections = (name: string) => readonly Doc[]

export function compilePipeline(stages: readonly Present[], collections: Collections): Stage {
  const compiled = stages.map((stage) => compileStage(stage, collections))
  return (docs) => compiled.reduce((result, stage) => stage(result), [...docs])
}

/** A pipeline as an update may hold it, for one document. */
export function parseUpdateStages(stages: readonly Present[]): (document: Doc) => Doc {
  const allowed = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']
  for (const stage of stages) {
    if (isDoc(stage) && ![...stage.keys()].every((name) => allowed.includes(name))) refuse(72)
  }
  const run = compilePipeline(stages, () => [])
  return (document) => run([document])[0] as Doc
}

const mapping =
  (change: (document: Doc) => Doc): Stage =>
  (docs) =>
    docs.map(change)

function compileStage(stage: Present, collections: Collections): Stage {
  const [name, argument] = (isDoc(stage) && stage.size === 1 && [...stage][0]) || refuse(40_323)
  switch (name) {
    case '$match': {
      const filter = compileFilter(mustBeDoc(argument))
      return (docs) => docs.filter((document) => filter(document))
    }
    case '$sort': {
      const sorting = parseSort(argument)
      return (docs) => sortDocs(docs, sorting)
    }
    case '$limit':
      return (docs) => docs.slice(0, toDouble(mustBeNumber(argument)))
    case '$skip':
      return (docs) => docs.slice(toDouble(mustBeNumber(argument)))
    case '$project': {
      const projection = compileProjection(mustBeDoc(argument), false)
      return mapping((document) => projection(document, undefined))
    }
    case '$set':
    case '$addFields':
      return mapping(compileAddFields(mustBeDoc(argument)))
    case '$unset':
      return mapping(compileUnset((isArray(argument) ? argument : [argument]) as string[]))
    case '$replaceWith':
      return replaceRoot(compile(argument))
    case '$replaceRoot':
      return replaceRoot(compile(mustBeDoc(argument).get('newRoot') as Present))
    case '$count':
      return (docs) => (docs.length === 0 ? [] : [new Map([[argument as string, new Int32(docs.length)]])])
    case '$unwind':
      return unwind(argument)
    case '$group':
      return group(mustBeDoc(argument))
    case '$sortByCount': {
      const expression = compile(argument)
      return (docs) => {
        const groups = grouped(docs, expression).map(
          ({ id, members }): Doc =>
            new Map([
              ['_id', id],
              ['count', new Int32(members.length)],
            ]),
        )
        return groups.toSorted((a, b) => compareValues(b.get('count'), a.get('count')))
      }
    }
    case '$bucket':
      return bucket(mustBeDoc(argument))
    case '$facet': {
      const facets = [...mustBeDoc(argument)].map(
        ([facet, inner]) => [facet, compilePipeline(inner as Present[], collections)] as const,
      )
      return (docs) => [new Map(facets.map(([facet, run]) => [facet, run(docs)]))]
    }
    case '$lookup':
      return lookup(mustBeDoc(argument), collections)
    default:
      return refuse(40_324)
  }
}

const mustBeDoc = (value: Value): Doc => (isDoc(value) ? value : refuse(FAILED_TO_PARSE))
const mustBeNumber = (value: Value) => (isNumber(value) ? value : refuse(BAD_VALUE))

function replaceRoot(expression: Expression): Stage {
  return mapping((document) => {
    const root = expression(document)
    return isDoc(root) ? root : refuse(40_228)
  })
}

function unwind(argument: Present): Stage {
  const options: Doc = isDoc(argument) ? argument : new Map([['path', argument]])
  const path = (options.get('path') as string).slice(1).split('.')
  const keeps = options.get('preserveNullAndEmptyArrays') === true
  const indexName = options.get('includeArrayIndex') as string | undefined
  const withIndex = (document: Doc, index: number | undefined): Doc => {
    if (indexName !== undefined) document.set(indexName, index === undefined ? null : longOf(index))
    return document
  }
  return (docs) =>
    docs.flatMap((document) => {
      const value = path.reduce<Value>((at, part) => (isDoc(at) ? at.get(part) : undefined), document)
      if (isArray(value) && value.length > 0) {
        return value.map((item, index) => withIndex(placed(document, path, item), index))
      }
      if (!isArray(value) && !isNullish(value)) return [withIndex(new Map(document), undefined)]
      if (!keeps) return []
      return [withIndex(isArray(value) ? placed(document, path, undefined) : new Map(document), undefined)]
    })
}

const longOf = (index: number): Present => Long.fromInt(index)

function placed(document: Doc, [first = '', ...rest]: readonly string[], value: Value): Doc {
  const copy = new Map(document)
  const next = rest.length === 0 ? value : placed(copy.get(first) as Doc, rest, value)
  if (next === undefined) copy.delete(first)
  else copy.set(first, next)
  return copy
}

function grouped(docs: readonly Doc[], expression: Expression): { id: Present; members: Doc[] }[] {
  const groups = new Map<string, { id: Present; members: Doc[] }>()
  for (const document of docs) {
    const id = expression(document) ?? null
    const key = equalityKey(id)
    const found = groups.get(key) ?? { id, members: [] }
    groups.set(key, found)
    found.members.push(document)
  }
  return [...groups.values()]
}

function group(source: Doc): Stage {
  const grouping = source.get('_id')
  const id = grouping === undefined ? refuse(15_955) : compile(grouping)
  const fields = [...source]
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => [name, accumulator(spec)] as const)
  return (docs) =>
    grouped(docs, id).map(
      ({ id: value, members }): Doc =>
        new Map([['_id', value], ...fields.map(([name, run]) => [name, run(members)] as const)]),
    )
}

function accumulator(spec: Present): (docs: readonly Doc[]) => Present {
  const [name, argument] = (isDoc(spec) && [...spec][0]) || refuse(40_234)
  if (isArray(argument)) return refuse(40_237)
  const expression = compile(argument)
  const fold = ACCUMULATORS[name] ?? refuse(15_952)
  return (docs) => fold(docs.map(expression))
}

const ACCUMULATORS: Readonly<Record<string, (values: Value[]) => Present>> = {
  $sum: (values) => sumOf(values),
  $avg: averageOf,
  $min: (values) => extreme(values, -1),
  $max: (values) => extreme(values, 1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => {
    const found = new Map<string, Present>()
    for (const value of values)
      if (value !== undefined && !found.has(equalityKey(value))) found.set(equalityKey(value), value)
    return [...found.values()]
  },
  $count: (values) => new Int32(values.length),
  $mergeObjects: mergeObjects,
}

export function averageOf(values: readonly Value[]): Present {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  const sum = sumOf(numbers)
  if (widthOf(sum) === 'decimal') return toDecimal(sum)
  return new Double(toDouble(sum) / numbers.length)
}

function extreme(values: readonly Value[], direction: 1 | -1): Present {
  let best: Value
  for (const value of values) {
    if (isNullish(value)) continue
    if (best === undefined || compareValues(value, best) * direction > 0) best = value
  }
  return best ?? null
}

function bucket(source: Doc): Stage {
  const expression = compile(source.get('groupBy') as Present)
  const boundaries = source.get('boundaries') as Present[]
  const fallback = source.get('default')
  return (docs) => {
    const placeOf = (document: Doc): Present => {
      const value = expression(document)
      const at = boundaries.findLastIndex((boundary) => compareValues(boundary, value) <= 0)
      if (at >= 0 && at < boundaries.length - 1) return boundaries[at] as Present
      return fallback ?? refuse(40_066)
    }
    return grouped(docs, placeOf)
      .map(
        ({ id, members }): Doc =>
          new Map([
            ['_id', id],
            ['count', new Int32(members.length)],
          ]),
      )
      .toSorted((a, b) => compareValues(a.get('_id'), b.get('_id')))
  }
}

function lookup(source: Doc, collections: Collections): Stage {
  const [from, local, foreign, as] = ['from', 'localField', 'foreignField', 'as'].map(
    (name) => source.get(name) as string,
  )
  const inner = source.get('pipeline')
  const run = isArray(inner) ? compilePipeline(inner, collections) : (docs: readonly Doc[]) => [...docs]
  return (docs) =>
    docs.map((document) => {
      const reachedValues = localValues(document, (local as string).split('.'))
      // Nothing at all, an empty array too, stands for null.
      const values = reachedValues.length === 0 ? [null] : reachedValues
      const filters = values.map((value) =>
        compileFilter(new Map([[foreign as string, new Map([['$eq', value]])]])),
      )
      const found = collections(from as string).filter((other) => filters.some((filter) => filter(other)))
      return new Map(document).set(as as string, run(found))
    })
}

/** What a local field stands for: its value or, of an array, its elements; null when there is none. */
function localValues(document: Doc, path: readonly string[]): Present[] {
  const walk = (value: Value, parts: readonly string[]): Present[] => {
    const [first, ...rest] = parts
    if (isArray(value))
      return value.flatMap((item) => (first === undefined ? [item] : isDoc(item) ? walk(item, parts) : []))
    if (first === undefined) return [value ?? null]
    return isDoc(value) ? walk(value.get(first), rest) : [null]
  }
  return walk(document, path)
}
