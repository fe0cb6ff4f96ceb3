import type { Log } from '../../platform/log.ts'
import type { Notice } from '../../platform/notice.ts'
import { createGathering } from '../../platform/together.ts'
import type { SessionNews } from '../live/index.ts'
import type { PublishedListing } from '../matching/index.ts'
import type { OrganisationFacts, Organisations } from '../organisations/index.ts'
import type { Results } from '../results/index.ts'
import {
  citedContributions,
  placedAfter,
  placedContributions,
  threadsSince,
  type PlacedContribution,
  type ThreadService,
} from '../threads/index.ts'
import type { FollowService, Target } from './follows.ts'
import { ToldThreads } from './model.ts'
import type { NoticeService } from './notices.ts'
import type { Preferences } from './policy.ts'

interface Needs {
  results: Pick<Results, 'concerning'>
  /** Whether somebody has a session on their screen at this moment. */
  isWatching: (userId: string, sessionId: string) => boolean
  threads: Pick<ThreadService, 'cases' | 'readBy'>
  organisations: Pick<Organisations, 'currentId' | 'adminsOf' | 'everOf'>
  preferencesOf: (userId: string) => Promise<Preferences>
  notices: NoticeService
  follows: FollowService
  now: () => Date
  log: Log
}

const gatherMs = 1000
/** Where people go on talking, nobody's count changes more often than this. */
const pauseMs = 5000
/** Thousands may have been written meanwhile; others have their turn in between. */
const lookedAtTogether = 500
/** More at once are told of by what was said last. */
const mostTold = 500
const mostRepaired = 500
const dayMs = 86_400_000

