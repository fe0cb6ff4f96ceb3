import type { AllOperations, Parsed, ResultRecord } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, visitor, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Organisations } from '../organisations/index.ts'
import { createBeginning } from './beginning.ts'
import { createItems, itemOf } from './items.ts'
import {
  Confirmations,
  Items,
  Records,
  Versions,
  type ConfirmationDoc,
  type ItemDoc,
  type RecordDoc,
} from './model.ts'
import { holding, isEarly, mayStep, unansweredBy } from './policy.ts'
import { isDocumentable } from './sessions.ts'
import { createSteps, officeIn, type StepNeeds } from './steps.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>

interface Needs extends StepNeeds {
  organisations: Pick<Organisations, 'get'>
  /** A version is published. */
  onPublished: (recordId: string) => void
  /** Those who took part are asked whether it is right. */
  onReview: (recordId: string, by: string) => void
  wordsOf: (record: RecordDoc) => Promise<string>
}

const dayMs = 86_400_000

/** Everything that is done to records. What happens to one happens in one order. */
export function createRecords(needs: Needs) {
  const { reading, live, acting, now } = needs
  const { step, inLane, fresh, tell } = createSteps(needs)
  const { recordFor, fill, renewVotes, participantsNow } = createBeginning(needs)
  const items = createItems({ ...needs, step })

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
          await renewVotes(record)
          return record
        },
      )
      return String(made._id)
    })
    await tell(recordId, actor)
    return reading.get(actor, recordId)
  }

  /** What somebody else has written since stays; the statements are what is confirmed, so no answer is lost by it. */
  async function setEasyText(actor: Actor, { recordId, before, text }: Input<'results.setEasyText'>) {
    await step(actor, { recordId, step: 'edit', act: 'results.setEasyText' }, async (record) => {
      const stored = record.easyText ?? null
      if (stored === text) return
      const { matchedCount } =
        stored === before
          ? await Records.updateOne({ _id: record._id, easyText: stored }, { $set: { easyText: text } })
          : { matchedCount: 0 }
      if (matchedCount === 0) throw refuse('conflict', { fields: { before: [stored ?? ''] } })
    })
    return reading.get(actor, recordId)
  }

  async function openReview(actor: Actor, { recordId, rev, days }: Input<'results.openReview'>) {
    await step(actor, { recordId, step: 'review', act: 'results.openReview' }, async (record) => {
      if (record.rev !== rev) throw refuse('conflict')
      if (!(await Items.exists({ recordId }))) throw refuse('result.state')
      await renewVotes(record)
      await advance(record, rev, {
        state: 'in-review',
        reviewUntil: new Date(now().getTime() + days * dayMs),
        participants: await participantsNow(record),
      })
    })
    needs.onReview(recordId, person(actor).id)
    return reading.get(actor, recordId)
  }

  /** One answer of an association or office, its last one; whoever may write for it gives it. */
  async function confirm(
    actor: Actor,
    { recordId, organisationId, value, itemId, text }: Input<'results.confirm'>,
  ) {
    const { record: seen, own } = await reading.mustRead(actor, recordId)
    const { id } = person(actor)
    const answerer = own.find((one) => one.organisationId === organisationId)
    if (!answerer) throw refuse('action.forbidden')
    const { institution } = answerer
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
          office: institution ? 'institution' : 'organisation-admin',
          act: 'results.confirm',
          target: { recordId, ...(organisationId !== null && { organisationId }) },
          after: { value },
        },
        () =>
          Confirmations.updateOne(
            { recordId, organisationId, 'institution.name': institution?.name ?? null },
            { $set: { institution, value, itemId, text, edition: record.edition, by: id, at: now() } },
            { upsert: true },
          ),
      )
    })
    await tell(recordId, actor)
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
      const answers = await Confirmations.find({ recordId }).lean<ConfirmationDoc[]>()
      const open = unansweredBy(record.participants, holding(answers, record.edition))
      if (isEarly(record, now(), open) && reason === undefined)
        throw refuse('request.invalid', { fields: { reason: ['the review has not ended'] } })
      await renewVotes(record)
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
          easyText: now_.easyText ?? null,
          items: now_.items,
          confirmations: now_.confirmations.map((answer) => ({
            organisationId: answer.organisationId,
            institution: answer.institution,
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
    ...items,
    draft,
    setEasyText,
    openReview,
    confirm,
    publish,
    revise,

    /** Somebody has voted: whoever works on the draft sees how it stands now. */
    async votesChanged(sessionId: string) {
      const recordId = await inLane(sessionId, async () => {
        const record = await Records.findOne({ sessionId, state: 'draft' }).lean<RecordDoc>()
        return record && (await renewVotes(record)) ? String(record._id) : null
      })
      if (recordId !== null) await tell(recordId, visitor)
    },

    /** What is cited may be read otherwise than before, or no more: whoever sees it asks again. */
    async sourcesChanged(contributionIds: readonly string[]) {
      const citing = await Items.find({ sources: trusted({ $in: contributionIds }) }, { recordId: 1 }).lean<
        ItemDoc[]
      >()
      for (const recordId of new Set(citing.map((item) => item.recordId))) await tell(recordId, visitor)
    },

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
