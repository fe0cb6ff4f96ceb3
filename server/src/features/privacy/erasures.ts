import { erasureWaitDays, type ErasureTexts, type Locale, type OwnErasure } from '@augenhoehe/contracts'
import { trusted, Types } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { takeLease } from '../../platform/lease.ts'
import type { Log } from '../../platform/log.ts'
import type { SendMail } from '../../platform/mail.ts'
import { metrics } from '../../platform/metrics.ts'
import type { PersonalRules } from '../../platform/personal.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { Results } from '../results/index.ts'
import type { ThreadService } from '../threads/index.ts'
import type { ErasedList } from './erased-list.ts'
import { eraseFrom, forgetWords, scopeOf, type Touched } from './erasing.ts'
import { erasureMail } from './mails.ts'
import { Erasures, type ErasureDoc } from './model.ts'

export interface ErasureNeeds {
  rules: PersonalRules
  accounts: Pick<Accounts, 'emailOf' | 'leaving'>
  organisations: Pick<Organisations, 'runBy'>
  threads: Pick<ThreadService, 'leaving'>
  results: { press: Pick<Results['press'], 'forgetPerson'> }
  /** Whether words are still needed to decide a case. */
  isNeeded: (model: string, id: string) => Promise<boolean>
  /** What waits in memory to be written or told. */
  settle: () => Promise<void>
  /** Documents were changed behind the backs of those who remember them. */
  onErased: (userId: string, touched: Touched) => Promise<void>
  /** Deletes mails that lie here because there is nobody to hand them to: any of them may name anybody. */
  emptyOutbox: () => Promise<void>
  /** Deletes the files of somebody's exports. */
  forgetExports: (userId: string) => Promise<void>
  erased: ErasedList
  mail: SendMail
  baseUrl: string
  now: () => Date
  log: Log
}

const dayMs = 86_400_000
const leaseMs = 30_000
/** So long the last mail is tried to be handed over before the address is forgotten without it. */
const mailWaitMs = dayMs
const mostPasses = 10

/** What is taken out in ways of its own. */
const apart = ['Contribution', 'User', 'Erasure', 'Export']