/** What is said in threads, told to those who follow them: gathered for a moment, because much may be said at once. */
export function createHappenings({
  threads,
  organisations,
  preferencesOf,
  notices,
  follows,
  results,
  isWatching,
  now,
  log,
}: Needs) {
  const working = new Set<Promise<void>>()
  const said = createGathering((threadId, ids) => track(contributionsPlaced(threadId, ids)), {
    waitMs: gatherMs,
    pauseMs,
    // It is told at the next start at the latest.
    onFailed: (error) => log.warn({ err: error }, 'what was said not told to followers'),
  })
  const read = createGathering(
    (threadId, marks) => {
      const readers = new Map<string, number>()
      for (const mark of marks) {
        const [userId = '', seq] = mark.split(' ')
        readers.set(userId, Math.max(Number(seq), readers.get(userId) ?? 0))
      }
      return track(notices.readThread(threadId, readers))
    },
    {
      waitMs: gatherMs,
      pauseMs,
      onFailed: (error) => log.warn({ err: error }, 'reading not noted in notices'),
    },
  )

  async function track(work: Promise<void>) {
    working.add(work)
    try {
      await work
    } finally {
      working.delete(work)
    }
  }

  async function contributionsPlaced(threadId: string, ids: readonly string[]) {
    let isNew = ids.length === 0
    for (let start = 0; start < ids.length; start += lookedAtTogether) {
      const placed = await placedContributions(ids.slice(start, start + lookedAtTogether))
      const gone = placed.filter(({ isShown }) => !isShown)
      if (gone.length > 0) await notices.forgetContributions(gone.map(({ id }) => id))
      isNew ||= placed.length > gone.length
    }
    if (isNew) await tellOf(threadId)
  }

  /** Tells of all that was said since the last time; what is told again tells nobody twice. */
  async function tellOf(threadId: string) {
    const thread = await threads.cases.thread(threadId)
    if (!thread) return
    const told = (await ToldThreads.findById(threadId).lean())?.seq ?? 0
    const placed = (await placedAfter(threadId, told, mostTold)).toSorted((a, b) => a.seq - b.seq)
    const fresh = placed.filter(({ isShown }) => isShown)
    const last = fresh.at(-1)
    if (last) {
      for (const contribution of fresh) await tellAnswered(thread, contribution)
      await tellFollowers(thread, fresh, last)
      await followOwn(threadId, fresh)
    }
    const end = placed.at(-1)
    if (end) await ToldThreads.updateOne({ _id: threadId }, { $max: { seq: end.seq } }, { upsert: true })
  }

  type Thread = NonNullable<Awaited<ReturnType<Needs['threads']['cases']['thread']>>>

  const aboutThread = ({ _id }: Thread, { id, seq, authorId, organisationId }: PlacedContribution) => ({
    object: ['thread', String(_id)] as const,
    by: { userId: authorId, organisationId },
    contribution: { id, seq },
  })

  async function tellAnswered(thread: Thread, contribution: PlacedContribution) {
    const { answers, authorId, id, seq } = contribution
    if (!answers || answers === authorId) return
    const hasRead = await threads.readBy([answers], String(thread._id), seq)
    if (hasRead.size > 0) return
    await notices.tell(
      {
        ...aboutThread(thread, contribution),
        to: [answers],
        key: `reply:${id}`,
        kind: 'contribution.reply',
        reason: 'were-answered',
      },
      [['room', thread.roomId]],
    )
  }

  async function tellFollowers(
    thread: Thread,
    fresh: readonly PlacedContribution[],
    last: PlacedContribution,
  ) {
    const threadId = String(thread._id)
    const begins = fresh[0]!.seq === 1
    const targets: Target[] = [['thread', threadId]]
    const within: Target[] = []
    const to = new Map<string, Pick<Notice, 'reason' | 'of'>>()
    if (thread.between) {
      // Those who run the two are told, without having to follow anything.
      for (const id of thread.between) {
        const current = await organisations.currentId(id)
        for (const userId of await organisations.adminsOf(current))
          to.set(userId, { reason: 'run-organisation', of: current })
      }
    } else {
      for (const questionId of new Set([thread.questionId, ...fresh.map((one) => one.questionId)]))
        if (questionId) targets.push(['question', `${thread.roomId}.${questionId}`])
      within.push(['room', thread.roomId])
      targets.push(...within)
      if (begins && thread.startedFor)
        targets.push(['organisation', await organisations.currentId(thread.startedFor)])
    }
    for (const [userId, { kind, target, automatic }] of await follows.followersOf(targets))
      to.set(userId, {
        reason: automatic ? 'wrote-here' : kind === 'thread' ? 'follow-thread' : `follow-${kind}`,
        of: automatic ? null : `${kind}:${target}`,
      })
    for (const userId of await threads.readBy([...to.keys()], threadId, last.seq)) to.delete(userId)
    await notices.reach(
      {
        ...aboutThread(thread, last),
        key: `new:${threadId}`,
        kind: begins ? 'thread.new' : 'contribution.new',
        reason: 'follow-thread',
      },
      fresh[0]!.seq,
      to,
      within,
    )
  }

  async function followOwn(threadId: string, fresh: readonly PlacedContribution[]) {
    const authors = [...new Set(fresh.map(({ authorId }) => authorId))]
    const known = await follows.knownOf(authors, ['thread', threadId])
    for (const userId of authors)
      if (!known.has(userId) && (await preferencesOf(userId)).followWhatIWrite)
        await follows.wrote(userId, threadId)
  }

  /** Tells everybody who follows one of these, each because of the first in this order. */
  async function tellFollowing(
    targets: readonly Target[],
    notice: Omit<Notice, 'to' | 'reason' | 'of'>,
    { within = [], except = [] }: { within?: readonly Target[]; except?: readonly string[] } = {},
  ) {
    const found = await follows.followersOf(targets)
    for (const userId of except) found.delete(userId)
    const groups = new Map<string, { to: string[]; reason: Notice['reason'] }>()
    for (const [userId, { kind, target, automatic }] of found) {
      const of = `${kind}:${target}`
      const reason = automatic ? 'wrote-here' : (`follow-${kind}` as const)
      const group = groups.get(`${reason} ${of}`) ?? { to: [], reason }
      group.to.push(userId)
      groups.set(`${reason} ${of}`, group)
    }
    for (const [key, { to, reason }] of groups) {
      const of = reason === 'wrote-here' ? null : key.slice(reason.length + 1)
      await notices.tell({ ...notice, to, reason, of }, within)
    }
  }

  async function session(news: SessionNews) {
    const { sessionId, threadId, roomId, startsAt, kind } = news
    const about = {
      key: `session:${sessionId}:${news.key}`,
      object: ['session', sessionId] as const,
      kind,
      until: startsAt,
    }
    if ('userId' in news) {
      // Whoever looks at it sees it there.
      if (isWatching(news.userId, sessionId)) return
      await notices.tell({ ...about, to: [news.userId], reason: 'raised-hand', until: null })
      return
    }
    const places: Target[] = [
      ['thread', threadId],
      ['room', roomId],
    ]
    await tellFollowing(
      places,
      { ...about, by: { userId: news.by, organisationId: null } },
      { within: places, except: news.by ? [news.by] : [] },
    )
  }

  async function review(recordId: string, by: string) {
    const record = await results.concerning(recordId)
    if (!record) return
    for (const id of record.organisations) {
      const current = await organisations.currentId(id)
      await notices.tell({
        to: (await organisations.adminsOf(current)).filter((userId) => userId !== by),
        key: `result:${recordId}:review:${record.version}:${record.edition}`,
        object: ['result', recordId],
        kind: 'result.review',
        reason: 'run-organisation',
        of: current,
        until: record.reviewUntil,
      })
    }
  }

  /** Other words are another question. */
  const quoted = async (asked: { quoteId: string; rev: number; userId: string; by: string }) => {
    await notices.tell({
      to: [asked.userId],
      key: `quote:${asked.quoteId}:${asked.rev}`,
      object: ['quote', asked.quoteId],
      kind: 'quote.asked',
      reason: 'are-quoted',
      by: { userId: asked.by, organisationId: null },
    })
  }

  async function published(recordId: string) {
    const record = await results.concerning(recordId)
    if (!record) return
    const { threadId, roomId, version } = record
    await tellFollowing(
      [
        ['thread', threadId],
        ['room', roomId],
        ...(await Promise.all(
          record.organisations.map(async (id): Promise<Target> => [
            'organisation',
            await organisations.currentId(id),
          ]),
        )),
      ],
      {
        key: `result:${recordId}:published:${version}`,
        object: ['result', recordId],
        kind: 'result.published',
      },
      {
        within: [
          ['thread', threadId],
          ['room', roomId],
        ],
      },
    )
  }

  async function listing({ id, organisationId, category, municipality }: PublishedListing) {
    await tellFollowing(
      [
        ['organisation', organisationId],
        ['category', category],
        ['municipality', municipality],
      ],
      {
        key: `listing:${id}:new`,
        object: ['listing', id],
        kind: 'listing.new',
        by: { userId: null, organisationId },
      },
      { within: [['organisation', organisationId]], except: await organisations.adminsOf(organisationId) },
    )
  }

  const organisation = ({
    id,
    municipality,
    fields,
  }: Pick<OrganisationFacts, 'id' | 'municipality' | 'fields'>) =>
    tellFollowing([['municipality', municipality], ...fields.map((field): Target => ['category', field])], {
      key: `organisation:${id}:new`,
      object: ['organisation', id],
      kind: 'organisation.new',
    })

  /** What waited, or was hidden, can be read now: its author is told. */
  async function released(contributionId: string) {
    const [[placed], cited] = await Promise.all([
      placedContributions([contributionId]),
      citedContributions([contributionId]),
    ])
    const threadId = cited.get(contributionId)?.threadId
    if (!placed?.isShown || threadId === undefined) return
    await notices.tell({
      to: [placed.authorId],
      key: `released:${contributionId}:${now().getTime()}`,
      object: ['thread', threadId],
      kind: 'contribution.published',
      reason: 'wrote-it',
      contribution: { id: placed.id, seq: placed.seq },
    })
  }

  /** Not waited for: whoever causes something does not wait until others are told. */
  const inBackground =
    <A extends unknown[]>(work: (...args: A) => Promise<void>, what: string) =>
    (...args: A) => {
      track(work(...args)).catch((error: unknown) => log.warn({ err: error }, `${what} not told`))
    }

  return {
    session: inBackground(session, 'news of a session'),
    review: inBackground(review, 'the review of a result'),
    published: inBackground(published, 'a published result'),
    quoted: inBackground(quoted, 'that somebody is to be quoted'),
    listing: inBackground(listing, 'a new entry'),
    organisation: inBackground(organisation, 'a new association'),
    released: inBackground(released, 'that a contribution can be read'),

    /** Contributions of a thread are new, or otherwise than before; without ids, more than can be told. */
    contributionsChanged: (threadId: string, ids: readonly string[]) => said.add(threadId, ids),

    /** Somebody has read further, on one of their devices. */
    threadRead: (userId: string, { threadId, seq }: { threadId: string; seq: number }) =>
      read.add(threadId, [`${userId} ${seq}`]),

    /** Tells what a crash kept from being told; harmless when repeated. */
    async repair() {
      for (const threadId of await threadsSince(new Date(now().getTime() - dayMs), mostRepaired))
        await tellOf(threadId)
    },

    async settle() {
      await said.settle()
      await read.settle()
      await Promise.allSettled(working)
    },
    end() {
      said.end()
      read.end()
    },
  }
}
export type Happenings = ReturnType<typeof createHappenings>
