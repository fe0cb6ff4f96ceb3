import type { organisationPeople, OwnContact, Parsed, Shown, ShownPerson } from '@augenhoehe/contracts'
import { Email } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import { person, type Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/errors.ts'
import { dayOf } from '../../../platform/berlin.ts'
import { Organisations, roleOf, type AbsorbedDoc, type OrganisationDoc } from '../model.ts'
import { mayAdminister, maySeeField } from '../policy.ts'
import { mustAdminister, mustBelong } from '../rights.ts'
import type { Parts } from '../service.ts'
import { amend } from './amend.ts'
import { toOwnContact, type ContactDoc } from './model.ts'
import { laterDays, mostContacts, reachOf, stateOfFunction } from './policy.ts'

type Consent = Parsed<(typeof organisationPeople)['organisations.consentContact']>

const dayMs = 24 * 60 * 60 * 1000
const done = { done: true } as const
const phone = /^\+?[\d\s()/.-]{5,40}$/

/** The value as it is kept; refuses what nobody could write to or call. */
function soundValue({ kind, value }: Pick<Consent, 'kind' | 'value'>): string {
  if (kind === 'email') {
    const parsed = Email.safeParse(value)
    if (parsed.success) return parsed.data
  } else if (phone.test(value) && /\d.*\d.*\d.*\d.*\d/.test(value)) return value
  throw refuse('request.invalid', {
    fields: { value: [`not an ${kind === 'email' ? 'address' : 'number'}`] },
  })
}

/** What somebody has decided since a merge is not undone with it. */
const noting = (userId: string) => (one: AbsorbedDoc) => ({
  ...one,
  decided: [...new Set([...one.decided, userId])],
})

/** What people decide about themselves in an association: who may know of them, and how they may be reached. */
export function createContacts({ people, now, stored }: Parts) {
  const isOwn = (actor: Actor) => (one: { userId: unknown }) => String(one.userId) === person(actor).id

  /** Writes what the actor decides about themselves, as long as they belong to it. */
  async function write(
    actor: Actor,
    organisationId: string,
    rule: (doc: OrganisationDoc) => Partial<OrganisationDoc> | null,
  ) {
    await mustBelong(actor, organisationId)
    const after = await amend(organisationId, (doc) => {
      if (roleOf(doc, person(actor).id) === null) throw refuse('not-found')
      return rule(doc)
    })
    await stored(after)
  }

  async function getOwn(actor: Actor, organisationId: string) {
    const { doc } = await mustBelong(actor, organisationId)
    return {
      shown: doc.members.find(isOwn(actor))?.shown ?? ('members' as const),
      contacts: (doc.contacts ?? [])
        .filter(isOwn(actor))
        .filter(({ expiresAt }) => expiresAt > now())
        .map(toOwnContact),
    }
  }

  async function changeOwn(actor: Actor, organisationId: string, shown: Shown) {
    const mine = isOwn(actor)
    await write(actor, organisationId, (doc) => ({
      members: doc.members.map((one) => (mine(one) ? { ...one, shown } : one)),
      ...(doc.absorbed && { absorbed: doc.absorbed.map(noting(person(actor).id)) }),
    }))
    return { shown }
  }

  async function consent(actor: Actor, { organisationId, days, ...wanted }: Consent): Promise<OwnContact> {
    await mustBelong(actor, organisationId)
    const contact: ContactDoc = {
      _id: new mongoose.Types.ObjectId(),
      userId: new mongoose.Types.ObjectId(person(actor).id),
      ...wanted,
      value: soundValue(wanted),
      consentedAt: now(),
      expiresAt: new Date(now().getTime() + days * dayMs),
    }
    await write(actor, organisationId, (doc) => {
      const contacts = (doc.contacts ?? []).filter(({ expiresAt }) => expiresAt > now())
      const own = contacts.filter(isOwn(actor))
      const isSame = (one: ContactDoc) => one.value === contact.value && one.purpose === contact.purpose
      if (own.length >= mostContacts || own.some(isSame)) throw refuse('conflict')
      return { contacts: [...contacts, contact] }
    })
    return toOwnContact(contact)
  }

  async function withdraw(actor: Actor, organisationId: string, contactId: string) {
    const mine = isOwn(actor)
    await write(actor, organisationId, (doc) => {
      const contacts = (doc.contacts ?? []).filter((one) => !(mine(one) && String(one._id) === contactId))
      if (contacts.length === (doc.contacts ?? []).length) throw refuse('not-found')
      return { contacts }
    })
    return done
  }

  /** Who wants this reader to know of them. Read from the store each time: what was withdrawn is gone at once. */
  async function listPeople(actor: Actor, organisationId: string): Promise<{ people: ShownPerson[] }> {
    const doc = await Organisations.findById(organisationId).lean()
    const ownRole = doc && actor.id !== null ? roleOf(doc, actor.id) : null
    if (!doc || doc.mergedInto || (doc.hiddenBy && ownRole === null)) throw refuse('not-found')
    const members = doc.members.filter(({ shown = 'members' }) => shown === 'everyone' || ownRole !== null)
    const names = await people(members.map(({ userId }) => String(userId)))
    const reader = { signedIn: actor.id !== null, ownRole }
    const today = dayOf(now())
    const isTheirs = (userId: unknown) => (one: { userId: unknown }) => String(one.userId) === String(userId)
    return {
      people: members.map(({ userId, shown = 'members' }) => ({
        name: names.get(String(userId))?.name ?? '',
        functions: (doc.functions ?? [])
          .filter(isTheirs(userId))
          .filter((one) => stateOfFunction(one, today) === 'current')
          .map(({ kind, words }) => ({ kind, words })),
        contacts: (doc.contacts ?? [])
          .filter(isTheirs(userId))
          .filter(
            ({ audience, expiresAt }) => expiresAt > now() && maySeeField(reader, reachOf(audience, shown)),
          )
          .map(({ kind, value, purpose, expiresAt }) => ({
            kind,
            value,
            purpose,
            expiresAt: expiresAt.toISOString(),
          })),
      })),
    }
  }

  /** Leaves somebody in peace who runs an association alone and knows it. */
  async function postpone(actor: Actor, organisationId: string) {
    await mustAdminister(actor, organisationId)
    const mine = isOwn(actor)
    const laterUntil = new Date(now().getTime() + laterDays * dayMs)
    await write(actor, organisationId, (doc) => {
      if (!mayAdminister(roleOf(doc, person(actor).id))) throw refuse('action.forbidden')
      return { members: doc.members.map((one) => (mine(one) ? { ...one, laterUntil } : one)) }
    })
    return done
  }

  return {
    getOwnMembership: getOwn,
    changeOwnMembership: changeOwn,
    consentContact: consent,
    withdrawContact: withdraw,
    listPeople,
    postponeSecondAdmin: postpone,
  }
}
