import type { Answering, OwnMembership, ResultItem, ResultRecord, Source } from '@augenhoehe/contracts'
import { beginning } from '@augenhoehe/reference-data'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { RoomDoc } from '../rooms/index.ts'
import { citedContributions, type CitedContribution, type ThreadService } from '../threads/index.ts'
import {
  Confirmations,
  Items,
  Records,
  Versions,
  type ConfirmationDoc,
  type ItemDoc,
  type Participants,
  type RecordDoc,
  type StoredItem,
  type VersionDoc,
} from './model.ts'
import {
  holding,
  maySeeAnswer,
  maySeeWorking,
  mayStep,
  shownTo,
  unansweredBy,
  type Answerer,
  type Reader,
} from './policy.ts'
import type { Live } from './sessions.ts'

export interface ReadingNeeds {
  threads: Pick<ThreadService, 'mustRead'>
  people: Accounts['people']
  organisations: Pick<Organisations, 'brief'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  live: Pick<Live, 'mustRead'>
  now: () => Date
}

/** A record whose thread may be read, and what the reader is to it. */
export interface RecordReading {
  record: RecordDoc
  room: RoomDoc
  reader: Reader
  /** For whom that took part the reader may answer: their associations, or their office. */
  own: Answerer[]
}

/** What is shown of a record: as it is worked on, or as it was published. */
type Shown = Pick<
  VersionDoc,
  | 'title'
  | 'heldAt'
  | 'place'
  | 'questions'
  | 'participants'
  | 'edition'
  | 'easyText'
  | 'items'
  | 'confirmations'
  | 'version'
> & { isWorking: boolean }

const excerptLength = 200
export const toStoredItem = (doc: ItemDoc): StoredItem => ({
  id: String(doc._id),
  questionId: doc.questionId,
  order: doc.order,
  kind: doc.kind,
  text: doc.text,
  spread: doc.spread,
  suggestedSpread: doc.suggestedSpread,
  spreadNote: doc.spreadNote,
  sources: doc.sources,
  origin: doc.origin ?? null,
  supplement: doc.supplement,
  owner: doc.owner,
  due: doc.due,
  answer: doc.answer,
  rev: doc.rev,
})

/** Records of which a version was published: these, or all. */
export const publishedRecords = (ids?: readonly string[]) =>
  Records.find({
    'published.0': trusted({ $exists: true }),
    ...(ids && { _id: trusted({ $in: ids.filter(isId) }) }),
  }).lean<RecordDoc[]>()

/** By question in their order, what stands apart last. */
export function inOrder<I extends { questionId: string | null; order: number }>(
  items: readonly I[],
  questions: readonly { id: string }[],
): I[] {
  const place = (questionId: string | null) => {
    const index = questions.findIndex(({ id }) => id === questionId)
    return index === -1 ? questions.length : index
  }
  return items.toSorted((a, b) => place(a.questionId) - place(b.questionId) || a.order - b.order)
}

