import type { ContributionType } from '@augenhoehe/contracts'
import { trusted, Types, type QueryFilter } from 'mongoose'
import { isId } from '../../platform/db.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { maySeeWords } from './policy.ts'
import { shownTranslations } from './present.ts'

/** A contribution as everybody sees it who may read its room. */
export interface PublishedContribution {
  id: string
  threadId: string
  rev: number
  /** Null where there is nothing to read: held, rejected, hidden, withdrawn, removed, or an event of the thread. */
  text: string | null
  type: ContributionType | null
  questionId: string | null
  lang: string | null
  /** What members have put it into other languages with. */
  translations: { lang: string; text: string }[]
  /** Who said it; none where that is somebody without an account. */
  authorId: string | null
  /** The name of whoever said it aloud without an account. */
  speaker: string | null
  organisationId: string | null
  /** The office it was written for. */
  institution: string | null
  createdAt: Date
}

/** The frame of a thread in which something has been published. */
export interface PublishedThread {
  id: string
  roomId: string
  title: string
  questionId: string | null
  authorId: string
  organisationId: string | null
  createdAt: Date
}

const stranger = { userId: null, moderator: false, mayWrite: false }

const saidBy = ({ userId, name, organisationId, institution }: Voice) => ({
  authorId: userId,
  speaker: name,
  organisationId,
  institution,
})

export const toPublished = (doc: ContributionDoc): PublishedContribution => ({
  id: String(doc._id),
  threadId: String(doc.threadId),
  rev: doc.rev,
  text: doc.seq && doc.type !== 'system' && maySeeWords(stranger, doc) ? doc.text : null,
  type: doc.type === 'system' ? null : doc.type,
  questionId: doc.questionId,
  lang: doc.lang,
  translations: shownTranslations(doc).map(({ lang, text }) => ({ lang, text })),
  ...saidBy(voiceOf(doc)),
  createdAt: doc.createdAt,
})

const toThread = (doc: ThreadDoc): PublishedThread => ({
  id: String(doc._id),
  roomId: doc.roomId,
  title: doc.title,
  questionId: doc.questionId,
  authorId: doc.startedBy,
  organisationId: doc.startedFor,
  createdAt: doc.createdAt,
})

/**
 * Of these threads, or of all in which something was published; for what follows the log and shows it elsewhere. What
 * two organisations talk about among themselves is shown nowhere else.
 */
export async function publishedThreads(ids?: readonly string[]): Promise<PublishedThread[]> {
  const filter: QueryFilter<ThreadDoc> = {
    pair: trusted({ $exists: false }),
    ...(ids ? { _id: trusted({ $in: ids }) } : { contributionCount: trusted({ $gt: 0 }) }),
  }
  return (await Threads.find(filter).lean<ThreadDoc[]>()).map(toThread)
}

const together = 500
const shown = {
  threadId: 1,
  rev: 1,
  seq: 1,
  state: 1,
  text: 1,
  type: 1,
  questionId: 1,
  lang: 1,
  translations: 1,
  authorId: 1,
  actingOrganisationId: 1,
  institution: 1,
  oral: 1,
  createdAt: 1,
} as const

/** Everything that is published, of one thread or of all, page by page. */
export async function* publishedContributions(threadId?: string): AsyncGenerator<PublishedContribution[]> {
  let after: Types.ObjectId | undefined
  for (;;) {
    const docs: ContributionDoc[] = await Contributions.find(
      {
        state: 'published',
        ...(threadId !== undefined && { threadId: new Types.ObjectId(threadId) }),
        ...(after && { _id: trusted({ $gt: after }) }),
      },
      shown,
    )
      .sort({ _id: 1 })
      .limit(together)
      .lean<ContributionDoc[]>()
    yield docs.map(toPublished)
    if (docs.length < together) return
    after = docs.at(-1)!._id
  }
}

/** Whose voice it is: its author’s, or that of whom a moderator noted it down for; some have no account. */
export interface Voice {
  userId: string | null
  name: string | null
  organisationId: string | null
  institution: string | null
}

const voiceOf = ({
  oral,
  authorId,
  actingOrganisationId,
  institution,
}: Pick<ContributionDoc, 'oral' | 'authorId' | 'actingOrganisationId' | 'institution'>): Voice =>
  oral
    ? { ...oral, institution: null }
    : {
        userId: authorId,
        name: null,
        organisationId: actingOrganisationId,
        institution: institution?.name ?? null,
      }

/** What something elsewhere refers to: as everybody sees it, where it stands, and who said it. */
export type CitedContribution = PublishedContribution & {
  seq: number | null
  voice: Voice
  /** Its author took it back. */
  withdrawn: boolean
}