/** The end of an account: asked for, taken back for some days, carried out by a job that may be interrupted anywhere. */
export function createErasures(needs: ErasureNeeds) {
  const { rules, accounts, organisations, threads, results, erased, mail, baseUrl, now, log } = needs

  const toOwn = ({ texts, requestedAt, dueAt }: ErasureDoc): OwnErasure => ({
    texts,
    requestedAt: requestedAt.toISOString(),
    dueAt: dueAt.toISOString(),
  })

  const find = (userId: string) => Erasures.findOne({ userId }).lean<ErasureDoc>()

  async function dependants(actor: Actor) {
    const { id, role } = person(actor)
    const own = await organisations.runBy(id)
    return {
      handOver: own.flatMap(({ isAlone, ...one }) => (isAlone ? [] : [one])),
      leftAlone: own.flatMap(({ isAlone, ...one }) => (isAlone ? [one] : [])),
      lastPlatformAdmin: role === 'admin' && (await accounts.leaving.isLastAdmin(id)),
    }
  }

  const tell = async (userId: string, kind: Parameters<typeof erasureMail>[0]['kind'], doc: ErasureDoc) => {
    const email = await accounts.emailOf(userId)
    return email === undefined
      ? true
      : mail(
          erasureMail({ kind, to: email, locale: doc.locale, texts: doc.texts, dueAt: doc.dueAt, baseUrl }),
        )
  }

  /** The id that takes somebody's place in a scope, made up once and kept until they are gone. */
  function standInsOf(_id: Types.ObjectId) {
    const known = new Map<string, string>()
    return async (scope: string): Promise<string> => {
      const before = known.get(scope)
      if (before !== undefined) return before
      const path = `standIns.${scope}`
      await Erasures.updateOne(
        { _id, [path]: trusted({ $exists: false }) },
        { $set: { [path]: new Types.ObjectId().toHexString() } },
      )
      const stored = (await Erasures.findById(_id).lean<ErasureDoc>())?.standIns?.[scope]
      if (stored === undefined) throw new Error('the erasure is not there any more')
      known.set(scope, stored)
      return stored
    }
  }

  async function carryOut(doc: ErasureDoc, keep: () => Promise<void>) {
    const { _id, userId, texts } = doc
    if (userId === undefined) return
    // Outside the store before anything goes: whatever is restored from now on, they go again.
    await erased.add(userId, texts, now())
    const email = await accounts.emailOf(userId)
    if (email !== undefined) {
      await accounts.leaving.shutOut(userId)
      if (!doc.told && !doc.again) {
        // What was on its way to them comes before the last mail.
        await needs.settle()
        const told = await tell(userId, 'done', doc)
        if (!told && now().getTime() < doc.dueAt.getTime() + mailWaitMs) return
        await Erasures.updateOne({ _id }, { $set: { told: true } })
      }
    }
    const standIn = standInsOf(_id)
    const gone = {
      userId,
      email,
      withWords: texts === 'remove',
      standIn,
      isNeeded: needs.isNeeded,
    }
    const rest = new Map<string, { model: string; id: string }>()
    const inThread = async (threadId: string) =>
      standIn(await scopeOf('Contribution', rules['Contribution']!, { threadId }))
    await needs.forgetExports(userId)
    // Again until nothing is found: what others were doing at that moment may have written them down once more.
    for (let passes = 0; ; passes++) {
      if (passes > mostPasses) throw new Error('somebody is written down again and again')
      await needs.settle()
      await results.press.forgetPerson(userId)
      const needed = await threads.leaving.forgetPerson({
        ...gone,
        standIn: inThread,
        isNeeded: (id) => needs.isNeeded('Contribution', id),
      })
      for (const id of needed) rest.set(id, { model: 'Contribution', id })
      await keep()
      const found = await eraseFrom(rules, gone, { except: apart, keep })
      for (const one of found.rest) rest.set(one.id, one)
      // Noted at once: after an interruption nothing would lead to them any more.
      if (rest.size > 0)
        await Erasures.updateOne({ _id }, { $addToSet: { rest: trusted({ $each: [...rest.values()] }) } })
      await needs.onErased(userId, found.touched)
      await threads.leaving.forgetReader(userId)
      if (found.touched.size === 0) break
    }
    if (email !== undefined) await accounts.leaving.forget(userId, email)
    await needs.emptyOutbox()
    await Erasures.updateOne(
      { _id },
      {
        $set: { state: 'done', bytesOwed: true },
        $unset: { userId: 1, locale: 1, texts: 1, requestedAt: 1, dueAt: 1, told: 1, standIns: 1, again: 1 },
      },
    )
    metrics.erasures.inc({ result: 'done' })
    log.info('an account was erased')
  }

  /** Takes away words that were needed for cases which are decided by now. */
  async function clearRest(keep: () => Promise<void>) {
    const docs = await Erasures.find({ state: 'done', 'rest.0': trusted({ $exists: true }) }).lean<
      ErasureDoc[]
    >()
    for (const { _id, rest = [] } of docs)
      for (const { model, id } of rest) {
        await keep()
        if (await needs.isNeeded(model, id)) continue
        if (model === 'Contribution') await threads.leaving.forgetWords(id)
        else await forgetWords(rules, model, id)
        await Erasures.updateOne({ _id }, { $pull: { rest: { model, id } }, $set: { bytesOwed: true } })
      }
    await Erasures.deleteMany({ state: 'done', bytesOwed: false, rest: [] })
  }

  /** In one process at a time; somebody else is at it otherwise. */
  async function underLease(work: (keep: () => Promise<void>) => Promise<void>) {
    const lease = await takeLease('erasures', { now, forMs: leaseMs })
    if (!lease) return
    try {
      await work(lease.keep)
    } finally {
      await lease.release()
    }
  }

  return {
    async own(actor: Actor) {
      const doc = await find(person(actor).id)
      return { erasure: doc && toOwn(doc), waitDays: erasureWaitDays, ...(await dependants(actor)) }
    },

    async request(
      actor: Actor,
      { texts, locale }: { texts: ErasureTexts; locale: Locale },
    ): Promise<OwnErasure> {
      const { id: userId, sessionId } = person(actor)
      const { handOver, lastPlatformAdmin } = await dependants(actor)
      if (handOver.length > 0 || lastPlatformAdmin)
        throw refuse('erasure.last-admin', {
          fields: {
            ...(handOver.length > 0 && { handOver: handOver.map(({ name }) => name) }),
            ...(lastPlatformAdmin && { platform: ['has no other admin'] }),
          },
        })
      const requestedAt = now()
      const dueAt = new Date(requestedAt.getTime() + erasureWaitDays * dayMs)
      const wish = { texts, locale, requestedAt, dueAt, state: 'waiting', told: false }
      await Erasures.updateOne(
        { userId },
        { $setOnInsert: { ...wish, rest: [], bytesOwed: false } },
        { upsert: true },
      )
      const doc = (await find(userId))!
      await accounts.leaving.begun(userId, sessionId)
      metrics.erasures.inc({ result: 'asked' })
      void tell(userId, 'asked', doc)
      return toOwn(doc)
    },

    async cancel(actor: Actor) {
      const { id: userId } = person(actor)
      const doc = await Erasures.findOneAndDelete({ userId, state: 'waiting' }).lean<ErasureDoc>()
      if (!doc && (await find(userId))) throw refuse('conflict')
      accounts.leaving.changed()
      if (doc) {
        metrics.erasures.inc({ result: 'taken back' })
        void tell(userId, 'kept', doc)
      }
      return { done: true as const }
    },

    /** When somebody's account will be erased. */
    async leavingAt(userId: string): Promise<Date | null> {
      return (await find(userId))?.dueAt ?? null
    },

    /** Carries out what is due; harmless when repeated or interrupted anywhere. Says how many accounts went. */
    async carryOutDue(): Promise<number> {
      let count = 0
      await underLease(async (keep) => {
        await Erasures.updateMany(
          { state: 'waiting', dueAt: trusted({ $lte: now() }) },
          { $set: { state: 'running' } },
        )
        for (const doc of await Erasures.find({ state: 'running' }).sort({ dueAt: 1 }).lean<ErasureDoc[]>()) {
          try {
            await carryOut(doc, keep)
            count++
          } catch (error) {
            metrics.erasures.inc({ result: 'failed' })
            log.error({ err: error }, 'an account was not erased yet')
          }
        }
        await clearRest(keep)
      })
      return count
    },

    /** After a restore: everybody in the list goes again who stands in the store again. Says how many. */
    async again(): Promise<number> {
      const ids = await accounts.leaving.ids()
      let count = 0
      for (const userId of ids) {
        const texts = erased.wishOf(userId)
        if (texts === undefined) continue
        const at = now()
        const wish = {
          texts,
          locale: 'de',
          requestedAt: at,
          dueAt: at,
          state: 'running',
          told: true,
          again: true,
        }
        await Erasures.updateOne(
          { userId },
          { $set: { ...wish, rest: [], bytesOwed: false } },
          { upsert: true },
        )
        await carryOut((await find(userId))!, async () => undefined)
        count++
      }
      return count
    },

    /** Whether bytes of what was erased may still lie in the files of the store. */
    owesBytes: async () => (await Erasures.exists({ bytesOwed: true })) !== null,
    /** The files of the store were written anew since. */
    async bytesGone() {
      await Erasures.updateMany({ bytesOwed: true }, { $set: { bytesOwed: false } })
      await Erasures.deleteMany({ state: 'done', bytesOwed: false, rest: [] })
    },
  }
}
export type ErasureService = ReturnType<typeof createErasures>
