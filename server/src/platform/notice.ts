import type { NoticeKind, NoticeReason } from '@augenhoehe/contracts'

/** What happened, for whom it matters: ids, never words. */
export interface Notice {
  to: readonly string[]
  /** Names what happened for ever: telling it again tells nobody twice. */
  key: string
  /** What it is about: its kind and id. */
  object: readonly [kind: string, id: string]
  kind: NoticeKind
  reason: NoticeReason
  /** What they follow, as `kind:target`, or the id of the association they run. */
  of?: string | null
  by?: { userId: string | null; organisationId: string | null } | null
  contribution?: { id: string; seq: number } | null
  until?: Date | null
  /** The capability writes a mail of its own: where it is wanted at this hour, or always, because it has to be sent. */
  ownMail?: 'wanted' | 'always'
}

/**
 * Tells people something on their own pages; harmless when repeated. Resolves to those whom the capability itself is
 * to write to now: the others do not want it, or not at this hour, and are written to later or in their digest.
 */
export type Tell = (notice: Notice) => Promise<ReadonlySet<string>>
