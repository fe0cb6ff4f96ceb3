import type { Contribution, ContributionState, Quoted } from '@augenhoehe/contracts'
import { toQuoted, type FollowReply, type Page, type Push } from '../state.ts'

export const people = ['author', 'other', 'moderator', 'visitor'] as const
export type Person = (typeof people)[number]

/** The model of the database: one log with a clock; every step is durable before anybody hears of it. */
export interface Log {
  head: number
  seq: number
  docs: Contribution[]
  /** Everything any document ever was, to judge what a reader shows. */
  history: Map<string, Contribution>
}

export interface Commit {
  afterRev: number
  rev: number
  docs: Contribution[]
}

export const emptyLog = (): Log => ({ head: 0, seq: 0, docs: [], history: new Map() })

const hex = (n: number) => n.toString(16).padStart(24, '0')

/** What one person may see of a document; null where it does not exist for them. */
export function view(doc: Contribution, person: Person): Contribution | null {
  const inside = person === 'moderator' || doc.authorId === person
  if (doc.seq === null && !inside) return null
  if (doc.state === 'withdrawn') return { ...doc, text: '', translations: [] }
  if (doc.state === 'hidden' && !inside)
    return {
      ...doc,
      text: '',
      translations: [],
      restriction: doc.restriction && { ...doc.restriction, reason: null },
    }
  return doc
}

/** What these refer to, as the person may see it now. */
const quotedBy = (log: Log, docs: readonly Contribution[], person: Person): Quoted[] =>
  seen(
    log.docs.filter(({ id }) => docs.some(({ replyTo }) => replyTo === id)),
    person,
  ).map(toQuoted)

const seen = (docs: readonly Contribution[], person: Person) =>
  docs.map((doc) => view(doc, person)).filter((doc) => doc !== null)

export const pushFor = (log: Log, commit: Commit, person: Person): Push => ({
  afterRev: commit.afterRev,
  rev: commit.rev,
  contributions: seen(commit.docs, person),
  quoted: quotedBy(log, commit.docs, person),
})

export function write(log: Log, change: Partial<Contribution>, doc?: Contribution): Contribution {
  const rev = ++log.head
  const next: Contribution = {
    ...(doc ?? blank(hex(log.docs.length + 1), rev)),
    ...change,
    rev,
  }
  if (next.seq === null && (next.state === 'published' || next.state === 'hidden')) next.seq = ++log.seq
  if (doc) log.docs[log.docs.findIndex(({ id }) => id === doc.id)] = next
  else log.docs.push(next)
  log.history.set(`${next.id} ${rev}`, next)
  return next
}

const blank = (id: string, rev: number): Contribution => ({
  id,
  threadId: hex(0),
  clientId: id,
  seq: null,
  rev,
  authorId: 'system',
  authorName: '',
  institution: null,
  actingOrganisationId: null,
  organisation: null,
  text: '',
  type: null,
  event: null,
  state: 'published',
  questionId: null,
  lang: null,
  replyTo: null,
  restriction: null,
  translations: [],
  createdAt: new Date(Date.UTC(2026, 0, 1) + rev * 1000).toISOString(),
  editedAt: null,
})

const translated = (text: string): Contribution['translations'][number] => ({
  id: hex(0),
  lang: 'de',
  text,
  authorId: 'translator',
  authorName: '',
  institution: null,
  organisation: null,
  outdated: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
})

const inState = (log: Log, ...states: ContributionState[]) =>
  log.docs.filter((doc) => doc.authorId !== 'system' && states.includes(doc.state))

/** What a moderator, or an author from elsewhere, may do to the log. */
export const deeds: readonly ((
  log: Log,
  pick: <T>(items: readonly T[]) => T | undefined,
) => Contribution | undefined)[] = [
  (log, pick) => change(log, pick(inState(log, 'published')), { text: `edited ${log.head}` }),
  (log, pick) =>
    change(log, pick(inState(log, 'published')), {
      translations: [translated(`translated ${log.head}`)],
    }),
  (log, pick) =>
    change(log, pick(inState(log, 'published')), {
      state: 'hidden',
      restriction: { rule: 'insult', reason: 'secret', statementId: null },
    }),
  (log, pick) => change(log, pick(inState(log, 'hidden')), { state: 'published', restriction: null }),
  (log, pick) => change(log, pick(inState(log, 'held')), { state: 'published' }),
  (log, pick) => change(log, pick(inState(log, 'held')), { state: 'published' }),
  (log, pick) =>
    change(log, pick(inState(log, 'held')), {
      state: 'rejected',
      restriction: { rule: 'off-topic', reason: 'secret', statementId: null },
    }),
  (log, pick) => change(log, pick(inState(log, 'published', 'held')), { state: 'withdrawn' }),
  (log) => write(log, { type: 'system', event: { kind: 'locked', reason: 'late' } }),
]

const change = (log: Log, doc: Contribution | undefined, to: Partial<Contribution>) =>
  doc && write(log, to, doc)

export type Where = { beforeSeq: number } | { afterSeq: number } | { aroundSeq: number } | undefined

/** Visible to the person, oldest first; a page that continues nothing brings along what has no place. */
export function readPage(log: Log, person: Person, limit: number, where?: Where): Page {
  const visible = seen(log.docs, person)
  const all = visible.filter(({ seq }) => seq !== null).sort((a, b) => a.seq! - b.seq!)
  let page = all.slice(-limit)
  if (where && 'beforeSeq' in where) page = all.filter(({ seq }) => seq! < where.beforeSeq).slice(-limit)
  if (where && 'afterSeq' in where) page = all.filter(({ seq }) => seq! > where.afterSeq).slice(0, limit)
  if (where && 'aroundSeq' in where) {
    const first = Math.max(1, Math.min(where.aroundSeq, all.length) - Math.floor(limit / 3))
    page = all.filter(({ seq }) => seq! >= first).slice(0, limit)
  }
  const continues = where && !('aroundSeq' in where)
  const before = where && 'afterSeq' in where ? where.afterSeq : 0
  const after = where && 'beforeSeq' in where ? where.beforeSeq - 1 : all.length
  const contributions = [...page, ...(continues ? [] : visible.filter(({ seq }) => seq === null))]
  return {
    contributions,
    quoted: quotedBy(log, contributions, person),
    rev: log.head,
    moreBefore: (page[0]?.seq ?? before + 1) > 1 && all.length > 0,
    lastSeq: all.length,
    moreAfter: (page.at(-1)?.seq ?? after) < all.length,
  }
}

export function readMissed(log: Log, person: Person, afterRev: number, limit: number): FollowReply {
  const missed = log.docs.filter(({ rev }) => rev > afterRev)
  if (missed.length > limit) return { missed: [], quoted: [], rev: log.head, reload: true }
  return { missed: seen(missed, person), quoted: quotedBy(log, missed, person), rev: log.head }
}
