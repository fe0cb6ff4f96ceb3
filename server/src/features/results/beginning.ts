import { Types, trusted } from 'mongoose'
import { duplicateOf } from '../../platform/db.ts'
import type { SessionOutcome } from '../live/index.ts'
import { citedContributions, voicesBetween } from '../threads/index.ts'
import { drafted, renewed, type Marked } from './drafting.ts'
import { lastOrder } from './items.ts'
import {
  Items,
  Marks,
  Records,
  type ItemDoc,
  type MarkDoc,
  type Participants,
  type RecordDoc,
} from './model.ts'
import { participantsIn, questionsOf, votedIn, type Live } from './sessions.ts'
import { groupOf } from './spread.ts'

interface Needs {
  live: Pick<Live, 'sessionOf'>
  now: () => Date
}

const linkOf = (recordId: string) => `/ergebnisse/${recordId}`

/** How a record begins: from the session it is of, from what was marked in its thread, and from who took part. */
export function createBeginning({ live, now }: Needs) {
  /** Who took part: in the queue, on the wall and in votes, in writing while it ran, and whose words are cited. */
  async function participantsOf(session: SessionOutcome, cited: readonly string[]): Promise<Participants> {
    const [heard, sources] = await Promise.all([
      session.ranFrom ? voicesBetween(session.threadId, session.ranFrom, session.endedAt ?? now()) : [],
      citedContributions(cited),
    ])
    const read = [...sources.values()].filter(({ text }) => text !== null)
    return participantsIn(
      [...heard, ...session.parties, ...read.map(({ voice }) => voice)],
      session.organisationIds,
    )
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
    const last = await lastOrder(recordId)
    await Items.bulkWrite(
      made.map(({ key, ...words }, index) => ({
        updateOne: {
          filter: { recordId, clientId: key },
          update: {
            $setOnInsert: {
              ...words,
              order: last + index + 1,
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

  /**
   * Lets what was made of votes say how they stand now, as long as nobody has been asked whether it is right: what is
   * put to associations does not change under them. Says whether anything is otherwise than before.
   */
  async function renewVotes(record: RecordDoc): Promise<boolean> {
    if (record.state !== 'draft') return false
    const recordId = String(record._id)
    const items = await Items.find({ recordId, statementId: trusted({ $ne: null }) }).lean<ItemDoc[]>()
    if (items.length === 0) return false
    const voted = new Map(votedIn(await live.sessionOf(record.sessionId)).map((vote) => [vote.id, vote]))
    const cited = await citedContributions(items.flatMap(({ sources }) => sources))
    const news = items.flatMap((item) => {
      const vote = voted.get(item.statementId ?? '')
      const groups = item.sources.flatMap((id) => cited.get(id)?.voice ?? []).map((voice) => groupOf(voice))
      const set = vote && renewed(item, vote, groups)
      return set ? [{ item, set }] : []
    })
    if (news.length === 0) return false
    if (news.some(({ item, set }) => set.spread !== item.spread))
      await Records.updateOne({ _id: record._id }, { $inc: { edition: 1 } })
    await Items.bulkWrite(
      news.map(({ item: { _id, rev }, set }) => ({
        updateOne: { filter: { _id, rev }, update: { $set: set } },
      })),
      { ordered: false },
    )
    return true
  }

  return { recordFor, fill, renewVotes, participantsNow }
}
