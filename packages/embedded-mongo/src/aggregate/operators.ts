import type { Operator } from './expression.ts'
import { LOGIC } from './logic.ts'

/** Every expression operator this server knows; what is not here is refused. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(Object.entries({ ...LOGIC }))
