import type { OwnMembership, RecordDiff } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { RoomService } from '../rooms/index.ts'
import type { ThreadService } from '../threads/index.ts'
import { differences, wordsChanged } from './differences.ts'
import { createDocumentations } from './documentations.ts'
import { createListing } from './listing.ts'
import { createMarks } from './marks.ts'
import { Records, type RecordDoc } from './model.ts'
import { createPress } from './press.ts'
import { createReading, publishedRecords } from './reading.ts'
import { createRecords } from './records.ts'
import type { Live } from './sessions.ts'
import { createGathering } from '../../platform/together.ts'

/** Who is told that something is not what it was; they ask again. */
export interface Changed {
  recordId: string | null
  threadId: string | null
  people: readonly string[]
  /** Their associations, where everybody signed in may read the room. */
  organisations: readonly string[]
  /** Whoever follows the thread, once readers may see it. */
  followers: boolean
}

/** A record or a documentation, as it was published last. */
interface Published {
  id: string
  roomId: string | null
  threadId: string | null
  title: string
  text: string
  at: Date
}

interface Needs {
  rooms: Pick<RoomService, 'mustRead' | 'byId'>
  threads: Pick<ThreadService, 'mustRead' | 'cases'>
  people: Accounts['people']
  accountOf: Accounts['byEmail']
  organisations: Pick<Organisations, 'brief' | 'get' | 'showsField' | 'everOf'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  live: Live
  tell: (changed: Changed) => void
  /** Something was published, or published anew. */
  onPublished: (id: string) => void
  /** Those who took part are asked whether it is right. */
  onReview: (recordId: string, by: string) => void
  /** Words of somebody, at a revision, wait for their answer. */
  onQuoted: (asked: { quoteId: string; rev: number; userId: string; by: string }) => void
  acting: Acting
  now: () => Date
  log: Log
}

const gatherMs = 500
const pauseMs = 2000

export function createResults(needs: Needs) {
  const { rooms, threads, organisations, live, tell, onPublished, acting, now, log } = needs
  const reading = createReading(needs)
  const documentations = createDocumentations({ reading, live, onPublished, acting, now })

  async function wordsOf(record: RecordDoc): Promise<string> {
    const { items, easyText } = await reading.working(record)
    const names = await organisations.brief(record.participants.organisations)
    return fold(
      [
        record.title,
        record.place ?? '',
        ...record.questions.flatMap(({ text }) => Object.values(text)),
        ...items.map(({ text }) => text),
        easyText ?? '',
        ...[...names.values()].map(({ name }) => name),
      ].join('\n'),
    )
  }

  const records = createRecords({
    ...needs,
    reading,
    wordsOf,
    changed: (record, session, actor) =>
      void (async () => {
        const room = await rooms.byId(record.roomId)
        const isOpen = record.state !== 'draft'
        tell({
          recordId: String(record._id),
          threadId: record.threadId,
          people: [
            ...new Set([
              ...(room?.moderators.map(({ userId }) => userId) ?? []),
              ...session.moderators,
              record.createdBy,
              ...(actor.id === null ? [] : [actor.id]),
            ]),
          ],
          organisations: isOpen && room?.visibility !== 'closed' ? record.participants.organisations : [],
          followers: isOpen,
        })
      })().catch(() => undefined),
  })
  const marks = createMarks({
    threads,
    live,
    acting,
    now,
    changed: ({ threadId }, people) =>
      tell({ recordId: null, threadId, people, organisations: [], followers: true }),
  })
  const press = createPress({
    ...needs,
    reading,
    documentations,
    onAsked: needs.onQuoted,
    changed: (people) =>
      tell({
        recordId: null,
        threadId: null,
        people: [...new Set(people)],
        organisations: [],
        followers: false,
      }),
  })
  const gathering = {
    waitMs: gatherMs,
    pauseMs,
    // They see it when they next ask.
    onFailed: (error: unknown) => log.warn({ err: error }, 'news for a record not told'),
  }
  const votes = createGathering((sessionId) => records.votesChanged(sessionId), gathering)
  const sources = createGathering((_, ids) => records.sourcesChanged(ids), gathering)
  const list = createListing({ reading, documentations, rooms, organisations })

  return {
    marks,
    records,
    documentations,
    press,
    list,
    get: (actor: Actor, recordId: string, version?: number) => reading.get(actor, recordId, version),

    /** Whom a record concerns, and which version stands there; nothing of a documentation. */
    async concerning(recordId: string) {
      const record = isId(recordId) ? await Records.findById(recordId).lean<RecordDoc>() : null
      return (
        record && {
          roomId: record.roomId,
          threadId: record.threadId,
          organisations: record.participants.organisations,
          reviewUntil: record.reviewUntil,
          version: record.version,
          edition: record.edition,
        }
      )
    },

    /** What a record is called, for whoever may see anything of it. */
    async titleFor(actor: Actor, recordId: string) {
      const { record, room } = await reading.mustRead(actor, recordId)
      return { title: record.title, room }
    },

    /** What has changed from the version before. */
    async diff(actor: Actor, recordId: string, version: number): Promise<RecordDiff> {
      const found = await reading.mustRead(actor, recordId)
      const after = await reading.shown(found, version)
      const before = found.record.published.findLast((one) => one.version < version)
      if (!before) throw refuse('not-found')
      const { items, easyText } = await reading.asPublished(found.record, before.version)
      const [old, now_] = [easyText ?? '', after.easyText ?? '']
      return {
        from: before.version,
        to: version,
        easyText: old === now_ ? null : wordsChanged(old, now_),
        items: differences(items, after.items),
      }
    },

    /** What was published last of these, or of all, as it can be found; for whoever keeps it where rights are asked. */
    async published(ids?: readonly string[]): Promise<Published[]> {
      const [stored, meetings] = await Promise.all([publishedRecords(ids), documentations.published(ids)])
      const found = await Promise.all(
        stored.map(async (record): Promise<Published> => {
          const { version } = record.published.at(-1)!
          const { title, items, easyText, heldAt } = await reading.asPublished(record, version)
          const { roomId, threadId } = record
          const text = [...items.map((item) => item.text), ...(easyText ? [easyText] : [])].join('\n')
          return { id: String(record._id), roomId, threadId, title, text, at: heldAt }
        }),
      )
      return [...found, ...meetings.map((one) => ({ ...one, roomId: null, threadId: null }))]
    },

    /** Somebody has voted in a session. */
    votesChanged: (sessionId: string) => votes.add(sessionId),

    /** Contributions of a thread are new, or otherwise than before. */
    contributionsChanged: (threadId: string, ids: readonly string[]) => sources.add(threadId, ids),

    async repair() {
      await records.repair()
      await press.repair()
    },

    end() {
      votes.end()
      sources.end()
    },
  }
}
export type Results = ReturnType<typeof createResults>
