import type { Document } from '../bson/values.ts'
import { fault, MongoFault } from '../errors.ts'
import type { Steps } from '../storage/steps.ts'

const MAX_BATCH = 100_000

/** One statement's failure; those after it are left out when the batch is ordered. */
interface WriteError extends Document {
  readonly index: number
  readonly code: number
  readonly errmsg: string
}

/** Runs the statements of a batch one after the other, each on its own, collecting what fails. */
export function* runBatch<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => Steps<void>,
): Steps<WriteError[]> {
  const errors: WriteError[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      yield* run(statement, index)
    } catch (error) {
      // Time that is over is over for the whole command.
      if (!(error instanceof MongoFault) || error.codeName === 'MaxTimeMSExpired') throw error
      errors.push(writeError(index, error))
      if (ordered) break
    }
  }
  return errors
}

function writeError(index: number, { code, message, keyPattern, keyValue, details }: MongoFault): WriteError {
  return {
    index,
    code,
    errmsg: message,
    ...(keyPattern && { keyPattern }),
    ...(keyValue && { keyValue }),
    ...(details && { errInfo: details }),
  }
}

/** A command takes up to 100,000 statements, and at least one. */
export function assertBatchSize(size: number): void {
  if (size < 1 || size > MAX_BATCH) {
    throw fault(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${size} operations.`,
    )
  }
}

/** The answer to a batch. */
export function reply(fields: Document, errors: readonly WriteError[]): Document {
  return { ...fields, ...(errors.length > 0 ? { writeErrors: errors } : {}), ok: 1 }
}
