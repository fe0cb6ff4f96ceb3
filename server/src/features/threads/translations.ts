import type { AllOperations, Contribution, Parsed } from '@augenhoehe/contracts'
import { Types } from 'mongoose'
import { person, type Actor, type Person } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import type { Stating, Which } from './deciding.ts'
import type { Head, ThreadLog } from './log.ts'
import type { ContributionDoc, TranslationDoc } from './model.ts'
import type { Pace } from './pace.ts'
import { mayContribute, mayJudge, mayNameLanguage, maySee, mayTranslate, maySeeWords } from './policy.ts'
import { hashOf, shownTranslations } from './present.ts'
import type { Reading } from './reading.ts'
import { mustFitWith } from './weight.ts'

interface Needs {
  mustRead: (actor: Actor, threadId: string) => Promise<Reading>
  show: (doc: ContributionDoc, standing: Reading['standing']) => Promise<Contribution>
  find: (which: Which) => Promise<ContributionDoc | null>
  threadLog: ThreadLog
  pace: Pace
  isKnown: (actor: Person) => Promise<boolean>
  mayWriteFor: (actor: Person, organisationId: string) => Promise<boolean>
  /** For whom somebody writes there. */
  voiceIn: (reading: Reading, wanted: string | undefined) => Promise<string | undefined>
  organisationsOf: (userId: string) => Promise<string[]>
  acting: Acting
  stating: Stating
  now: () => Date
}

/** In so many languages at most; what was removed counts as long as it is kept. */
const mostTranslations = 20

type WhichTranslation = Which & { translationId: string }

/**
 * The languages of what was said: which it is in, and what it means in others. Translations live in the document of
 * their contribution, so that they change with the same clock and go where it goes.
 */
