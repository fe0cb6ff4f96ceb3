import {
  Id,
  type CurrencyAnswer,
  type Organisation,
  type organisationUpkeep,
  type Parsed,
  type StaleEntry,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { z } from 'zod'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { fromCursor, toCursor } from '../../../platform/cursor.ts'
import { refuse } from '../../../platform/errors.ts'
import { createMailLinks } from '../../../platform/mail-links.ts'
import type { Signer } from '../../../platform/signature.ts'
import { Organisations, roleOf, toFacts, toOrganisation, type OrganisationDoc } from '../model.ts'
import { currencyOf, mayAdminister } from '../policy.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { amend } from '../people/amend.ts'
import { createAsking } from './asking.ts'
import { afterAnswer, answerableUntil, answerOf, greyBefore, mayTakeBack } from './policy.ts'

type Needs = Pick<Parts, 'acting' | 'mail' | 'notify' | 'mailboxes' | 'baseUrl' | 'now' | 'stored'> & {
  /** Signs the links of the mails. */
  signer: Signer
}
type Noted = Parsed<(typeof organisationUpkeep)['organisations.answerForOrganisation']>

const Position = z.tuple([z.int().min(0).max(8.64e15), Id])

/** Whether somebody stands by a profile: the question, its answers, and who is left to be asked by the staff. */
export function createUpkeep({ signer, ...parts }: Needs) {
  const { acting, now, stored } = parts
  const links = createMailLinks(signer)

  /** Writes an answer, and down how it was before; `only` is asked of what the write finds. */
  async function write(
    organisationId: string,
    answer: CurrencyAnswer,
    only: (doc: OrganisationDoc) => void = () => {},
  ): Promise<OrganisationDoc> {
    const at = now()
    const doc = await amend(organisationId, (found) => {
      only(found)
      const { confirmedAt, askedAt, dormantSince } = found
      return {
        ...afterAnswer(answer, at),
        answered: { at, answer, before: { confirmedAt, askedAt, dormantSince } },
      }
    })
    await stored(doc)
    return doc
  }

  /** All is as it was before the last answer. */
  async function takeBack(
    organisationId: string,
    only: (doc: OrganisationDoc) => void,
  ): Promise<OrganisationDoc> {
    const doc = await amend(organisationId, (found) => {
      only(found)
      if (!found.answered || !mayTakeBack(found, now())) throw refuse('conflict')
      return { ...found.answered.before, answered: null }
    })
    await stored(doc)
    return doc
  }

  const stillAdministers = (actor: Actor) => (doc: OrganisationDoc) => {
    if (!mayAdminister(roleOf(doc, person(actor).id))) throw refuse('action.forbidden')
  }
  const stillAsks = (question: Date) => (doc: OrganisationDoc) => {
    if (doc.upkeep?.question.getTime() !== question.getTime()) throw refuse('token.invalid')
  }
  const toOwn = (actor: Actor, doc: OrganisationDoc) =>
    toOrganisation(toFacts(doc), { signedIn: true, ownRole: roleOf(doc, person(actor).id) }, now())

  /** The organisation a link asks about; whatever is wrong with the link, the refusal is the same. */
  async function asked(token: string): Promise<OrganisationDoc> {
    const link = links.read(token)
    if (!link || answerableUntil(link.question) <= now()) throw refuse('token.invalid')
    const doc = await Organisations.findById(link.subjectId).lean()
    const isOf = doc?.upkeep?.question.getTime() === link.question.getTime()
    if (!doc || doc.mergedInto || !isOf || !mayAdminister(roleOf(doc, link.userId)))
      throw refuse('token.invalid')
    return doc
  }

  const isUnconfirmed = (doc: OrganisationDoc) => currencyOf(doc, now()) === 'unconfirmed'

  function toEntry(actor: Actor, doc: OrganisationDoc): StaleEntry {
    // The office is no reason to see what the organisation keeps to itself.
    const shown = toOrganisation(toFacts(doc), { signedIn: true, ownRole: null }, now())
    const { id, slug, name, municipality, contactEmail, contactPhone, website } = shown
    return {
      organisation: { id, slug, name, municipality },
      confirmedAt: doc.confirmedAt.toISOString(),
      askedAt: (doc.askedAt ?? doc.confirmedAt).toISOString(),
      unconfirmed: isUnconfirmed(doc),
      reached: !doc.upkeep?.unreached,
      contactEmail,
      contactPhone,
      website,
      mayAnswer: roleOf(doc, person(actor).id) === null,
    }
  }

  return {
    /** What time does by itself; may be repeated. */
    askWhetherCurrent: createAsking({ ...parts, links }),

    async showQuestion(token: string) {
      const doc = await asked(token)
      return {
        organisation: doc.name,
        slug: doc.slug,
        answer: answerOf(doc),
        mayTakeBack: mayTakeBack(doc, now()),
        unconfirmed: isUnconfirmed(doc),
      }
    },

    /** The same answer again changes nothing; another one holds instead, as long as the link does. */
    async answerQuestion(token: string, answer: CurrencyAnswer) {
      const doc = await asked(token)
      const { question } = doc.upkeep!
      if (answerOf(doc) !== answer) await write(String(doc._id), answer, stillAsks(question))
      return { organisation: doc.name, slug: doc.slug, answer }
    },

    /** For whoever tapped the wrong link; the question is open again. */
    async takeBackAnswer(token: string) {
      const { _id, upkeep } = await asked(token)
      const doc = await takeBack(String(_id), stillAsks(upkeep!.question))
      return { organisation: doc.name, slug: doc.slug, answer: answerOf(doc) }
    },

    async setCurrency(actor: Actor, organisationId: string, answer: CurrencyAnswer): Promise<Organisation> {
      await mustAdminister(actor, organisationId)
      return toOwn(actor, await write(organisationId, answer, stillAdministers(actor)))
    },

    async takeBackCurrency(actor: Actor, organisationId: string): Promise<Organisation> {
      await mustAdminister(actor, organisationId)
      return toOwn(actor, await takeBack(organisationId, stillAdministers(actor)))
    },

    async listStale(actor: Actor, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const stale = {
        dormantSince: null,
        mergedInto: null,
        $or: [
          { askedAt: trusted({ $lte: greyBefore(now()) }) },
          { askedAt: trusted({ $ne: null }), 'upkeep.unreached': true },
        ],
      }
      const after = cursor === undefined ? undefined : fromCursor(Position, cursor)
      const later = after && {
        $or: [
          { askedAt: trusted({ $gt: new Date(after[0]) }) },
          { askedAt: new Date(after[0]), _id: trusted({ $gt: after[1] }) },
        ],
      }
      const docs = await Organisations.find(after ? { $and: [stale, later!] } : stale)
        .sort({ askedAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean()
      const page = docs.slice(0, limit)
      const end = page.at(-1)
      return {
        entries: page.map((doc) => toEntry(actor, doc)),
        total: await Organisations.countDocuments(stale),
        nextCursor: end && docs.length > limit ? toCursor([end.askedAt!.getTime(), String(end._id)]) : null,
      }
    },

    /** Nobody answers for an organisation they belong to in the name of the staff. */
    async answerForOrganisation(actor: Actor, { organisationId, answer, note }: Noted) {
      const before = await Organisations.findOne({ _id: organisationId, mergedInto: null }).lean()
      if (!before) throw refuse('not-found')
      if (roleOf(before, person(actor).id)) throw refuse('action.forbidden')
      const act = {
        ...officeOf(actor),
        act: 'organisations.answerForOrganisation',
        target: { organisationId },
        before: { confirmedAt: before.confirmedAt.toISOString(), answer: answerOf(before) },
        after: { answer, note },
      }
      await acting(act, () => write(organisationId, answer))
      return { answer }
    },
  }
}
