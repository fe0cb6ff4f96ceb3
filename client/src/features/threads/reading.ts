import type { Contribution } from '@augenhoehe/contracts'

export type Entry =
  | { kind: 'day'; id: string; at: string }
  | { kind: 'unread'; id: string }
  | { kind: 'event'; id: string; contribution: Contribution }
  | { kind: 'message'; id: string; contribution: Contribution; grouped: boolean }

const groupMs = 5 * 60_000

const dayOf = (iso: string) => new Date(iso).toDateString()

/** Same voice within minutes: no second head. */
function continues(before: Contribution | undefined, next: Contribution): boolean {
  return (
    before !== undefined &&
    before.type !== 'system' &&
    before.authorId === next.authorId &&
    before.actingOrganisationId === next.actingOrganisationId &&
    next.type === null &&
    next.replyTo === null &&
    Date.parse(next.createdAt) - Date.parse(before.createdAt) < groupMs
  )
}

/** Days, the unread line and groups are how a list is read, not part of it. */
export function entriesOf(
  contributions: readonly Contribution[],
  readSeq: number | null,
  ownId: string | null,
): Entry[] {
  const entries: Entry[] = []
  let before: Contribution | undefined
  let marked = readSeq === null
  for (const contribution of contributions) {
    const { id, seq, createdAt } = contribution
    const newDay = before === undefined || dayOf(before.createdAt) !== dayOf(createdAt)
    if (newDay) entries.push({ kind: 'day', id: `day-${id}`, at: createdAt })
    const unread = !marked && seq !== null && seq > (readSeq ?? 0) && contribution.authorId !== ownId
    if (unread) {
      marked = true
      entries.push({ kind: 'unread', id: 'unread' })
    }
    const grouped = !newDay && !unread && continues(before, contribution)
    entries.push(
      contribution.type === 'system'
        ? { kind: 'event', id, contribution }
        : { kind: 'message', id, contribution, grouped },
    )
    before = contribution
  }
  return entries
}

export const highestSeq = (contributions: readonly Contribution[]) =>
  contributions.reduce((highest, { seq }) => Math.max(highest, seq ?? 0), 0)
