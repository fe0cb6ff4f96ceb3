import type { z } from 'zod'
import { refuse } from './errors.ts'

/** Where a page ended, opaque to whoever hands it back. */
export const toCursor = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')

/** Reads a cursor that came in; whatever it was, it has the given form afterwards. */
export function fromCursor<S extends z.ZodType>(form: S, cursor: string): z.output<S> {
  try {
    return form.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse('request.invalid', { fields: { cursor: ['not a cursor'] } })
  }
}
