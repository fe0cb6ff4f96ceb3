import type { MemberFunction, organisationPeople, Parsed } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import { dayOf } from '../../../platform/berlin.ts'
import { Organisations, roleOf, type OrganisationDoc } from '../model.ts'
import { mayAdminister } from '../policy.ts'
import { mustAdminister, mustBelong } from '../rights.ts'
import type { Parts } from '../service.ts'
import { amend } from './amend.ts'
import type { FunctionDoc } from './model.ts'
import {
  faultsOfFunction,
  faultsOfOwnDays,
  isForgotten,
  isNoteOver,
  mostFunctions,
  noteDays,
  regretMs,
  stateOfFunction,
} from './policy.ts'

type Draft = Parsed<(typeof organisationPeople)['organisations.addFunction']>
type Change = Parsed<(typeof organisationPeople)['organisations.changeFunction']>

const dayMs = 24 * 60 * 60 * 1000
const done = { done: true } as const

const toFunction = (doc: FunctionDoc, name: string, today: string): MemberFunction => ({
  id: String(doc._id),
  userId: doc.userId === null ? null : String(doc.userId),
  name,
  kind: doc.kind,
  words: doc.words,
  from: doc.from,
  to: doc.to,
  state: stateOfFunction(doc, today),
})

/** The latest first; what need not be known any more is left out before a job deletes it. */
export const toFunctions = (
  doc: Pick<OrganisationDoc, 'functions'>,
  nameOf: (userId: unknown) => string,
  today: string,
): MemberFunction[] =>
  (doc.functions ?? [])
    .filter((one) => !isForgotten(one, today))
    .map((one) => toFunction(one, one.userId === null ? (one.name ?? '') : nameOf(one.userId), today))
    .sort((a, b) => b.from.localeCompare(a.from) || a.id.localeCompare(b.id))

function mustBeWithout(fields: Record<string, string[]>) {
  if (Object.keys(fields).length > 0) throw refuse('request.invalid', { fields })
}

/** Who does what in an association, now, later and before. */
export function createFunctions({ people, now, stored }: Parts) {
  const today = () => dayOf(now())

  /** Writes by a rule that admins alone may use, at the moment of the write as well. */
  async function write(
    actor: Actor,
    organisationId: string,
    rule: (doc: OrganisationDoc) => Partial<OrganisationDoc>,
  ) {
    await mustAdminister(actor, organisationId)
    const after = await amend(organisationId, (doc) => {
      if (!mayAdminister(roleOf(doc, person(actor).id))) throw refuse('action.forbidden')
      return rule(doc)
    })
    await stored(after)
  }

  async function present(one: FunctionDoc): Promise<MemberFunction> {
    const id = one.userId === null ? null : String(one.userId)
    const name = id === null ? one.name : (await people([id])).get(id)?.name
    return toFunction(one, name ?? '', today())
  }

  async function add(actor: Actor, { organisationId, userId, ...draft }: Draft) {
    const fresh: FunctionDoc = {
      _id: new mongoose.Types.ObjectId(),
      userId: new mongoose.Types.ObjectId(userId),
      name: null,
      ...draft,
    }
    await write(actor, organisationId, (doc) => {
      if (roleOf(doc, userId) === null) throw refuse('not-found')
      const functions = doc.functions ?? []
      const isSame = (one: FunctionDoc) =>
        String(one.userId) === userId &&
        one.kind === draft.kind &&
        one.words === draft.words &&
        one.from === draft.from
      // The answer to a first try may have been lost.
      if (functions.length >= mostFunctions || functions.some(isSame)) throw refuse('conflict')
      mustBeWithout(faultsOfFunction(fresh, functions, today()))
      return { functions: [...functions, fresh] }
    })
    return present(fresh)
  }

  /** Admins change any of them; whoever has one corrects its days, or ends it. */
  async function change(actor: Actor, { organisationId, functionId, ...wanted }: Change) {
    await mustBelong(actor, organisationId)
    const own = person(actor).id
    let changed: FunctionDoc | undefined
    const after = await amend(organisationId, (doc) => {
      const functions = doc.functions ?? []
      const role = roleOf(doc, own)
      const before = functions.find(({ _id }) => String(_id) === functionId)
      if (!before || role === null) throw refuse('not-found')
      const runs = mayAdminister(role)
      if (!runs && (String(before.userId) !== own || wanted.words !== undefined))
        throw refuse('action.forbidden')
      changed = {
        ...before,
        words: wanted.words ?? before.words,
        from: wanted.from ?? before.from,
        to: wanted.to === undefined ? before.to : wanted.to,
      }
      if (!runs) mustBeWithout(faultsOfOwnDays(before, changed, today()))
      const others = functions.filter((one) => one !== before)
      mustBeWithout(faultsOfFunction(changed, others, today()))
      return { functions: functions.map((one) => (one === before ? changed! : one)) }
    })
    await stored(after)
    return present(changed!)
  }

  async function remove(actor: Actor, organisationId: string, functionId: string) {
    await write(actor, organisationId, (doc) => {
      const functions = (doc.functions ?? []).filter(({ _id }) => String(_id) !== functionId)
      if (functions.length === (doc.functions ?? []).length) throw refuse('not-found')
      return { functions }
    })
    return done
  }

  /** Forgets who did what long ago, removals nobody can take back, and consents that ran out; may be repeated. */
  async function tidy(): Promise<number> {
    const year = Number(today().slice(0, 4)) - 2
    const some = await Organisations.find(
      {
        $or: [
          { functions: trusted({ $elemMatch: { userId: null, to: trusted({ $lt: `${year}-01-01` }) } }) },
          { 'removals.at': trusted({ $lte: new Date(now().getTime() - regretMs) }) },
          { 'contacts.expiresAt': trusted({ $lte: now() }) },
          { 'handover.completedAt': trusted({ $lte: new Date(now().getTime() - noteDays * dayMs) }) },
        ],
      },
      { _id: 1 },
    ).lean()
    let changed = 0
    for (const { _id } of some) {
      let differs = false
      const after = await amend(
        String(_id),
        (doc) => {
          const tidied = tidiedPeople(doc, now())
          differs = tidied !== null
          return tidied
        },
        { merged: true },
      )
      if (!differs) continue
      changed++
      await stored(after)
    }
    return changed
  }

  return { addFunction: add, changeFunction: change, removeFunction: remove, tidyPeople: tidy }
}

/** What of an organisation's people is not to be kept any longer; null where all of it is. */
function tidiedPeople(doc: OrganisationDoc, now: Date): Partial<OrganisationDoc> | null {
  const { functions = [], removals = [], contacts = [], handover } = doc
  const keptFunctions = functions.filter((one) => !isForgotten(one, dayOf(now)))
  const keptRemovals = removals.filter(({ at }) => now.getTime() - at.getTime() < regretMs)
  const keptContacts = contacts.filter(({ expiresAt }) => expiresAt > now)
  const change: Partial<OrganisationDoc> = {
    ...(keptFunctions.length < functions.length && { functions: keptFunctions }),
    ...(keptRemovals.length < removals.length && { removals: keptRemovals }),
    ...(keptContacts.length < contacts.length && { contacts: keptContacts }),
    ...(handover && isNoteOver(handover, now) && { handover: null }),
  }
  return Object.keys(change).length > 0 ? change : null
}
