import type { Contribution, QueueEntry } from '@augenhoehe/contracts'

/** What can be decided; also what somebody else may have decided. */
export type Decision = 'publish' | 'reject' | 'hide' | 'remove' | 'lock' | 'dismiss' | 'upheld' | 'overturned'

/** `changed`: its words are others by now and want to be read again. `gone`: no longer in the queue. */
export interface Card {
  entry: QueueEntry
  status: 'open' | 'changed' | 'gone'
}

export const keyOf = ({ kind, id }: Pick<QueueEntry, 'kind' | 'id'>) => `${kind}.${id}`

/**
 * Lays what the server says over what somebody is looking at: cards keep their place and their words, whatever comes.
 * What is new, or was reported again, waits until it is asked for.
 */
export function lay(shown: readonly QueueEntry[], fresh: readonly QueueEntry[]) {
  const now = new Map(fresh.map((entry) => [keyOf(entry), entry]))
  const cards = shown.map((entry): Card => {
    const newer = now.get(keyOf(entry))
    if (!newer) return { entry, status: 'gone' }
    const { contribution, words, reports } = entry
    const kept = { ...newer, contribution, words, reports }
    const changed = newer.contribution?.rev !== contribution?.rev || newer.words !== words
    return { entry: kept, status: changed ? 'changed' : 'open' }
  })
  const known = new Map(shown.map((entry) => [keyOf(entry), entry]))
  const news = fresh.filter((entry) => {
    const before = known.get(keyOf(entry))
    return !before || entry.reports.length > before.reports.length
  }).length
  return { cards, news }
}

const byState: Partial<Record<Contribution['state'], Decision | 'withdrawn'>> = {
  hidden: 'hide',
  removed: 'remove',
  rejected: 'reject',
  withdrawn: 'withdrawn',
}

/** What somebody else decided, as far as the contribution and its thread tell. */
export function outcomeOf(
  { kind }: Pick<QueueEntry, 'kind'>,
  now: Pick<Contribution, 'state'> | null,
  locked: boolean,
): Decision | 'withdrawn' | 'unknown' {
  if (!now) return 'unknown'
  if (kind === 'appeal') return now.state === 'published' ? 'overturned' : 'upheld'
  const restricted = byState[now.state]
  if (restricted) return restricted
  if (now.state !== 'published') return 'unknown'
  if (kind === 'held') return 'publish'
  return locked ? 'lock' : 'dismiss'
}

export interface Wishes {
  kind: string
  roomId: string
  language: string
}

export const noWishes: Wishes = { kind: '', roomId: '', language: '' }

const base = (language: string | null) => language?.split('-')[0] ?? ''

export const fits = ({ kind, roomId, language }: QueueEntry, wishes: Wishes) =>
  (wishes.kind === '' || wishes.kind === kind) &&
  (wishes.roomId === '' || wishes.roomId === roomId) &&
  // What has no language may be in any.
  (wishes.language === '' || language === null || base(language) === wishes.language)

/** The languages that occur, each once. */
export const languagesOf = (entries: readonly QueueEntry[]) =>
  [...new Set(entries.map(({ language }) => base(language)))].filter(Boolean).toSorted()
