import type { Contribution } from '@augenhoehe/contracts'

/** One place of the list: a contribution with what stands above it. */
export interface Item {
  id: string
  contribution: Contribution
  /** A day begins here. */
  day: boolean
  /** The first that one has not read. */
  unread: boolean
  /** Same voice within minutes: no second head. */
  grouped: boolean
}

const groupMs = 5 * 60_000

const dayOf = (iso: string) => new Date(iso).toDateString()

function continues(before: Contribution, next: Contribution): boolean {
  return (
    before.type !== 'system' &&
    before.authorId === next.authorId &&
    before.actingOrganisationId === next.actingOrganisationId &&
    before.oral?.speaker === next.oral?.speaker &&
    before.oral?.organisation?.slug === next.oral?.organisation?.slug &&
    next.type === null &&
    next.replyTo === null &&
    Date.parse(next.createdAt) - Date.parse(before.createdAt) < groupMs
  )
}

/** Days, the unread line and groups are how a list is read, not part of it. */
export function itemsOf(
  contributions: readonly Contribution[],
  readSeq: number | null,
  ownId: string | null,
): Item[] {
  let before: Contribution | undefined
  let marked = readSeq === null
  return contributions.map((contribution) => {
    const { id, seq, createdAt, authorId } = contribution
    const day = before === undefined || dayOf(before.createdAt) !== dayOf(createdAt)
    const unread = !marked && seq !== null && seq > (readSeq ?? 0) && authorId !== ownId
    marked ||= unread
    const grouped = !day && !unread && before !== undefined && continues(before, contribution)
    before = contribution
    return { id, contribution, day, unread, grouped }
  })
}