/** Everything that is asked of records and changes nothing. */
export function createReading({ threads, people, organisations, membershipsOf, live, now }: ReadingNeeds) {
  /** Somebody who writes for an office answers for it alone, as long as they do. */
  async function answeringFor(actor: Actor, { organisations: some, offices }: Participants) {
    if (actor.id === null) return []
    const { institution } = actor
    if (institution) return offices.includes(institution.name) ? [{ organisationId: null, institution }] : []
    return (await membershipsOf(actor.id))
      .filter((one) => one.mayWriteFor && some.includes(one.organisationId))
      .map(({ organisationId }): Answerer => ({ organisationId, institution: null }))
  }

  /** Whether they work on it is not asked where it makes no difference: there are many records and few who do. */
  async function readingOf(actor: Actor, record: RecordDoc, asksWhoEdits = true): Promise<RecordReading> {
    const { room } = await threads.mustRead(actor, record.threadId)
    const edits =
      asksWhoEdits && actor.id !== null && (await live.mustRead(actor, record.sessionId)).standing.moderator
    const own = await answeringFor(actor, record.participants)
    return { record, room, reader: { edits, isAsked: own.length > 0 }, own }
  }

  /** The only way to hold a record: whoever may not read its thread, or sees nothing of it yet, learns nothing. */
  async function mustRead(actor: Actor, recordId: string): Promise<RecordReading> {
    const record = isId(recordId) ? await Records.findById(recordId).lean<RecordDoc>() : null
    if (!record) throw refuse('not-found')
    const reading = await readingOf(actor, record)
    if (visible(reading) === 'nothing') throw refuse('not-found')
    return reading
  }

  const visible = ({ reader, record: { state, published } }: RecordReading) =>
    shownTo(reader, { state, published: published.length })

  async function working(record: RecordDoc): Promise<Shown> {
    const recordId = String(record._id)
    const [items, confirmations] = await Promise.all([
      Items.find({ recordId }).lean<ItemDoc[]>(),
      Confirmations.find({ recordId }).sort({ at: 1, _id: 1 }).lean<ConfirmationDoc[]>(),
    ])
    return {
      ...record,
      items: inOrder(items.map(toStoredItem), record.questions),
      confirmations,
      isWorking: true,
    }
  }

  /** As it was published; only answers to its open questions came later. */
  async function asPublished(record: RecordDoc, version: number): Promise<Shown> {
    const recordId = String(record._id)
    const found = record.published.some((one) => one.version === version)
      ? await Versions.findOne({ recordId, version }).lean<VersionDoc>()
      : null
    if (!found) throw refuse('not-found')
    const unanswered = found.items.filter(({ kind, answer }) => kind === 'open-question' && !answer)
    const answers =
      unanswered.length > 0
        ? await Items.find({ recordId, kind: 'open-question' }, { answer: 1 }).lean<ItemDoc[]>()
        : []
    return {
      ...found,
      isWorking: false,
      items: found.items.map((item) => ({
        ...item,
        answer: item.answer ?? answers.find(({ _id }) => String(_id) === item.id)?.answer ?? null,
      })),
    }
  }

  /** Which reading a reader is shown who names this version, or none. */
  async function shown(reading: RecordReading, version?: number): Promise<Shown> {
    const { record, reader } = reading
    const newest = record.published.at(-1)?.version ?? 0
    if (version === undefined)
      return visible(reading) === 'working' && record.state !== 'published'
        ? working(record)
        : asPublished(record, newest)
    if (version === record.version && record.state !== 'published') {
      if (!maySeeWorking(reader, record)) throw refuse('not-found')
      return working(record)
    }
    return asPublished(record, version)
  }

  interface Names {
    cited: ReadonlyMap<string, CitedContribution>
    people: ReadonlyMap<string, { name: string }>
    organisations: ReadonlyMap<string, { name: string }>
  }

  async function namesFor(items: readonly StoredItem[], ids: readonly string[]): Promise<Names> {
    const cited = await citedContributions(items.flatMap(({ sources }) => sources))
    const voices = [...cited.values()].map(({ voice }) => voice)
    const [named, brief] = await Promise.all([
      people(voices.flatMap(({ userId }) => userId ?? [])),
      organisations.brief([...ids, ...voices.flatMap(({ organisationId }) => organisationId ?? [])]),
    ])
    return { cited, people: named, organisations: brief }
  }

  function toSource(
    contributionId: string,
    { cited, people: named, organisations: brief }: Names,
    isDeciding: boolean,
  ): Source {
    const one = cited.get(contributionId)
    const seq = one?.seq ?? null
    if (!one || one.text === null) {
      const stub = { contributionId, seq, state: 'removed', by: null, excerpt: '' } as const
      return isDeciding && one?.withdrawn ? { ...stub, withdrawn: true } : stub
    }
    const { userId, name, organisationId, institution } = one.voice
    const association = organisationId ? brief.get(organisationId)?.name : undefined
    const person = userId ? named.get(userId)?.name : name
    return {
      contributionId,
      seq,
      state: 'readable',
      by: association ?? institution ?? person ?? '',
      excerpt: beginning(one.text, excerptLength),
    }
  }

  /** Whoever works on a draft decides what becomes of words whose author took them back. */
  const toItem = (
    { sources, answer, ...item }: StoredItem,
    names: Names,
    isDeciding: boolean,
  ): ResultItem => ({
    ...item,
    sources: sources.map((id) => toSource(id, names, isDeciding)),
    origin: item.origin ?? null,
    answer: answer && { text: answer.text, at: answer.at.toISOString() },
  })

  async function present(reading: RecordReading, one: Shown): Promise<ResultRecord> {
    const { record, room, reader, own } = reading
    const { participants, confirmations, edition } = one
    const names = await namesFor(one.items, participants.organisations)
    const nameOf = (id: string) => names.organisations.get(id)?.name ?? ''
    const toAnswering = ({ organisationId, institution }: Answerer): Answering => ({
      organisationId,
      name: organisationId === null ? (institution?.name ?? '') : nameOf(organisationId),
      institution,
    })
    const named = [
      ...participants.organisations.map((id) => ({ organisationId: id, name: nameOf(id) })),
      ...participants.offices.map((name) => ({ organisationId: null, name })),
    ].toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
    const counting = holding(confirmations, edition)
    const having = (value: string) => counting.filter((answer) => answer.value === value).length
    const asks = one.isWorking && mayStep('confirm', record, now())
    return {
      id: String(record._id),
      sessionId: record.sessionId,
      roomId: record.roomId,
      roomSlug: room.slug,
      threadId: record.threadId,
      title: one.title,
      heldAt: one.heldAt.toISOString(),
      place: one.place,
      state: one.isWorking ? record.state : 'published',
      version: one.version,
      published: record.published.map(({ version, at }) => ({ version, at: at.toISOString() })),
      reviewUntil: one.isWorking ? (record.reviewUntil?.toISOString() ?? null) : null,
      questions: one.questions,
      items: one.items.map((item) => toItem(item, names, reader.edits && one.isWorking)),
      easyText: one.easyText ?? null,
      participants: named,
      others: participants.people.length,
      counts: {
        confirm: having('confirm'),
        comment: having('comment'),
        dissent: having('dissent'),
        open: unansweredBy(participants, counting),
      },
      confirmations: counting
        .filter((answer) => maySeeAnswer(reader, answer, own))
        .map(({ organisationId, institution, value, itemId, text, at }) => ({
          organisationId,
          organisation: toAnswering({ organisationId, institution }).name,
          institution,
          value,
          itemId,
          text,
          at: at.toISOString(),
        })),
      mayConfirmFor: asks ? own.map(toAnswering) : [],
      mayEdit: reader.edits,
      rev: record.rev,
    }
  }

  return {
    mustRead,
    readingOf,
    visible,
    working,
    asPublished,
    shown,
    present,

    /** One item as it is stored, for whoever works on it. */
    async showItem(doc: ItemDoc): Promise<ResultItem> {
      const item = toStoredItem(doc)
      return toItem(item, await namesFor([item], []), true)
    },

    async get(actor: Actor, recordId: string, version?: number): Promise<ResultRecord> {
      const reading = await mustRead(actor, recordId)
      return present(reading, await shown(reading, version))
    },

    /** The reading of those records that somebody may see anything of. */
    async readable(actor: Actor, records: readonly RecordDoc[]): Promise<RecordReading[]> {
      const readings = await Promise.all(
        records.map((record) =>
          readingOf(actor, record, record.state !== 'published').catch((error: unknown) => {
            if (error instanceof Refusal && error.code === 'not-found') return undefined
            throw error
          }),
        ),
      )
      return readings.filter((one) => one !== undefined).filter((one) => visible(one) !== 'nothing')
    },
  }
}
export type RecordReader = ReturnType<typeof createReading>
