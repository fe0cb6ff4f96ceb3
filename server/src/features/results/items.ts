import type { AllOperations, Parsed, ResultItem } from '@augenhoehe/contracts'
import { Types } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Organisations } from '../organisations/index.ts'
import { citedContributions } from '../threads/index.ts'
import { originOf } from './drafting.ts'
import { Items, Marks, Records, type ItemDoc, type ItemWords, type RecordDoc } from './model.ts'
import { restsOnSomething, saysOtherwise } from './policy.ts'
import type { RecordReader } from './reading.ts'
import { votedIn, type Live } from './sessions.ts'
import { groupOf, needsNote, suggestedSpread } from './spread.ts'
import type { Stepping } from './steps.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>
type ItemDraft = Omit<Input<'results.addItem'>, 'recordId' | 'clientId'>

interface Needs {
  step: Stepping
  reading: Pick<RecordReader, 'showItem'>
  live: Pick<Live, 'sessionOf'>
  organisations: Pick<Organisations, 'get'>
  now: () => Date
}

/** An item of this record. */
export async function itemOf(recordId: string, itemId: string): Promise<ItemDoc> {
  const stored = isId(itemId) ? await Items.findOne({ _id: itemId, recordId }).lean<ItemDoc>() : null
  if (!stored) throw refuse('not-found')
  return stored
}

export const lastOrder = async (recordId: string) =>
  (await Items.findOne({ recordId }).sort({ order: -1 }).lean<ItemDoc>())?.order ?? 0

const isSame = (stored: ItemWords, wanted: Omit<ItemWords, 'order' | 'answer'>) =>
  Object.entries(wanted).every(
    ([key, value]) =>
      key === 'suggestedSpread' ||
      key === 'origin' ||
      JSON.stringify(stored[key as keyof ItemWords]) === JSON.stringify(value),
  )

/** From now on something else stands there than what was confirmed. */
const nextEdition = ({ _id }: RecordDoc) => Records.updateOne({ _id }, { $inc: { edition: 1 } })

/** What is done to single items of a record. */
export function createItems({ step, reading, live, organisations, now }: Needs) {
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
    if (!restsOnSomething({ sources, origin: stored?.origin ?? null, supplement }))
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
      sources.map((id) => groupOf(cited.get(id)!.voice)),
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
      // Whoever still votes is counted.
      origin: vote ? originOf(vote) : (stored?.origin ?? null),
      supplement,
      owner,
      due,
    }
  }

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

  return { addItem, changeItem, moveItem, removeItem, answerOpenQuestion }
}