export function createTranslations({
  mustRead,
  show,
  find,
  threadLog,
  pace,
  isKnown,
  voiceIn,
  mayWriteFor,
  organisationsOf,
  acting,
  stating,
  now,
}: Needs) {
  /** What was translated, if it still reads as its translator read it. */
  const sourceHash = (doc: ContributionDoc, editedAt: string | null | undefined) =>
    editedAt === undefined || editedAt === (doc.editedAt?.toISOString() ?? null) ? hashOf(doc.text) : ''

  /** Refuses what somebody may not translate at this moment. */
  async function translating(actor: Actor, threadId: string) {
    const reading = await mustRead(actor, threadId)
    const { thread, standing } = reading
    if (!standing.mayWrite) throw refuse(standing.bar ?? 'action.forbidden')
    const known = await isKnown(person(actor))
    const check = (stored: ContributionDoc, { locked, ended }: Pick<Head, 'locked' | 'ended'>) => {
      if (!maySee(standing, stored)) throw refuse('not-found')
      if (stored.type === 'system') throw refuse('action.forbidden')
      if (!mayContribute(standing, { locked, ended })) throw refuse('thread.locked')
      if (stored.state !== 'published') throw refuse('conflict')
      if (!mayTranslate(standing, stored, { ...thread, locked, ended }, known))
        throw refuse('action.forbidden')
    }
    return { reading, standing, check }
  }

  /** A translation that is shown with its contribution; what is not is not there. */
  function shown(stored: ContributionDoc, standing: Reading['standing'], translationId: string) {
    const found = maySeeWords(standing, stored) && maySee(standing, stored)
    const one = found && shownTranslations(stored).find(({ id }) => id === translationId)
    if (!one) throw refuse('not-found')
    return one
  }

  const replaced = ({ translations = [] }: ContributionDoc, next: TranslationDoc) => ({
    set: { translations: translations.map((one) => (one.id === next.id ? next : one)) },
  })
  const without = ({ translations = [] }: ContributionDoc, id: string) => ({
    set: { translations: translations.filter((one) => one.id !== id) },
  })

  return {
    /** Not an edit: the words stay, and nobody is told that they were changed. */
    async setLanguage(
      actor: Actor,
      { threadId, contributionId, lang }: Parsed<AllOperations['threads.setLanguage']>,
    ): Promise<Contribution> {
      const { standing } = await mustRead(actor, threadId)
      const check = (stored: ContributionDoc) => {
        if (!maySee(standing, stored)) throw refuse('not-found')
        if (stored.type === 'system' || !mayNameLanguage(standing, stored)) throw refuse('action.forbidden')
      }
      const set = () =>
        threadLog.change(threadId, contributionId, (stored) => {
          check(stored)
          return stored.lang === lang ? undefined : { set: { lang } }
        })
      const before = await find({ threadId, contributionId })
      if (!before) throw refuse('not-found')
      check(before)
      const act = {
        actorId: person(actor).id,
        office: 'moderator' as const,
        act: 'threads.setLanguage',
        target: { threadId, contributionId },
        before: { lang: before.lang },
        after: { lang },
      }
      const own = before.authorId === actor.id
      return show(await (own ? set() : acting(act, set)), standing)
    },

    async translate(actor: Actor, draft: Parsed<AllOperations['threads.translate']>): Promise<Contribution> {
      const { threadId, contributionId, lang, text } = draft
      const by = person(actor)
      const clientId = draft.clientId.toLowerCase()
      const { reading, standing, check } = await translating(actor, threadId)
      const actingOrganisationId = (await voiceIn(reading, draft.actingOrganisationId)) ?? null
      if (actingOrganisationId && !(await mayWriteFor(by, actingOrganisationId)))
        throw refuse('action.forbidden')
      await pace.prepare(by.id, threadId, standing.slowSeconds)
      let paced = false
      const doc = await threadLog.change(threadId, contributionId, (stored, head) => {
        const before = shownTranslations(stored).find((one) => one.clientId === clientId && one.by === by.id)
        if (before && maySeeWords(standing, stored)) {
          if (before.lang === lang && (before.editedAt || before.text === text)) return undefined
          throw refuse('conflict')
        }
        check(stored, head)
        if (stored.lang === lang)
          throw refuse('request.invalid', { fields: { lang: ['is the language of the original'] } })
        const { translations = [] } = stored
        if (shownTranslations(stored).some((one) => one.lang === lang)) throw refuse('conflict')
        if (translations.length >= mostTranslations) throw refuse('conflict')
        const added: TranslationDoc = {
          id: String(new Types.ObjectId()),
          clientId,
          lang,
          text,
          by: by.id,
          actingOrganisationId,
          ...(by.institution && { institution: by.institution }),
          sourceHash: sourceHash(stored, draft.originalEditedAt),
          createdAt: now(),
          editedAt: null,
          removed: null,
        }
        mustFitWith(stored, added)
        if (!paced) pace.take(by.id, threadId, standing.slowSeconds)
        paced = true
        return { set: { translations: [...translations, added] } }
      })
      return show(doc, standing)
    },

    async changeTranslation(
      actor: Actor,
      change: Parsed<AllOperations['threads.changeTranslation']>,
    ): Promise<Contribution> {
      const { threadId, contributionId, translationId, text } = change
      const { standing, check } = await translating(actor, threadId)
      const doc = await threadLog.change(threadId, contributionId, (stored, head) => {
        const before = shown(stored, standing, translationId)
        if (before.by !== actor.id) throw refuse('action.forbidden')
        check(stored, head)
        const hash = sourceHash(stored, change.originalEditedAt)
        if (before.text === text && before.sourceHash === hash) return undefined
        mustFitWith(stored, { ...before, text })
        const editedAt = before.text === text ? before.editedAt : now()
        return replaced(stored, { ...before, text, sourceHash: hash, editedAt })
      })
      return show(doc, standing)
    },

    /** Always possible for who made it, as with a contribution. */
    async withdrawTranslation(
      actor: Actor,
      { threadId, contributionId, translationId }: WhichTranslation,
    ): Promise<Contribution> {
      const { standing } = await mustRead(actor, threadId)
      const doc = await threadLog.change(threadId, contributionId, (stored) => {
        if (shown(stored, standing, translationId).by !== actor.id) throw refuse('action.forbidden')
        return without(stored, translationId)
      })
      return show(doc, standing)
    },

    /** A restriction like any other: its reasons are stated, and its translator may object. */
    async removeTranslation(
      actor: Actor,
      {
        threadId,
        contributionId,
        translationId,
        rule,
        reason,
      }: Parsed<AllOperations['threads.removeTranslation']>,
    ): Promise<Contribution> {
      const { room, standing } = await mustRead(actor, threadId)
      const { id } = person(actor)
      const before = await find({ threadId, contributionId })
      if (!before) throw refuse('not-found')
      const { by } = shown(before, standing, translationId)
      const [own, theirs] = await Promise.all([organisationsOf(id), organisationsOf(by)])
      const check = (stored: ContributionDoc) => {
        const one = shown(stored, standing, translationId)
        if (!mayJudge(standing, { ...one, authorId: one.by, state: stored.state }, own, theirs))
          throw refuse('action.forbidden')
        return one
      }
      check(before)
      const act = {
        actorId: id,
        office: 'moderator' as const,
        act: 'threads.removeTranslation',
        target: { threadId, contributionId, translationId },
        after: { rule },
      }
      const restricting = {
        kind: 'remove-translation' as const,
        roomId: String(room._id),
        threadId,
        contributionId,
        translationId,
        affectedUserId: by,
        rule,
        reason,
        by: id,
        office: 'moderator' as const,
      }
      const doc = await acting(act, () =>
        stating(restricting, (statementId) =>
          threadLog.change(threadId, contributionId, (stored) =>
            replaced(stored, { ...check(stored), removed: { statementId } }),
          ),
        ),
      )
      return show(doc, standing)
    },

    /** For whoever decides about appeals, after they have asked whether somebody may. */
    cases: {
      /** Shows again what one statement removed, where nothing has taken its place. */
      async restoreTranslation(which: Which, statementId: string) {
        await threadLog.change(which.threadId, which.contributionId, (stored) => {
          const one = removedBy(stored, statementId)
          if (!one || shownTranslations(stored).some(({ lang }) => lang === one.lang))
            throw refuse('conflict')
          return replaced(stored, { ...one, removed: null })
        })
      },
      /** Deletes the words of what was removed, for good. */
      async forgetTranslation(which: Which, statementId: string) {
        await threadLog.change(which.threadId, which.contributionId, (stored) => {
          const one = removedBy(stored, statementId)
          return one && without(stored, one.id)
        })
      },
    },
  }
}

/** What one statement removed. */
export const removedBy = ({ translations = [] }: ContributionDoc, statementId: string) =>
  translations.find(({ removed }) => removed?.statementId === statementId)
