import { EJSON } from 'bson'
import { MongoFault } from '../errors.ts'
import { decode, encode } from './values.ts'

/** Help for tests: values in the form they have when they come off the wire. */
export function stored<T>(value: T): T {
  return decode(encode({ value }))['value'] as T
}

/** Canonical Extended JSON: shows the type of every number. */
export function shown(value: unknown): string {
  return value === undefined ? 'missing' : EJSON.stringify(value, { relaxed: false })
}

/** The code name and message of the fault something throws, or what it returns. */
export function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (error instanceof MongoFault) return `${error.codeName} ${error.message}`
    throw error
  }
}
