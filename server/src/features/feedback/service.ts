import { FeedbackState, Id, type AllOperations, type Feedback, type Parsed } from '@augenhoehe/contracts'
import { trusted, Types } from 'mongoose'
import { z } from 'zod'
import { officeOf, type Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import { answerMail } from './mails.ts'
import { FeedbackEntries, type AnswerDoc, type FeedbackDoc } from './model.ts'
import { afterAct, dueAt, forgottenBefore, looksAutomatic, mostTries, type FeedbackAct } from './policy.ts'

interface Needs {
  accounts: Pick<Accounts, 'staffIds'>
  acting: Acting
  mail: SendMail
  notify: Tell
  baseUrl: string
  now: () => Date
  log: Log
}

type Draft = Parsed<AllOperations['feedback.send']>

const promised = ({ at, email }: Pick<FeedbackDoc, 'at' | 'email'>) =>
  email === null ? null : dueAt(at).toISOString()

const toFeedback = (doc: FeedbackDoc): Feedback => ({
  id: String(doc._id),
  kind: doc.kind,
  text: doc.text,
  locale: doc.locale,
  page: doc.page,
  email: doc.email,
  state: doc.state,
  at: doc.at.toISOString(),
  dueAt: promised(doc),
  answers: doc.answers.map(({ text, at, sent }) => ({ text, at: at.toISOString(), sent })),
  settledAt: doc.settledAt?.toISOString() ?? null,
  rev: doc.rev,
})

/** What people tell those who run the platform, and what they are answered. */
export function createFeedback({ accounts, acting, mail, notify, baseUrl, now, log }: Needs) {
  async function send({ clientId: given, kind, text, locale, page, email, ...written }: Draft) {
    // Said plainly: whoever was taken for a program sends it once more. Neither is kept.
    if (looksAutomatic(written)) throw refuse('feedback.automatic')
    const clientId = given.toLowerCase()
    const doc: FeedbackDoc = {
      _id: new Types.ObjectId(),
      clientId,
      kind,
      text,
      locale,
      page: page ?? null,
      email: email ?? null,
      state: 'open',
      at: now(),
      answers: [],
      settledAt: null,
      rev: 1,
    }
    try {
      await FeedbackEntries.create(doc)
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      const first = await FeedbackEntries.findOne({ clientId }).lean<FeedbackDoc>()
      if (!first || first.text !== text || first.kind !== kind) throw refuse('conflict')
      return { at: first.at.toISOString(), dueAt: promised(first) }
    }
    // It stands in their list; that nobody could be told of it is no reason to send it again.
    tellStaff(String(doc._id)).catch((error: unknown) => log.warn({ err: error }, 'feedback not told'))
    return { at: doc.at.toISOString(), dueAt: promised(doc) }
  }

  const tellStaff = async (id: string) =>
    notify({
      to: await accounts.staffIds(),
      key: `feedback.received ${id}`,
      object: ['feedback', id],
      kind: 'feedback.received',
      reason: 'run-platform',
    })

  /** One act of the staff: one write onto the reading it was decided from, so that of two only one acts. */
  async function act(
    actor: Actor,
    { feedbackId, rev }: { feedbackId: string; rev: number },
    what: FeedbackAct,
    answer?: AnswerDoc,
  ): Promise<FeedbackDoc> {
    const doc = await FeedbackEntries.findById(feedbackId).lean<FeedbackDoc>()
    if (!doc) throw refuse('not-found')
    const state = afterAct(doc, what)
    if (state === undefined || doc.rev !== rev) throw refuse('conflict')
    return acting(
      {
        ...officeOf(actor),
        act: what === 'answer' ? 'feedback.answer' : 'feedback.setState',
        target: { feedbackId },
        before: { state: doc.state },
        after: { state },
      },
      async () => {
        const after = await FeedbackEntries.findOneAndUpdate(
          { _id: doc._id, rev },
          {
            $set: { state, settledAt: state === 'open' ? null : now(), rev: rev + 1 },
            ...(answer && { $push: { answers: answer } }),
          },
          { returnDocument: 'after' },
        ).lean<FeedbackDoc>()
        if (!after) throw refuse('conflict')
        return after
      },
    )
  }

  /** Hands over what is owed; each is noted by itself, so that it may end anywhere. */
  async function deliver(doc: FeedbackDoc): Promise<FeedbackDoc> {
    if (doc.email === null) return doc
    let latest = doc
    for (const [place, answer] of doc.answers.entries()) {
      if (answer.sent || answer.tries >= mostTries) continue
      const sent = await mail(
        answerMail({
          email: doc.email,
          locale: doc.locale,
          text: doc.text,
          at: doc.at,
          answer: answer.text,
          baseUrl,
        }),
      )
      latest =
        (await FeedbackEntries.findOneAndUpdate(
          { _id: doc._id },
          { $set: { [`answers.${place}.sent`]: sent }, $inc: { [`answers.${place}.tries`]: 1 } },
          { returnDocument: 'after' },
        ).lean<FeedbackDoc>()) ?? latest
    }
    return latest
  }

  const position = z.tuple([Id])

  return {
    send,

    async list({ state, cursor, limit }: Parsed<AllOperations['feedback.list']>) {
      // What waits longest comes first; of what is settled the newest.
      const oldestFirst = state === 'open'
      const [after] = cursor === undefined ? [] : fromCursor(position, cursor)
      const docs = await FeedbackEntries.find({
        state,
        ...(after !== undefined && { _id: trusted({ [oldestFirst ? '$gt' : '$lt']: after }) }),
      })
        .sort({ _id: oldestFirst ? 1 : -1 })
        .limit(limit + 1)
        .lean<FeedbackDoc[]>()
      const counts = await Promise.all(
        FeedbackState.options.map(async (one) => [one, await FeedbackEntries.countDocuments({ state: one })]),
      )
      const shown = docs.slice(0, limit)
      const last = shown.at(-1)
      return {
        entries: shown.map(toFeedback),
        counts: Object.fromEntries(counts) as Record<FeedbackState, number>,
        nextCursor: last && docs.length > limit ? toCursor([String(last._id)]) : null,
      }
    },

    async answer(actor: Actor, { text, ...which }: Parsed<AllOperations['feedback.answer']>) {
      const answered = await act(actor, which, 'answer', { text, at: now(), tries: 0, sent: false })
      return toFeedback(await deliver(answered))
    },

    setState: async (actor: Actor, { state, ...which }: Parsed<AllOperations['feedback.setState']>) =>
      toFeedback(await act(actor, which, state === 'open' ? 'open' : 'close')),

    /** Whether it is still there to be looked at. */
    exists: async (id: string) => (await FeedbackEntries.exists({ _id: id })) !== null,

    /** Sends what could not be handed over, and deletes what was settled long ago; may end anywhere. */
    async tidy() {
      const owed = await FeedbackEntries.find({
        answers: trusted({ $elemMatch: { sent: false, tries: { $lt: mostTries } } }),
      })
        .limit(200)
        .lean<FeedbackDoc[]>()
      for (const doc of owed) await deliver(doc)
      await FeedbackEntries.deleteMany({ settledAt: trusted({ $lt: forgottenBefore(now()) }) })
    },
  }
}
export type FeedbackService = ReturnType<typeof createFeedback>
