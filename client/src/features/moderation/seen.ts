import type { Statement } from '@augenhoehe/contracts'

/** When something about a decision last happened. */
export const lastMoved = ({ decidedAt, appeal }: Statement) => appeal?.decision?.at ?? decidedAt

/** What the reader has not seen on this device; that first words wait is said in the thread itself. */
export const isNew = (statement: Statement, seen: string | null) =>
  statement.kind !== 'hold' && (seen === null || lastMoved(statement) > seen)
