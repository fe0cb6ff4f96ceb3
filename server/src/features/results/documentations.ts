import type { AllOperations, Documentation, DocumentationPart, Parsed } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'
import { Types, trusted } from 'mongoose'
import { isStaff, officeOf, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import { Documentations, Records, type DocumentationDoc, type RecordDoc } from './model.ts'
import type { RecordReader } from './reading.ts'
import type { SessionOutcome } from '../live/index.ts'
import type { Live } from './sessions.ts'

type Draft = Omit<Parsed<AllOperations['results.createDocumentation']>, 'clientId'>

interface Needs {
  reading: RecordReader
  live: Pick<Live, 'mustRead' | 'sessionOf'>
  onPublished: (documentationId: string) => void
  acting: Acting
  now: () => Date
}

/** What its sessions are called is no word of it: not everybody may know of them. */
const ownWords = (parts: DocumentationDoc['parts']) =>
  parts.flatMap((part) =>
    part.kind === 'text' ? [part.title, part.text] : part.sessionId === null ? [part.title] : [],
  )
/** What it can be found by. */
const wordsOf = (title: string, parts: DocumentationDoc['parts']) =>
  fold([title, ...ownWords(parts)].join('\n'))

/** The documentation of a whole meeting: words of its own, and the records of its sessions as each reader may see them. */
export function createDocumentations(needs: Needs) {
  const { reading, live, onPublished, acting, now } = needs

  async function readableSession(actor: Actor, sessionId: string): Promise<SessionOutcome | undefined> {
    try {
      await live.mustRead(actor, sessionId)
      return await live.sessionOf(sessionId)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return undefined
      throw error
    }
  }

  /** Nobody documents what they may not read. */
  async function mustReadAll(actor: Actor, parts: Draft['parts']) {
    for (const part of parts) {
      if (part.kind === 'session' && part.sessionId && !(await readableSession(actor, part.sessionId)))
        throw refuse('not-found')
    }
  }

  async function hiddenParts(actor: Actor, parts: DocumentationDoc['parts']) {
    const readable = await Promise.all(
      parts.map(
        async (part) =>
          part.kind === 'text' ||
          part.sessionId === null ||
          (await readableSession(actor, part.sessionId)) !== undefined,
      ),
    )
    return parts.filter((_, index) => !readable[index])
  }

  async function find(actor: Actor, id: string): Promise<DocumentationDoc> {
    const doc = isId(id) ? await Documentations.findById(id).lean<DocumentationDoc>() : null
    if (!doc || (!doc.publishedAt && !isStaff(actor))) throw refuse('not-found')
    return doc
  }

  async function present(actor: Actor, doc: DocumentationDoc): Promise<Documentation> {
    const sessionIds = doc.parts.flatMap((part) => (part.kind === 'session' ? (part.sessionId ?? []) : []))
    const stored = await Records.find({
      sessionId: trusted({ $in: sessionIds }),
      'published.0': trusted({ $exists: true }),
    }).lean<RecordDoc[]>()
    const readings = await reading.readable(actor, stored)
    const records = new Map(
      await Promise.all(
        readings.map(async (one) => {
          const { sessionId, published } = one.record
          const shown = await reading.asPublished(one.record, published.at(-1)!.version)
          return [
            sessionId,
            { shown: await reading.present(one, shown), people: shown.participants.people },
          ] as const
        }),
      ),
    )
    const parts = await Promise.all(
      doc.parts.map(async (part): Promise<DocumentationPart[]> => {
        if (part.kind === 'text') return [part]
        if (!part.sessionId) return [{ ...part, recordId: null }]
        const session = await readableSession(actor, part.sessionId)
        // That there was a session in a closed room is nobody else’s business.
        if (!session) return []
        const recordId = records.get(part.sessionId)?.shown.id ?? null
        return [{ ...part, reason: part.reason ?? session.reason, recordId }]
      }),
    )
    const shown = doc.parts.flatMap((part) =>
      part.kind === 'session' && part.sessionId ? (records.get(part.sessionId) ?? []) : [],
    )
    const participants = new Map(
      shown.flatMap((one) => one.shown.participants).map((one) => [one.organisationId ?? one.name, one]),
    )
    return {
      id: String(doc._id),
      title: doc.title,
      date: doc.date,
      place: doc.place,
      published: doc.publishedAt !== null,
      parts: parts.flat(),
      records: [...new Set(shown)].map((one) => one.shown),
      participants: [...participants.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
      others: new Set(shown.flatMap(({ people }) => people)).size,
      mayEdit: isStaff(actor),
      rev: doc.rev,
    }
  }

  const isSame = (doc: DocumentationDoc, draft: Draft) =>
    (['title', 'date', 'place', 'parts'] as const).every(
      (key) => JSON.stringify(doc[key]) === JSON.stringify(draft[key]),
    )

  async function create(
    actor: Actor,
    { clientId: raw, ...draft }: Parsed<AllOperations['results.createDocumentation']>,
  ): Promise<Documentation> {
    const clientId = raw.toLowerCase()
    await mustReadAll(actor, draft.parts)
    const doc: DocumentationDoc = {
      _id: new Types.ObjectId(),
      createdBy: person(actor).id,
      clientId,
      ...draft,
      publishedAt: null,
      words: wordsOf(draft.title, draft.parts),
      rev: 1,
    }
    return acting(
      {
        ...officeOf(actor),
        act: 'results.createDocumentation',
        target: { documentationId: String(doc._id) },
      },
      async () => {
        try {
          await Documentations.create(doc)
          return await present(actor, doc)
        } catch (error) {
          if (duplicateOf(error) === undefined) throw error
          const { createdBy } = doc
          const stored = await Documentations.findOne({ createdBy, clientId }).lean<DocumentationDoc>()
          if (!stored || (stored.rev === 1 && !isSame(stored, draft))) throw refuse('conflict')
          return present(actor, stored)
        }
      },
    )
  }

  async function write(
    actor: Actor,
    { documentationId, rev }: { documentationId: string; rev: number },
    act: 'results.changeDocumentation' | 'results.publishDocumentation',
    set: Partial<DocumentationDoc>,
  ): Promise<Documentation> {
    const next = await acting({ ...officeOf(actor), act, target: { documentationId } }, async () => {
      const written = await Documentations.findOneAndUpdate(
        { _id: documentationId, rev },
        { $set: set, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean<DocumentationDoc>()
      if (!written) throw refuse('conflict')
      return written
    })
    if (next.publishedAt) onPublished(documentationId)
    return present(actor, next)
  }

  return {
    create,

    present,
    get: async (actor: Actor, id: string) => present(actor, await find(actor, id)),

    async change(
      actor: Actor,
      { documentationId, rev, ...draft }: Parsed<AllOperations['results.changeDocumentation']>,
    ) {
      const stored = await find(actor, documentationId)
      await mustReadAll(actor, draft.parts)
      // Whoever was not shown a part does not take it out.
      const hidden = await hiddenParts(actor, stored.parts)
      const parts = [...draft.parts, ...hidden]
      return write(actor, { documentationId, rev }, 'results.changeDocumentation', {
        ...draft,
        parts,
        words: wordsOf(draft.title, parts),
      })
    },

    async publish(actor: Actor, which: Parsed<AllOperations['results.publishDocumentation']>) {
      const { publishedAt } = await find(actor, which.documentationId)
      if (publishedAt) throw refuse('result.state')
      return write(actor, which, 'results.publishDocumentation', { publishedAt: now() })
    },

    /** Their own words, of these that are published, or of all. */
    async published(ids?: readonly string[]) {
      const docs = await Documentations.find({
        publishedAt: trusted({ $ne: null }),
        ...(ids && { _id: trusted({ $in: ids.filter(isId) }) }),
      }).lean<DocumentationDoc[]>()
      return docs.map(({ _id, title, date, parts }) => ({
        id: String(_id),
        title,
        text: ownWords(parts).join('\n'),
        at: new Date(date),
      }))
    },

    /** Those that everybody may read, and for staff the others too. */
    all: (actor: Actor) =>
      Documentations.find(isStaff(actor) ? {} : { publishedAt: trusted({ $ne: null }) }).lean<
        DocumentationDoc[]
      >(),
  }
}
export type DocumentationService = ReturnType<typeof createDocumentations>
