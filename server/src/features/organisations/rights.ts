import type { OrganisationRole } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import { Organisations, roleOf, type OrganisationDoc } from './model.ts'
import { mayAdminister, mayWriteFor } from './policy.ts'

type Standing = { doc: OrganisationDoc; role: OrganisationRole }

/** Who somebody is in an organisation: always asked of the store, because it may have changed a moment ago. */
async function standing(actor: Actor, organisationId: string): Promise<Standing | undefined> {
  if (actor.id === null) return undefined
  const doc = await Organisations.findOne({ _id: organisationId, mergedInto: null }).lean()
  const role = doc && roleOf(doc, actor.id)
  return doc && role ? { doc, role } : undefined
}

/** The organisation for its members; who does not belong to it learns nothing. */
export async function mustBelong(actor: Actor, organisationId: string): Promise<Standing> {
  const found = await standing(actor, organisationId)
  if (!found) throw refuse('not-found')
  return found
}

export async function mustAdminister(actor: Actor, organisationId: string): Promise<OrganisationDoc> {
  const { doc, role } = await mustBelong(actor, organisationId)
  if (!mayAdminister(role)) throw refuse('action.forbidden')
  return doc
}

export async function mustWriteFor(actor: Actor, organisationId: string): Promise<OrganisationDoc> {
  const { doc, role } = await mustBelong(actor, organisationId)
  if (!mayWriteFor(role, doc)) throw refuse('action.forbidden')
  return doc
}

export async function canWriteFor(actor: Actor, organisationId: string): Promise<boolean> {
  const found = await standing(actor, organisationId)
  return found !== undefined && mayWriteFor(found.role, found.doc)
}

export async function roleIn(userId: string, organisationId: string): Promise<OrganisationRole | null> {
  const doc = await Organisations.findOne({ _id: organisationId, mergedInto: null }, { members: 1 }).lean()
  return doc ? roleOf(doc, userId) : null
}
