import { Pace } from './breath.ts'
import { isNaNValue } from './bson/numbers.ts'
import { fieldEntries, fieldNames, isDocument, typeOf, type Document } from './bson/values.ts'
import type { Statistics } from './executor.ts'
import type { IndexPlan, Plan } from './planner.ts'
import { isOperatorDocument } from './query/leaf-tests.ts'

/**
 * Whether the keys of an index alone tell which documents match: each document has one, and the intervals hold just
 * those the filter accepts. It is narrow on purpose; everything else is matched document by document.
 */
export function isCovered(plan: Plan, filter: Document): plan is IndexPlan {
  if (plan.kind !== 'index') return false
  const { index, bounds } = plan
  const isPlain = !index.sparse && !index.partial && !index.facts.truncated
  if (!isPlain || index.facts.multikey.includes(true)) return false
  const paths = fieldNames(filter)
  const bound = new Set(fieldNames(bounds))
  return (
    paths.length === bound.size &&
    paths.every((path) => bound.has(path)) &&
    fieldEntries(filter).every(([, condition]) => isExact(condition))
  )
}

/** How many keys there are in the intervals of a plan, with breaths in between. */
export function* keysIn(
  { index, intervals }: IndexPlan,
  statistics: Statistics,
): Generator<null, void, void> {
  const pace = new Pace()
  for (const { start, end } of intervals) {
    for (const _ of index.scan(start, end, false)) {
      statistics.keysExamined += 1
      if (pace.isDue()) yield null
    }
  }
}

/** A condition that accepts exactly what lies between its bounds in the order of keys. */
function isExact(condition: unknown): boolean {
  if (!isOperatorDocument(condition)) return isSimple(condition)
  const names = fieldNames(condition)
  if (names.length === 1 && names[0] === '$eq') return isSimple(condition['$eq'])
  if (names.length === 1 && names[0] === '$in') {
    const values = condition['$in']
    return Array.isArray(values) && values.every(isSimple)
  }
  const lower = names.filter((name) => name === '$gt' || name === '$gte')
  const upper = names.filter((name) => name === '$lt' || name === '$lte')
  if (lower.length > 1 || upper.length > 1 || lower.length + upper.length < names.length) return false
  const types = new Set(names.map((name) => simpleType(condition[name])))
  return types.size === 1 && !types.has(undefined)
}

const isSimple = (value: unknown): boolean => simpleType(value) !== undefined

const LONGEST = 500

/** The kind of a value that a key shows whole and that equals nothing of another kind. */
function simpleType(value: unknown): string | undefined {
  if (isDocument(value)) return undefined
  const type = typeOf(value)
  if (type === 'string') return (value as string).length <= LONGEST ? type : undefined
  if (isNaNValue(value)) return undefined
  if (['int', 'long', 'double', 'decimal'].includes(type)) return 'number'
  return ['objectId', 'bool', 'date'].includes(type) ? type : undefined
}