const toCited = (doc: ContributionDoc): CitedContribution => ({
  ...toPublished(doc),
  seq: doc.seq ?? null,
  voice: voiceOf(doc),
  withdrawn: doc.state === 'withdrawn',
})

/** Those among these that exist, by id. */
export async function citedContributions(ids: Iterable<string>): Promise<Map<string, CitedContribution>> {
  const wanted = [...new Set(ids)].filter(isId)
  if (wanted.length === 0) return new Map()
  const docs = await Contributions.find({ _id: trusted({ $in: wanted }) }, shown).lean<ContributionDoc[]>()
  return new Map(docs.map((doc) => [String(doc._id), toCited(doc)]))
}

/** Whose words came into a thread between two moments. */
export async function voicesBetween(threadId: string, from: Date, until: Date): Promise<Voice[]> {
  const docs = await Contributions.find(
    {
      threadId: new Types.ObjectId(threadId),
      state: 'published',
      createdAt: trusted({ $gte: from, $lte: until }),
      type: trusted({ $ne: 'system' }),
    },
    { authorId: 1, actingOrganisationId: 1, institution: 1, oral: 1 },
  ).lean<ContributionDoc[]>()
  return docs.map(voiceOf)
}

/** A place in a thread that was taken: what others are told of it. */
export interface PlacedContribution {
  id: string
  seq: number
  authorId: string
  organisationId: string | null
  questionId: string | null
  /** Who wrote what it answers. */
  answers: string | null
  /** Whether there is anything to read, or not any more. */
  isShown: boolean
}

/** None of the words: much may have been said since. */
const placedFields = {
  seq: 1,
  state: 1,
  type: 1,
  authorId: 1,
  actingOrganisationId: 1,
  questionId: 1,
  replyTo: 1,
} as const

async function toPlaced(docs: readonly ContributionDoc[]): Promise<PlacedContribution[]> {
  const answered = docs.flatMap(({ replyTo }) => replyTo ?? [])
  const authors = new Map(
    answered.length === 0
      ? []
      : (
          await Contributions.find({ _id: trusted({ $in: answered }) }, { authorId: 1 }).lean<
            ContributionDoc[]
          >()
        ).map(({ _id, authorId }) => [String(_id), authorId]),
  )
  return docs.flatMap((doc): PlacedContribution[] =>
    doc.seq && doc.type !== 'system'
      ? [
          {
            id: String(doc._id),
            seq: doc.seq,
            authorId: doc.authorId,
            organisationId: doc.actingOrganisationId,
            questionId: doc.questionId,
            answers: (doc.replyTo && authors.get(doc.replyTo)) || null,
            isShown: maySeeWords(stranger, doc),
          },
        ]
      : [],
  )
}

/** Those of these that have a place; entries about the thread itself are none of them. */
export const placedContributions = async (ids: readonly string[]): Promise<PlacedContribution[]> =>
  toPlaced(
    await Contributions.find({ _id: trusted({ $in: [...ids] }) }, placedFields).lean<ContributionDoc[]>(),
  )

/** What was placed in a thread after a place, in order, up to so many. */
export const placedAfter = async (
  threadId: string,
  seq: number,
  most: number,
): Promise<PlacedContribution[]> =>
  toPlaced(
    await Contributions.find(
      { threadId: new Types.ObjectId(threadId), seq: trusted({ $gt: seq }) },
      placedFields,
    )
      .sort({ seq: -1 })
      .limit(most)
      .lean<ContributionDoc[]>(),
  )

/** How many contributions of others stand between two places and are there to be read. */
export const countShown = (threadId: string, from: number, to: number, exceptBy: string): Promise<number> =>
  Contributions.countDocuments({
    threadId: new Types.ObjectId(threadId),
    seq: trusted({ $gte: from, $lte: to }),
    state: 'published',
    type: trusted({ $ne: 'system' }),
    authorId: trusted({ $ne: exceptBy }),
  })

/** Those among these that there is anything to read of. */
export async function shownAmong(ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const docs = await Contributions.find(
    { _id: trusted({ $in: [...ids] }), state: 'published' },
    { _id: 1 },
  ).lean<ContributionDoc[]>()
  return new Set(docs.map(({ _id }) => String(_id)))
}

/** Threads in which something was said since, newest first. */
export async function threadsSince(since: Date, most: number): Promise<string[]> {
  const docs = await Threads.find({ lastContributionAt: trusted({ $gte: since }) }, { _id: 1 })
    .sort({ lastContributionAt: -1 })
    .limit(most)
    .lean<ThreadDoc[]>()
  return docs.map(({ _id }) => String(_id))
}
