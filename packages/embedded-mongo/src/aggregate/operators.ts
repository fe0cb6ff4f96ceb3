import { ARITHMETIC } from './arithmetic.ts'
import { DATES } from './dates.ts'
import type { Operator } from './expression.ts'
import { LISTS } from './lists.ts'
import { LOGIC } from './logic.ts'
import { OBJECTS } from './objects.ts'
import { TEXT } from './text.ts'
import { CONVERSIONS } from './conversions.ts'

let operators: ReadonlyMap<string, Operator> | undefined

/** The expression operator of that name; what is not known here is refused. */
export function operatorNamed(name: string): Operator | undefined {
  // Built on first use: the modules of the operators need the compiler, which needs this one.
  operators ??= new Map(
    Object.entries({
      ...LOGIC,
      ...ARITHMETIC,
      ...TEXT,
      ...LISTS,
      ...OBJECTS,
      ...CONVERSIONS,
      ...DATES,
    }),
  )
  return operators.get(name)
}
