import type { AllOperations, Parsed, ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { Types, trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import type { SessionOutcome } from '../live/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { citedContributions, writersBetween } from '../threads/index.ts'
import { drafted, type Marked } from './drafting.ts'
import { createLanes } from './lane.ts'
import {
  Confirmations,
  Items,
  Marks,
  Records,
  Versions,
  type ItemDoc,
  type ItemWords,
  type MarkDoc,
  type Participants,
  type RecordDoc,
} from './model.ts'
import { isEarly, mayStep, restsOnSomething, saysOtherwise, type Step } from './policy.ts'
import type { RecordReader, RecordReading } from './reading.ts'
import { isDocumentable, questionsOf, votedIn, type Live } from './sessions.ts'
import { groupOf, needsNote, suggestedSpread } from './spread.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>
type ItemDraft = Omit<Input<'results.addItem'>, 'recordId' | 'clientId'>

interface Needs {
  reading: RecordReader
  live: Live
  organisations: Pick<Organisations, 'get'>
  /** Whoever works on it, or is asked about it, asks again. */
  changed: (record: RecordDoc, session: SessionOutcome, actor: Actor) => void
  /** A version is published. */
  onPublished: (recordId: string) => void
  wordsOf: (record: RecordDoc) => Promise<string>
  acting: Acting
  now: () => Date
}

const dayMs = 86_400_000
export const linkOf = (recordId: string) => `/ergebnisse/${recordId}`
const officeIn = ({ role }: Actor) => (role === 'staff' ? ('staff' as const) : ('moderator' as const))

/** Everything that is done to records. What happens to one happens in one order. */
export function createRecords(needs: Needs) {
  const { reading, live, organisations, changed, acting, now } = needs
  const inLane = createLanes()

  const fresh = async (recordId: string) => {
    const record = await Records.findById(recordId).lean<RecordDoc>()
    if (!record) throw refuse('not-found')
    return record
  }

  async function tell(record: RecordDoc, actor: Actor) {
    changed(record, await live.sessionOf(record.sessionId), actor)
  }

  async function mustWork(actor: Actor, recordId: string): Promise<RecordReading> {
    const found = await reading.mustRead(actor, recordId)
    if (!found.reader.edits) throw refuse('action.forbidden')
    return found
  }

  /**
   * One step on a record for whoever works on it: what it is at its turn decides, and the entry in the audit log is
   * durable before the work begins.
   */
  async function step<T>(
    actor: Actor,
    what: { recordId: string; step: Step | 'answer'; act: keyof AllOperations; itemId?: string },
    work: (record: RecordDoc) => Promise<T>,
  ): Promise<T> {
    const { recordId, itemId, act } = what
    const { record: seen } = await mustWork(actor, recordId)
    return inLane(seen.sessionId, async () => {
      const record = await fresh(recordId)
      if (what.step !== 'answer' && !mayStep(what.step, record, now())) throw refuse('result.state')
      const target = { recordId, ...(itemId !== undefined && { itemId }) }
      const done = await acting({ actorId: person(actor).id, office: officeIn(actor), act, target }, () =>
        work(record),
      )
      await tell(await fresh(recordId), actor)
      return done
    })
  }

  /** One more reading of the record, if it is still the one that was read. */
  async function advance(record: RecordDoc, rev: number, set: Partial<RecordDoc>): Promise<RecordDoc> {
    const next = await Records.findOneAndUpdate(
      { _id: record._id, rev },
      { $set: set, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean<RecordDoc>()
    if (!next) throw refuse('conflict')
    return next
  }

  /** Who took part: in the queue, on the wall and in votes, in writing while it ran, and whose words are cited. */
  async function participantsOf(session: SessionOutcome, cited: readonly string[]): Promise<Participants> {
    const [writers, sources] = await Promise.all([
      session.ranFrom ? writersBetween(session.threadId, session.ranFrom, session.endedAt ?? now()) : [],
      citedContributions(cited),
    ])
    const voices = [...writers, ...[...sources.values()].filter(({ text }) => text !== null)]
    const organisationIds = new Set([
      ...session.organisationIds,
      ...voices.flatMap(({ organisationId }) => organisationId ?? []),
    ])
    const offices = new Set(voices.flatMap(({ institution }) => institution ?? []))
    const singly = voices.filter(({ organisationId, institution }) => !organisationId && !institution)
    const named = new Set(
      voices.filter((one) => one.organisationId ?? one.institution).map(({ authorId }) => authorId),
    )
    const people = new Set(singly.map(({ authorId }) => authorId))
    return {
      organisations: [...organisationIds].toSorted(),
      offices: [...offices].toSorted(),
      people: [...people].filter((id) => !named.has(id)).toSorted(),
    }
  }

  async function participantsNow(record: RecordDoc): Promise<Participants> {
    const session = await live.sessionOf(record.sessionId)
    const items = await Items.find({ recordId: String(record._id) }, { sources: 1 }).lean<ItemDoc[]>()
    return participantsOf(
      session,
      items.flatMap(({ sources }) => sources),
    )
  }

  async function recordFor(session: SessionOutcome, createdBy: string): Promise<RecordDoc> {
    const stored = await Records.findOne({ sessionId: session.id }).lean<RecordDoc>()
    if (stored) return stored
    const doc: RecordDoc = {
      _id: new Types.ObjectId(),
      sessionId: session.id,
      roomId: session.roomId,
      threadId: session.threadId,
      title: session.title,
      heldAt: session.ranFrom ?? session.startsAt,
      place: session.place,
      questions: questionsOf(session),
      state: 'draft',
      version: 1,
      published: [],
      reviewUntil: null,
      participants: await participantsOf(session, []),
      edition: 1,
      taken: [],
      createdBy,
      words: '',
      rev: 1,
    }
    try {
      await Records.create(doc)
      return doc
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      return (await Records.findOne({ sessionId: session.id }).lean<RecordDoc>())!
    }
  }

  async function markedIn(threadId: string): Promise<Marked[]> {
    const marks = await Marks.find({ threadId, kind: 'result', state: 'agreed' }).lean<MarkDoc[]>()
    const cited = await citedContributions(marks.map(({ contributionId }) => contributionId))
    return marks.flatMap(({ _id, contributionId }): Marked[] => {
      const one = cited.get(contributionId)
      if (!one || one.text === null || one.seq === null) return []
      return [{ ...one, key: String(_id), contributionId, text: one.text, seq: one.seq }]
    })
  }

  /** Takes in what was marked and voted on and is not in it yet; what was taken out again does not come back. */
  async function fill(record: RecordDoc) {
    const recordId = String(record._id)
    const [marked, session] = await Promise.all([markedIn(record.threadId), live.sessionOf(record.sessionId)])
    const isNew = (key: string) => !record.taken.includes(key)
    const made = drafted(
      marked.filter(({ key }) => isNew(key)),
      votedIn(session).filter(({ id }) => isNew(id)),
      session.openQuestions.filter(({ id }) => isNew(id)),
      record.questions.map(({ id }) => id),
    )
    if (made.length === 0) return
    const last = await Items.findOne({ recordId }).sort({ order: -1 }).lean<ItemDoc>()
    await Items.bulkWrite(
      made.map(({ key, ...words }, index) => ({
        updateOne: {
          filter: { recordId, clientId: key },
          update: {
            $setOnInsert: {
              ...words,
              order: (last?.order ?? 0) + index + 1,
              spreadNote: null,
              owner: null,
              due: null,
              answer: null,
              rev: 1,
            },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    )
    const keys = made.map(({ key }) => key)
    await Marks.updateMany(
      { _id: trusted({ $in: marked.map(({ key }) => key).filter((key) => keys.includes(key)) }) },
      { $set: { state: 'done', link: linkOf(recordId) } },
    )
    await Records.updateOne(
      { _id: record._id },
      { $addToSet: { taken: { $each: keys } }, $inc: { edition: 1 } },
    )
    await Records.updateOne({ _id: record._id }, { $set: { participants: await participantsNow(record) } })
  }

  async function draft(actor: Actor, sessionId: string): Promise<ResultRecord> {
    const { standing } = await live.mustRead(actor, sessionId)
    if (!standing.moderator) throw refuse('action.forbidden')
    const session = await live.sessionOf(sessionId)
    const { id } = person(actor)
    const recordId = await inLane(sessionId, async () => {
      const stored = await Records.findOne({ sessionId }).lean<RecordDoc>()
      if (!stored && !isDocumentable(session)) throw refuse('live.ended')
      // Begun twice at once, or again after more was marked: it is the same record.
      if (stored && stored.state !== 'draft') return String(stored._id)
      const made = await acting(
        { actorId: id, office: officeIn(actor), act: 'results.draft', target: { sessionId } },
        async () => {
          const record = await recordFor(session, id)
          await fill(record)
          return record
        },
      )
      await tell(made, actor)
      return String(made._id)
    })
    return reading.get(actor, recordId)
  }

  /** What is sent in, checked against the record, with what the data suggest. */
  async function checked(
    record: RecordDoc,
    draftOf: ItemDraft,
    stored?: ItemDoc,
  ): Promise<Omit<ItemWords, 'order' | 'answer'>> {
    const { questionId, kind, spread, spreadNote, supplement, owner, due } = draftOf
    const fault = (field: string, why: string) => refuse('request.invalid', { fields: { [field]: [why] } })
    const sources = [...new Set(draftOf.sources)]
    if (questionId !== null && !record.questions.some(({ id }) => id === questionId))
      throw fault('questionId', 'not a question of this session')
    if (!restsOnSomething({ sources, supplement }))
      throw fault('supplement', 'either sources, or an addition of the moderators')
    if (kind !== 'open-question' && (owner !== null || due !== null))
      throw fault('owner', 'only open questions have one')
    if (owner?.organisationId && !(await organisations.get(owner.organisationId)))
      throw fault('owner.organisationId', 'not an organisation')
    const cited = await citedContributions(sources)
    for (const id of sources) {
      const one = cited.get(id)
      const isHere = one?.threadId === record.threadId && one.seq !== null
      // What was cited when it could be read stays, as a stub.
      if (!isHere || (one.text === null && !stored?.sources.includes(id))) throw refuse('not-found')
    }
    const vote = stored?.statementId
      ? votedIn(await live.sessionOf(record.sessionId)).find(({ id }) => id === stored.statementId)
      : undefined
    const suggested = suggestedSpread(
      sources.map((id) => groupOf(cited.get(id)!)),
      vote?.labels,
    )
    if (needsNote(spread, suggested) && spreadNote === null)
      throw fault('spreadNote', 'say why it is not what the data suggest')
    return {
      questionId,
      kind,
      text: draftOf.text,
      spread,
      suggestedSpread: suggested,
      spreadNote,
      sources,
      supplement,
      owner,
      due,
    }
  }

  const nextEdition = (record: RecordDoc) => Records.updateOne({ _id: record._id }, { $inc: { edition: 1 } })

  const isSame = (stored: ItemWords, wanted: Omit<ItemWords, 'order' | 'answer'>) =>
    Object.entries(wanted).every(
      ([key, value]) =>
        key === 'suggestedSpread' || JSON.stringify(stored[key as keyof ItemWords]) === JSON.stringify(value),
    )

  const itemOf = async (recordId: string, itemId: string) => {
    const stored = isId(itemId) ? await Items.findOne({ _id: itemId, recordId }).lean<ItemDoc>() : null
    if (!stored) throw refuse('not-found')
    return stored
  }

  const lastOrder = async (recordId: string) =>
    (await Items.findOne({ recordId }).sort({ order: -1 }).lean<ItemDoc>())?.order ?? 0

  const addItem = (actor: Actor, { recordId, clientId: raw, ...draftOf }: Input<'results.addItem'>) =>
    step(actor, { recordId, step: 'edit', act: 'results.addItem' }, async (record): Promise<ResultItem> => {
      const clientId = raw.toLowerCase()
      const words = await checked(record, draftOf)
      const before = await Items.findOne({ recordId, clientId }).lean<ItemDoc>()
      if (before) {
        if (!isSame(before, words)) throw refuse('conflict')
        return reading.showItem(before)
      }
      await nextEdition(record)
      const doc: ItemDoc = {
        _id: new Types.ObjectId(),
        recordId,
        clientId,
        statementId: null,
        order: (await lastOrder(recordId)) + 1,
        answer: null,
        rev: 1,
        ...words,
      }
      await Items.create(doc)
      return reading.showItem(doc)
    })

  const changeItem = (actor: Actor, { recordId, itemId, rev, ...draftOf }: Input<'results.changeItem'>) =>
    step(actor, { recordId, itemId, step: 'edit', act: 'results.changeItem' }, async (record) => {
      const stored = await itemOf(recordId, itemId)
      const words = await checked(record, draftOf, stored)
      if (stored.rev !== rev) {
        // The same again changes nothing; something else does not write over what somebody has changed since.
        if (isSame(stored, words)) return reading.showItem(stored)
        throw refuse('conflict', {
          detail: 'Somebody has changed this meanwhile; this is how it stands now.',
          fields: {
            text: [stored.text],
            kind: [stored.kind],
            ...(stored.spread && { spread: [stored.spread] }),
            rev: [String(stored.rev)],
          },
        })
      }
      if (saysOtherwise(stored, words as ItemWords)) await nextEdition(record)
      const order = stored.questionId === words.questionId ? stored.order : (await lastOrder(recordId)) + 1
      const next = await Items.findOneAndUpdate(
        { _id: stored._id, rev },
        { $set: { ...words, order }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean<ItemDoc>()
      if (!next) throw refuse('conflict')
      return reading.showItem(next)
    })

  const moveItem = (actor: Actor, { recordId, itemId, before }: Input<'results.moveItem'>) =>
    step(actor, { recordId, itemId, step: 'edit', act: 'results.moveItem' }, async () => {
      const moved = await itemOf(recordId, itemId)
      const beside = (
        await Items.find({ recordId, questionId: moved.questionId }).sort({ order: 1 }).lean<ItemDoc[]>()
      ).filter(({ _id }) => !_id.equals(moved._id))
      const at = before === null ? beside.length : beside.findIndex(({ _id }) => String(_id) === before)
      if (at === -1) throw refuse('not-found')
      const wanted = beside.toSpliced(at, 0, moved)
      const orders = wanted.map(({ order }) => order).toSorted((a, b) => a - b)
      const writes = wanted.flatMap(({ _id, order }, index) =>
        order === orders[index]
          ? []
          : [{ updateOne: { filter: { _id }, update: { $set: { order: orders[index]! } } } }],
      )
      if (writes.length > 0) await Items.bulkWrite(writes)
      return { done: true as const }
    })

  const removeItem = (actor: Actor, { recordId, itemId }: Input<'results.removeItem'>) =>
    step(actor, { recordId, itemId, step: 'edit', act: 'results.removeItem' }, async (record) => {
      const { _id, clientId } = await itemOf(recordId, itemId)
      await nextEdition(record)
      await Items.deleteOne({ _id })
      // What it was made of may be marked anew.
      if (isId(clientId))
        await Marks.updateOne({ _id: clientId, state: 'done' }, { $set: { state: 'agreed', link: null } })
      return { done: true as const }
    })

  const answerOpenQuestion = (
    actor: Actor,
    { recordId, itemId, text }: Input<'results.answerOpenQuestion'>,
  ) =>
    step(actor, { recordId, itemId, step: 'answer', act: 'results.answerOpenQuestion' }, async () => {
      const { _id, kind } = await itemOf(recordId, itemId)
      if (kind !== 'open-question') throw refuse('result.state')
      const next = await Items.findOneAndUpdate(
        { _id },
        { $set: { answer: { text, at: now() } }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean<ItemDoc>()
      if (!next) throw refuse('not-found')
      return reading.showItem(next)
    })

  async function openReview(actor: Actor, { recordId, rev, days }: Input<'results.openReview'>) {
    await step(actor, { recordId, step: 'review', act: 'results.openReview' }, async (record) => {
      if (record.rev !== rev) throw refuse('conflict')
      if (!(await Items.exists({ recordId }))) throw refuse('result.state')
      await advance(record, rev, {
        state: 'in-review',
        reviewUntil: new Date(now().getTime() + days * dayMs),
        participants: await participantsNow(record),
      })
    })
    return reading.get(actor, recordId)
  }

  /** One answer of an association, its last one; whoever may write for it gives it. */
  async function confirm(
    actor: Actor,
    { recordId, organisationId, value, itemId, text }: Input<'results.confirm'>,
  ) {
    const { record: seen, own } = await reading.mustRead(actor, recordId)
    const { id } = person(actor)
    if (!own.includes(organisationId)) throw refuse('action.forbidden')
    if ((value === 'confirm') !== (text === null))
      throw refuse('request.invalid', {
        fields: { text: ['a remark or another view has words, a yes has none'] },
      })
    await inLane(seen.sessionId, async () => {
      const record = await fresh(recordId)
      if (!mayStep('confirm', record, now())) throw refuse('result.state')
      if (itemId !== null) await itemOf(recordId, itemId)
      await acting(
        {
          actorId: id,
          office: 'organisation-admin',
          act: 'results.confirm',
          target: { recordId, organisationId },
          after: { value },
        },
        () =>
          Confirmations.updateOne(
            { recordId, organisationId },
            { $set: { value, itemId, text, edition: record.edition, by: id, at: now() } },
            { upsert: true },
          ),
      )
      await tell(record, actor)
    })
    return reading.get(actor, recordId)
  }

  /**
   * Writes down what stands there now and then says that it is published: only what the record names counts, so that a
   * version somebody did not finish publishing is written anew.
   */
  async function publish(actor: Actor, { recordId, rev, reason }: Input<'results.publish'>) {
    await step(actor, { recordId, step: 'publish', act: 'results.publish' }, async (record) => {
      if (record.rev !== rev) throw refuse('conflict')
      const session = await live.sessionOf(record.sessionId)
      if (session.state !== 'wrapping-up' && session.state !== 'documented') throw refuse('result.state')
      if (isEarly(record, now()) && reason === undefined)
        throw refuse('request.invalid', { fields: { reason: ['the review has not ended'] } })
      const participants = await participantsNow(record)
      const { isWorking: _, ...now_ } = await reading.working({ ...record, participants })
      if (now_.items.length === 0) throw refuse('result.state')
      const { version } = record
      const at = now()
      await Versions.replaceOne(
        { recordId, version },
        {
          recordId,
          version,
          at,
          title: now_.title,
          heldAt: now_.heldAt,
          place: now_.place,
          questions: now_.questions,
          participants,
          edition: now_.edition,
          items: now_.items,
          confirmations: now_.confirmations.map((answer) => ({
            organisationId: answer.organisationId,
            value: answer.value,
            itemId: answer.itemId,
            text: answer.text,
            edition: answer.edition,
            at: answer.at,
          })),
        },
        { upsert: true },
      )
      const next = await advance(record, rev, {
        state: 'published',
        reviewUntil: null,
        participants,
        published: [...record.published, { version, at, reason: reason ?? null }],
        words: await needs.wordsOf({ ...record, participants }),
      })
      await afterPublishing(next, person(actor).id)
    })
    return reading.get(actor, recordId)
  }

  async function afterPublishing(record: RecordDoc, by: string) {
    const recordId = String(record._id)
    await live.documented(record.sessionId, { recordId, by })
    needs.onPublished(recordId)
  }

  async function revise(actor: Actor, { recordId }: Input<'results.revise'>) {
    await step(actor, { recordId, step: 'revise', act: 'results.revise' }, (record) =>
      advance(record, record.rev, { state: 'draft', version: record.version + 1 }),
    )
    return reading.get(actor, recordId)
  }

  return {
    draft,
    addItem,
    changeItem,
    moveItem,
    removeItem,
    answerOpenQuestion,
    openReview,
    confirm,
    publish,
    revise,

    /** Ends sessions whose record was published when something broke; harmless when repeated. */
    async repair() {
      const lately = await Records.find({ 'published.0': trusted({ $exists: true }) })
        .sort({ heldAt: -1 })
        .limit(200)
        .lean<RecordDoc[]>()
      for (const record of lately) {
        const session = await live.sessionOf(record.sessionId)
        if (session.state === 'wrapping-up') await afterPublishing(record, record.createdBy)
      }
    },
  }
}
export type RecordService = ReturnType<typeof createRecords>
