import type { AllOperations, Contribution, ContributionState, Parsed, Quoted } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Head } from './log.ts'
import { Contributions, type ContributionDoc, type ThreadDoc } from './model.ts'
import { maySee, type Standing } from './policy.ts'
import { toContribution, toQuoted, type Names } from './present.ts'

interface Needs {
  mustRead: (actor: Actor, threadId: string) => Promise<{ thread: ThreadDoc; standing: Standing }>
  readHead: (threadId: string) => Promise<Head>
  namesOf: (docs: readonly ContributionDoc[]) => Promise<Names>
}

type Asked = Omit<Parsed<AllOperations['threads.contributions']>, 'afterRev'>

/** What a page may weigh as JSON, with room for what stands around the contributions. */
const pageBytes = 60_000 - 500
/** Of it for what waits for a decision. */
const waitingBytes = 20_000
const mostWaiting = 100
/** What a follower is sent after a gap; more is loaded anew. */
const catchUpBytes = 1_000_000
export const catchUpPage = 200

/** Pages of a thread: places have no gaps, so that every page is a range of them. */
export function createPages({ mustRead, readHead, namesOf }: Needs) {
  /** What these refer to, by id, as far as this reader may see it. */
  async function quotedBy(
    docs: readonly ContributionDoc[],
  ): Promise<{ docs: ContributionDoc[]; names: Names }> {
    const ids = new Set(docs.flatMap(({ replyTo }) => replyTo ?? []))
    const threadId = docs[0]?.threadId
    const found =
      ids.size === 0 || !threadId
        ? []
        : await Contributions.find({ _id: trusted({ $in: [...ids] }), threadId }).lean<ContributionDoc[]>()
    return { docs: found, names: await namesOf([...docs, ...found]) }
  }

  /** As this reader sees them, with what each refers to. */
  async function shown(docs: readonly ContributionDoc[], standing: Standing) {
    const quotes = await quotedBy(docs)
    const quoted = new Map(
      quotes.docs
        .filter((doc) => maySee(standing, doc))
        .map((doc) => [String(doc._id), toQuoted(doc, standing, quotes.names)]),
    )
    return docs.map((doc) => ({
      doc,
      contribution: toContribution(doc, standing, quotes.names),
      quote: doc.replyTo ? quoted.get(doc.replyTo) : undefined,
    }))
  }
  type Shown = Awaited<ReturnType<typeof shown>>[number]

  const bytesOf = ({ contribution, quote }: Shown) =>
    Buffer.byteLength(JSON.stringify(contribution)) +
    (quote ? Buffer.byteLength(JSON.stringify(quote)) : 0) +
    2

  function answer(entries: readonly Shown[]): { contributions: Contribution[]; quoted: Quoted[] } {
    const here = new Set(entries.map(({ contribution }) => contribution.id))
    const quoted = new Map(entries.flatMap(({ quote }) => (quote ? [[quote.id, quote] as const] : [])))
    return {
      contributions: entries.map(({ contribution }) => contribution),
      quoted: [...quoted.values()].filter(({ id }) => !here.has(id)),
    }
  }

  /** The first place whose contribution was written then or later; the last one if there is none. */
  async function placeAt(thread: ThreadDoc, time: Date, head: Head): Promise<number> {
    let [low, high] = [1, head.seq]
    while (low < high) {
      const middle = (low + high) >> 1
      const doc = await Contributions.findOne({ threadId: thread._id, seq: middle }, { createdAt: 1 }).lean()
      if (doc && doc.createdAt < time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The place a page was asked around, and the contribution where one was named. */
  async function aimOf(
    { aroundSeq, aroundId, at }: Asked,
    thread: ThreadDoc,
    standing: Standing,
    head: Head,
  ): Promise<{ seq?: number; doc?: ContributionDoc }> {
    if (aroundId !== undefined) {
      const doc = await Contributions.findOne({
        _id: aroundId,
        threadId: thread._id,
      }).lean<ContributionDoc>()
      if (!doc || !maySee(standing, doc)) throw refuse('not-found')
      if (doc.seq) return { seq: doc.seq, doc }
      // What waits stands at the end; what was decided before it had a place stands where it was written.
      return doc.state === 'held' ? { doc } : { seq: await placeAt(thread, doc.createdAt, head), doc }
    }
    if (at !== undefined) return { seq: await placeAt(thread, new Date(at), head) }
    return aroundSeq === undefined ? {} : { seq: Math.min(aroundSeq, Math.max(1, head.seq)) }
  }

  return {
    quotedBy,

    /** A range of places, oldest first; a page that is no continuation brings along what waits for a decision. */
    async page(actor: Actor, asked: Asked) {
      const { beforeSeq, afterSeq, aroundSeq, aroundId, at, limit } = asked
      const directions = [beforeSeq, afterSeq, aroundSeq, aroundId, at].filter((one) => one !== undefined)
      if (directions.length > 1)
        throw refuse('request.invalid', { fields: { limit: ['one place at a time'] } })
      const { thread, standing } = await mustRead(actor, asked.threadId)
      // Clock first, data second: never claim more than is sent.
      const head = await readHead(asked.threadId)
      const aim = await aimOf(asked, thread, standing, head)
      const range = rangeOf({ beforeSeq, afterSeq, around: aim.seq, limit })
      const found = await Contributions.find({ threadId: thread._id, seq: trusted(range.seq) })
        .sort({ seq: range.sort })
        .limit(limit)
        .lean<ContributionDoc[]>()
      if (range.sort === -1) found.reverse()

      const beside =
        beforeSeq === undefined && afterSeq === undefined
          ? withinBytes(
              await shown(await waiting(thread, standing, aim.doc), standing),
              waitingBytes,
              'end',
              bytesOf,
            )
          : []
      const room = pageBytes - beside.reduce((sum, one) => sum + bytesOf(one), 0)
      const from = aim.seq === undefined ? (afterSeq === undefined ? 'end' : 'start') : aim.seq
      const placed = withinBytes(await shown(found, standing), room, from, bytesOf)

      const first = placed[0]?.doc.seq ?? (afterSeq === undefined ? 1 : afterSeq + 1)
      const last = placed.at(-1)?.doc.seq ?? (beforeSeq === undefined ? head.seq : beforeSeq - 1)
      const moreBefore = first > 1 && head.seq > 0
      const moreAfter = last < head.seq
      const target = aim.doc ?? placed.find(({ doc }) => doc.seq === aim.seq)?.doc
      return {
        ...answer([...placed, ...beside]),
        rev: head.rev,
        more: afterSeq === undefined ? moreBefore || (aim.seq !== undefined && moreAfter) : moreAfter,
        moreBefore,
        moreAfter,
        lastSeq: head.seq,
        target: target ? { id: String(target._id), seq: target.seq ?? null } : null,
      }
    },

    /** What changed after a clock reading: what a client asks after any gap. */
    async changesSince(
      actor: Actor,
      threadId: string,
      afterRev: number,
      { limit = catchUpPage, bytes = catchUpBytes } = {},
    ) {
      const { thread, standing } = await mustRead(actor, threadId)
      const docs = await Contributions.find({ threadId: thread._id, rev: trusted({ $gt: afterRev }) })
        .sort({ rev: 1 })
        .limit(limit + 1)
        .lean<ContributionDoc[]>()
      const entries = await shown(docs.slice(0, limit), standing)
      const page = withinBytes(entries, bytes, 'start', (entry) =>
        maySee(standing, entry.doc) ? bytesOf(entry) : 0,
      )
      // Nothing new reaches as far as was asked and no further: what is written after the reading must not be
      // counted as sent. Only a clock that is ahead of ours is set back.
      const rev = page.at(-1)?.doc.rev ?? Math.min(afterRev, (await readHead(threadId)).rev)
      const more = docs.length > page.length
      return {
        ...answer(page.filter(({ doc }) => maySee(standing, doc))),
        rev,
        more,
        moreBefore: false,
        moreAfter: more,
        lastSeq: Math.max(0, ...page.map(({ doc }) => doc.seq ?? 0)),
        target: null,
      }
    },

    pageBytes,
  }
}

interface Wanted {
  beforeSeq: number | undefined
  afterSeq: number | undefined
  around: number | undefined
  limit: number
}

/** Which places; around one a third of the page lies before it. */
function rangeOf({ beforeSeq, afterSeq, around, limit }: Wanted): {
  seq: Record<string, number>
  sort: 1 | -1
} {
  if (around !== undefined) return { seq: { $gte: Math.max(1, around - Math.floor(limit / 3)) }, sort: 1 }
  if (afterSeq !== undefined) return { seq: { $gt: afterSeq }, sort: 1 }
  return { seq: beforeSeq === undefined ? { $gt: 0 } : { $gt: 0, $lt: beforeSeq }, sort: -1 }
}

/** The longest run around the start, the end or a place that weighs no more; at least one, so that every page goes on. */
function withinBytes<T extends { doc: ContributionDoc }>(
  entries: readonly T[],
  most: number,
  from: 'start' | 'end' | number,
  bytesOf: (entry: T) => number,
): T[] {
  if (entries.length === 0) return []
  const sizes = entries.map(bytesOf)
  const aimed = typeof from === 'number' ? entries.findIndex(({ doc }) => (doc.seq ?? 0) >= from) : -1
  const anchor = from === 'start' ? 0 : aimed === -1 ? entries.length - 1 : aimed
  let [first, last, left] = [anchor, anchor, most - sizes[anchor]!]
  for (;;) {
    const above = first > 0 && sizes[first - 1]! <= left
    const below = last < sizes.length - 1 && sizes[last + 1]! <= left
    if (!above && !below) return entries.slice(first, last + 1)
    // Two after for each before it: people read on.
    if (below && (!above || last - anchor < 2 * (anchor - first + 1))) left -= sizes[++last]!
    else left -= sizes[--first]!
  }
}

/** What has no place yet and this reader may see: all of it for moderators, their own for authors; and one asked for. */
async function waiting(
  thread: ThreadDoc,
  standing: Standing,
  wanted: ContributionDoc | undefined,
): Promise<ContributionDoc[]> {
  if (standing.userId === null) return []
  const mine: { authorId?: string } = standing.moderator ? {} : { authorId: standing.userId }
  const states: ContributionState[] = ['held', 'rejected', 'withdrawn']
  const docs = await Contributions.find({
    threadId: thread._id,
    ...mine,
    state: trusted({ $in: states }),
    seq: trusted({ $exists: false }),
  })
    .sort({ createdAt: -1 })
    .limit(mostWaiting)
    .lean<ContributionDoc[]>()
  const others = docs.reverse().filter(({ _id }) => !wanted?._id.equals(_id))
  return wanted && !wanted.seq ? [...others, wanted] : others
}
