import {
  Id,
  type ActingOrganisation,
  type AllOperations,
  type Reply,
  type SearchHit,
  type SearchKind,
} from '@augenhoehe/contracts'
import { SearchKind as Kinds } from '@augenhoehe/contracts'
import { currentAgs } from '@augenhoehe/reference-data/municipalities'
import { z } from 'zod'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { worded } from '../../platform/languages.ts'
import type { Log } from '../../platform/log.ts'
import type { RoomDoc } from '../rooms/index.ts'
import { createCatalogue, type Sources } from './catalogue.ts'
import { ofRoom, type Doc } from './documents.ts'
import { bestMet, excerptOf, markedTitle, meetsIn } from './excerpt.ts'
import { fits, hasFilter, mayFind, type Wanted } from './policy.ts'
import type { Hit } from './word-index.ts'

interface Needs {
  sources: Sources
  /** A room, for whoever may read it; refuses otherwise. */
  mustReadRoom: (actor: Actor, roomId: string) => Promise<RoomDoc>
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  organisations: (ids: Iterable<string>) => Promise<Map<string, ActingOrganisation>>
  now: () => Date
  log: Log
}

const position = z.tuple([z.int().min(1).max(255), z.int().min(0).max(8.64e15), Id, z.boolean()])

/** With fewer sound hits than this, words with typing errors are looked for too. */
const fewHits = 10
/** The store may be gone: then what it alone knows is left out. */
const patienceMs = 1000

const inTime = <T>(wanted: Promise<T>, otherwise: T): Promise<T> => {
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), patienceMs).unref())
  return Promise.race([wanted.catch(() => otherwise), late])
}

/** One box over everything: what it finds, counts and pages through is what the reader may read now. */
export function createSearch({ sources, mustReadRoom, people, organisations, now, log }: Needs) {
  const catalogue = createCatalogue(sources, log)
  const { index } = catalogue
  /** The rooms as they were indexed: the rooms themselves say when they are others. */
  const indexed = new Map<string, RoomDoc>()

  /** The rooms that the actor may read at this moment, by the rooms' own rule. What cannot be asked is not read. */
  async function readableRooms(actor: Actor): Promise<Map<string, RoomDoc>> {
    const rooms = await Promise.all(
      [...catalogue.rooms].map((id) => inTime<RoomDoc | null>(mustReadRoom(actor, id), null)),
    )
    const readable = new Map(rooms.flatMap((room) => (room ? [[String(room._id), room] as const] : [])))
    for (const [id, room] of readable) {
      if (indexed.get(id) === room) continue
      indexed.set(id, room)
      index.put(ofRoom(room))
    }
    return readable
  }

  function select(wanted: Wanted, readable: ReadonlyMap<string, RoomDoc>, forgiving: boolean) {
    const filters = {
      ...wanted,
      ...(wanted.municipality !== undefined && { municipality: currentAgs(wanted.municipality) }),
    }
    const homeOf = (organisationId: string) => index.get(organisationId)?.municipality ?? null
    const after = wanted.cursor === undefined ? undefined : fromCursor(position, wanted.cursor)
    const found = index.find({
      text: wanted.q,
      forgiving,
      mayRead: (group) => mayFind(group, readable),
      now: now().getTime(),
      fits: hasFilter(filters) ? (doc) => fits(doc, filters, homeOf) : undefined,
      kind: wanted.kind,
      limit: wanted.limit,
      after: after && { score: after[0], at: after[1], id: after[2] },
    })
    const counts = Object.fromEntries(
      Kinds.options.map((kind) => [kind, found.byKind.get(kind) ?? 0]),
    ) as Record<SearchKind, number>
    return { ...found, forgiving, counts }
  }

  async function present(
    hits: readonly Hit<Doc>[],
    { q, locale }: Wanted,
    readable: ReadonlyMap<string, RoomDoc>,
    forgiving: boolean,
  ): Promise<SearchHit[]> {
    const docs = hits.map(({ doc }) => doc)
    const [authors, owners] = await Promise.all([
      inTime(people(docs.flatMap(({ authorId }) => authorId ?? [])), new Map()),
      inTime(organisations(docs.flatMap(({ organisationId }) => organisationId ?? [])), new Map()),
    ])
    return docs.map((doc): SearchHit => {
      const room = doc.roomId === null ? undefined : readable.get(doc.roomId)
      const thread = doc.threadId === null ? undefined : catalogue.thread(doc.threadId)
      const owner = owners.get(doc.organisationId ?? '')
      const author = authors.get(doc.authorId ?? '')
      const ofRoomItself = doc.kind === 'room' && room
      const title = ofRoomItself ? worded(room.title, locale) : doc.title
      const original = {
        text: ofRoomItself ? aboutRoom(room, locale, q, forgiving) : doc.text,
        lang: doc.lang,
      }
      const shown = bestMet([original, ...(doc.translations ?? [])], q, forgiving)
      return {
        kind: doc.kind,
        id: doc.id,
        title: markedTitle(title, q, forgiving),
        excerpt: excerptOf(shown.text, q, forgiving),
        lang: shown.lang,
        translated: shown !== original,
        type: doc.type,
        room: room ? { slug: room.slug, title: worded(room.shortTitle, locale) } : null,
        thread: thread ? { id: thread.id, title: thread.title } : null,
        organisation: owner ? toActingOrganisation(owner) : null,
        author:
          doc.speaker !== undefined
            ? { name: doc.speaker, institution: null }
            : author
              ? { name: author.name, institution: doc.institution }
              : null,
        municipality: doc.municipality,
        createdAt: new Date(doc.at).toISOString(),
      }
    })
  }

  return {
    ...catalogue.doors,

    async find(actor: Actor, wanted: Wanted): Promise<Reply<AllOperations['search.find']>> {
      // What was acknowledged to somebody is found, and what was taken away is not.
      await inTime(catalogue.settled(), undefined)
      const readable = await readableRooms(actor)
      // As it is when one looks: what comes into the index afterwards is not among the hits.
      const complete = catalogue.isComplete()
      const forgivingBefore = wanted.cursor !== undefined && fromCursor(position, wanted.cursor)[3]
      let found = select(wanted, readable, forgivingBefore)
      if (wanted.cursor === undefined && found.readable < fewHits) found = select(wanted, readable, true)
      const last = found.hits.at(-1)
      return {
        hits: await present(found.hits, wanted, readable, found.forgiving),
        nextCursor: last && found.more ? toCursor([last.score, last.at, last.id, found.forgiving]) : null,
        total: found.total,
        counts: found.counts,
        unfiltered: found.readable,
        complete,
      }
    },
  }
}
export type Search = ReturnType<typeof createSearch>

/** What is said about a room in the reader's language, where the search meets it; else where it does. */
function aboutRoom(room: RoomDoc, locale: string, query: string, forgiving: boolean): string {
  const texts = [room.description, ...room.questions.map(({ text }) => text)]
  const own = texts.map((words) => worded(words, locale))
  const all = [...own, ...texts.flatMap((words) => Object.values(words))]
  return all.find((text) => meetsIn(text, query, forgiving)) ?? own[0] ?? ''
}
