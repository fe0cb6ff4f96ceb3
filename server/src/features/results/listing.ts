import type { AllOperations, Parsed, RecordBrief } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import type { Organisations } from '../organisations/index.ts'
import type { RoomService } from '../rooms/index.ts'
import type { DocumentationService } from './documentations.ts'
import { Records, type DocumentationDoc, type RecordDoc } from './model.ts'
import type { RecordReader, RecordReading } from './reading.ts'

interface Needs {
  reading: RecordReader
  documentations: DocumentationService
  rooms: Pick<RoomService, 'mustRead'>
  organisations: Pick<Organisations, 'showsField' | 'everOf'>
}

type Entry = { heldAt: number; id: string; words: string } & (
  | { kind: 'record'; found: RecordReading }
  | { kind: 'documentation'; found: DocumentationDoc }
)

const position = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string()])
/** A meeting stands before what was held in it. */
const dayMs = 86_400_000
const excerptLength = 200

const termsOf = (query: string) => fold(query).split(/\s+/).filter(Boolean)

/** The text that holds most of what was looked for. */
function excerptOf(texts: readonly string[], terms: readonly string[]): string | null {
  let best = { text: null as string | null, met: 0 }
  for (const text of texts) {
    const folded = fold(text)
    const met = terms.filter((term) => folded.includes(term)).length
    if (met > best.met) best = { text, met }
  }
  const letters = Array.from(best.text ?? '')
  return letters.length <= excerptLength ? best.text : `${letters.slice(0, excerptLength).join('')}…`
}

/** Newest first; whoever asks at two moments goes on where they were. */
const newestFirst = (a: { heldAt: number; id: string }, b: { heldAt: number; id: string }) =>
  b.heldAt - a.heldAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/** Records and documentations that a reader may see: there are hundreds at most, and each is asked for by its own rule. */
export function createListing({ reading, documentations, rooms, organisations }: Needs) {
  async function entries(actor: Actor, roomId: string | undefined): Promise<Entry[]> {
    const records = await Records.find(roomId === undefined ? {} : { roomId }).lean<RecordDoc[]>()
    const readable = await reading.readable(actor, records)
    const documents = roomId === undefined ? await documentations.all(actor) : []
    return [
      ...readable.map((found): Entry => {
        const { _id, heldAt, title, words } = found.record
        return {
          kind: 'record',
          found,
          id: String(_id),
          heldAt: heldAt.getTime(),
          words: words || fold(title),
        }
      }),
      ...documents.map((found): Entry => {
        const { _id, date, words } = found
        return { kind: 'documentation', found, id: String(_id), heldAt: Date.parse(date) + dayMs - 1, words }
      }),
    ]
  }

  /** What was published of this organisation's part; nothing where it keeps that to itself. */
  async function onlyOf(actor: Actor, organisationId: string, all: readonly Entry[]): Promise<Entry[]> {
    if (!(await organisations.showsField(actor, organisationId, 'results'))) return []
    const ids = new Set(await organisations.everOf(organisationId))
    const took = await Promise.all(
      all.map(async (one) => {
        if (one.kind === 'record') {
          const shown = await reading.shown(one.found)
          return !shown.isWorking && shown.participants.organisations.some((id) => ids.has(id))
        }
        const { published, participants } = await documentations.present(actor, one.found)
        return (
          published &&
          participants.some((other) => other.organisationId !== null && ids.has(other.organisationId))
        )
      }),
    )
    return all.filter((_, index) => took[index])
  }

  async function briefOfRecord(found: RecordReading, terms: readonly string[]): Promise<RecordBrief> {
    const shown = await reading.shown(found)
    const { record, room } = found
    return {
      id: String(record._id),
      kind: 'record',
      title: shown.title,
      heldAt: shown.heldAt.toISOString(),
      place: shown.place,
      roomSlug: room.slug,
      state: shown.isWorking ? record.state : 'published',
      version: shown.version,
      organisations: shown.participants.organisations.length,
      items: shown.items.length,
      excerpt: excerptOf(
        [...shown.items.map(({ text }) => text), ...(shown.easyText?.split(/\n+/) ?? [])],
        terms,
      ),
    }
  }

  async function briefOfDocumentation(
    actor: Actor,
    doc: DocumentationDoc,
    terms: readonly string[],
  ): Promise<RecordBrief> {
    const shown = await documentations.present(actor, doc)
    const texts = shown.parts.flatMap((part) => (part.kind === 'text' ? part.text.split(/\n+/) : []))
    return {
      id: shown.id,
      kind: 'documentation',
      title: shown.title,
      heldAt: new Date(shown.date).toISOString(),
      place: shown.place,
      roomSlug: null,
      state: shown.published ? 'published' : 'draft',
      version: 1,
      organisations: shown.participants.filter(({ organisationId }) => organisationId !== null).length,
      items: shown.records.reduce((sum, { items }) => sum + items.length, 0),
      excerpt: excerptOf(texts, terms),
    }
  }

  return async function list(
    actor: Actor,
    { query = '', roomId, organisationId, cursor, limit }: Parsed<AllOperations['results.list']>,
  ) {
    if (roomId !== undefined) await rooms.mustRead(actor, roomId)
    const terms = termsOf(query)
    const after = cursor === undefined ? undefined : fromCursor(position, cursor)
    const all = await entries(actor, roomId)
    const found = (organisationId === undefined ? all : await onlyOf(actor, organisationId, all))
      .filter(({ words }) => terms.every((term) => words.includes(term)))
      .filter((one) => !after || newestFirst({ heldAt: after[0], id: after[1] }, one) < 0)
      .toSorted(newestFirst)
    const page = found.slice(0, limit)
    const records = await Promise.all(
      page.map((one) =>
        one.kind === 'record'
          ? briefOfRecord(one.found, terms)
          : briefOfDocumentation(actor, one.found, terms),
      ),
    )
    const last = page.at(-1)
    return { records, cursor: last && found.length > limit ? toCursor([last.heldAt, last.id]) : null }
  }
}
