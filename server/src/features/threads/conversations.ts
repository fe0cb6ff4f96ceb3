import type { ActingOrganisation, ConversationSummary, OwnMembership } from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { createHash } from 'node:crypto'
import { trusted, type Types } from 'mongoose'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import type { Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import type { Digest } from './digest.ts'
import { systemEntry, type ThreadLog } from './log.ts'
import type { Marks } from './marks.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { mayConverse, sidesOf, type Sides } from './policy.ts'
import type { RoomBars } from './reading.ts'

export interface ConversationNeeds {
  rooms: Pick<RoomService, 'conversations'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  organisations: {
    brief: (ids: Iterable<string>) => Promise<Map<string, ActingOrganisation>>
    /** The id under which it goes on, and all it ever had. */
    currentId: (id: string) => Promise<string>
    everOf: (id: string) => Promise<string[]>
  }
  /** Whether one of two wants to hear nothing of the other. */
  areApart: (organisationId: string, otherId: string) => Promise<boolean>
}

interface Needs extends ConversationNeeds {
  digest: Digest
  marks: Pick<Marks, 'of'>
  threadLog: Pick<ThreadLog, 'append'>
  /** It is not what it was; the members of these organisations are told. */
  tell: (threadId: string, organisationIds: readonly string[]) => void
  now: () => Date
}

/** Two organisations agree to talk: by which request, who accepted it, and the entry it was about. */
export interface Agreement {
  between: [string, string]
  requestId: string
  acceptedFor: string
  acceptedBy: string
  about: string | null
}

const mostListed = 100
const excerptOf = (text: string) => beginning(text, 160)

/** Who may read and write where two organisations talk among themselves; asked anew each time. */
export function createAudience({
  rooms,
  membershipsOf,
  organisations,
  areApart,
}: Omit<ConversationNeeds, 'brief'>) {
  const current = async ([a, b]: readonly [string, string]) =>
    Promise.all([organisations.currentId(a), organisations.currentId(b)])

  async function sides(actor: Actor, between: readonly [string, string]): Promise<Sides> {
    const memberships = actor.id === null ? [] : await membershipsOf(actor.id)
    return sidesOf(actor, await current(between), memberships)
  }

  return {
    current,
    sides,
    /** The room, and what the reader is; whoever belongs to neither learns nothing. */
    async mustRead(actor: Actor, between: readonly [string, string]) {
      const own = await sides(actor, between)
      if (own.own.length === 0) throw refuse('not-found')
      const mayWrite = mayConverse(own, await areApart(...own.between))
      // That one of them was blocked is said to nobody: it reads as if it had been ended.
      const bars: RoomBars = {
        bar: own.writesFor.length > 0 && !mayWrite ? 'thread.locked' : undefined,
        slowSeconds: 0,
      }
      const room: RoomDoc = await rooms.conversations()
      return {
        room,
        sides: own,
        standing: { userId: actor.id, moderator: false, mayWrite, agreed: true, ...bars },
      }
    },
  }
}
export type Audience = ReturnType<typeof createAudience>

/** Conversations of two organisations: opened by an accepted request, listed for their members, ended by either. */
export function createConversations(
  { rooms, membershipsOf, organisations, digest, marks, threadLog, tell, now }: Needs,
  audience: Audience,
) {
  const everOfEach = async (ids: readonly string[]) =>
    (await Promise.all(ids.map(organisations.everOf))).flat()

  /** Of the two, under whatever ids they ever had: the one that was used last. */
  async function found([a, b]: [string, string]): Promise<ThreadDoc | null> {
    const [mine, theirs] = await Promise.all([organisations.everOf(a), organisations.everOf(b)])
    const pairs = mine.flatMap((one) => theirs.map((other) => pairOf(one, other)))
    return Threads.findOne({ pair: trusted({ $in: pairs }) })
      .sort({ lastContributionAt: -1, _id: -1 })
      .lean<ThreadDoc>()
  }

  async function made(between: [string, string], { acceptedBy, about }: Agreement): Promise<ThreadDoc> {
    const pair = pairOf(...between)
    try {
      const doc = await Threads.create({
        roomId: String((await rooms.conversations())._id),
        // Readers see the name of the other side; moderators, of what was reported, what it began with.
        title: about ?? '',
        clientId: `conversation ${pair}`,
        between,
        pair,
        moderated: false,
        startedBy: acceptedBy,
        createdAt: now(),
        locked: false,
        contributionCount: 0,
      })
      return doc.toObject<ThreadDoc>()
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      // Accepted twice at the same moment.
      const other = await Threads.findOne({ pair }).lean<ThreadDoc>()
      if (!other) throw error
      return other
    }
  }

  async function tellOf({ _id, between }: Pick<ThreadDoc, '_id' | 'between'>) {
    if (between) tell(String(_id), [...new Set(await audience.current(between))])
  }

  async function lastWords(
    threadId: Types.ObjectId,
    own: readonly string[],
  ): Promise<ConversationSummary['lastWords']> {
    const doc = await Contributions.findOne(
      { threadId, seq: trusted({ $gt: 0 }), state: 'published', type: trusted({ $ne: 'system' }) },
      { text: 1, lang: 1, actingOrganisationId: 1 },
    )
      .sort({ seq: -1 })
      .lean<ContributionDoc>()
    return (
      doc && {
        text: excerptOf(doc.text),
        lang: doc.lang,
        own: own.includes(doc.actingOrganisationId ?? ''),
      }
    )
  }

  return {
    tellOf,

    /**
     * Opens the one conversation of the two, or takes it up again, and answers with its thread. The same request again
     * opens nothing, so that it may be repeated after a crash at any point.
     */
    async open(agreement: Agreement): Promise<string> {
      const between = (await Promise.all(agreement.between.map(organisations.currentId))).sort() as [
        string,
        string,
      ]
      const thread = (await found(between)) ?? (await made(between, agreement))
      const threadId = String(thread._id)
      // The association did it, whoever clicked: the other side reads no name of a person here.
      const entry = systemEntry('opened', agreement.acceptedFor, agreement.about, now())
      await threadLog.append(
        threadId,
        { ...entry, clientId: idFrom(agreement.requestId), actingOrganisationId: agreement.acceptedFor },
        () => {},
      )
      await tellOf(thread)
      return threadId
    },

    /** Those of one organisation, for whoever belongs to it. */
    async list(actor: Actor, organisationId: string): Promise<{ conversations: ConversationSummary[] }> {
      const id = await organisations.currentId(organisationId)
      const { own } = await audience.sides(actor, [id, id])
      if (!own.includes(id) || actor.id === null) throw refuse('not-found')
      const ever = await organisations.everOf(id)
      await digest.settled()
      const threads = await Threads.find({
        between: trusted({ $in: ever }),
        contributionCount: trusted({ $gt: 0 }),
      })
        .sort({ lastContributionAt: -1, _id: -1 })
        .limit(mostListed)
        .lean<ThreadDoc[]>()
      const [read, sides] = await Promise.all([
        marks.of(
          actor.id,
          threads.map(({ _id }) => String(_id)),
        ),
        Promise.all(threads.map(({ between }) => audience.sides(actor, between!))),
      ])
      const names = await organisations.brief(sides.flatMap(({ between }) => between))
      const conversations = await Promise.all(
        threads.map(async ({ _id, ended = false, contributionCount, ...thread }, index) => {
          const otherId = otherOf(sides[index]!, id)
          const other = names.get(otherId)
          return other
            ? {
                threadId: String(_id),
                other: { id: otherId, ...toActingOrganisation(other) },
                ended,
                lastWords: await lastWords(_id, ever),
                lastAt: (thread.lastContributionAt ?? thread.createdAt).toISOString(),
                unreadCount: Math.max(0, contributionCount - (read.get(String(_id)) ?? 0)),
              }
            : []
        }),
      )
      return { conversations: conversations.flat() }
    },

    /** Whether somebody takes part in any. */
    async has(actor: Actor): Promise<boolean> {
      if (actor.id === null) return false
      const ids = (await membershipsOf(actor.id)).map(({ organisationId }) => organisationId)
      const own = await Promise.all(ids.map((id) => audience.sides(actor, [id, id])))
      const ever = await everOfEach(own.flatMap((one) => one.own))
      // Whoever has just agreed goes there at once.
      await digest.settled()
      return Boolean(
        await Threads.exists({ between: trusted({ $in: ever }), contributionCount: trusted({ $gt: 0 }) }),
      )
    },

    /** Either side closes it; who of them did is said by the name of the association alone. */
    async end(threadId: string, { writesFor }: Sides) {
      const [organisationId] = writesFor
      if (organisationId === undefined) throw refuse('action.forbidden')
      const entry = {
        ...systemEntry('ended', organisationId, null, now()),
        actingOrganisationId: organisationId,
      }
      await threadLog.append(threadId, entry, (head) => {
        if (head.ended) throw refuse('conflict')
      })
    },

    /** What these two may do is not what it was. */
    async rightsChanged(organisationIds: readonly [string, string]) {
      const [a, b] = await audience.current(organisationIds)
      const thread = await found([a, b])
      if (thread) await tellOf(thread)
    },
  }
}
export type Conversations = ReturnType<typeof createConversations>

/** The one the reader of a side talks to. */
export const otherOf = ({ between: [a, b] }: Sides, own: string) => (a === own ? b : a)

const pairOf = (a: string, b: string) => [a, b].sort().join(' ')

/** The same for the same request, in the form of an id a client makes. */
function idFrom(requestId: string) {
  const hex = createHash('sha256').update(`opened by ${requestId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
