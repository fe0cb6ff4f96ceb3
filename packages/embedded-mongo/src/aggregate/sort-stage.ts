import { sorted } from '../breath.ts'
import { isDocument, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileSortOrder } from '../query/sort.ts'
import { Budget, MAX_HELD_BYTES, sizeOf } from './flow.ts'
import type { Stage } from './stages.ts'

/** `$sort`; when a limit follows at once, only that many are kept. */
export function compileSortStage(argument: unknown, keep = 0): Stage {
  if (!isDocument(argument)) throw fault('Location15973', 'the $sort key specification must be an object')
  if (Object.keys(argument).length === 0)
    throw fault('Location15976', '$sort stage must have at least one sort key')
  const order = compileSortOrder(argument)
  const budget = sortBudget()
  return (input) =>
    sorted<Document, readonly unknown[]>(input, {
      keyOf: (document) => order.valuesOf(document),
      order: (a, b) => order.compare(a, b),
      bytesOf: sizeOf,
      keep,
      assertFits: (bytes) => budget.assertFits(bytes),
    })
}

/** For what holds documents in order to sort them. */
export function sortBudget(): Budget {
  return new Budget(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${MAX_HELD_BYTES} bytes, but did not opt in to external sorting.`,
  )
}
