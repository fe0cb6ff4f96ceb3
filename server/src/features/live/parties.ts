import type { OwnMembership } from '@augenhoehe/contracts'
import { createHash } from 'node:crypto'
import type { Person } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { PartyDoc } from './state.ts'

interface Needs {
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
}

/** A name as part of a key that is stored. */
const keyOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 24)

/** For whom it counts what somebody does: their association or office, or they alone. */
export function groupOf({ userId, name, organisationId, institution }: PartyDoc): string {
  if (organisationId) return `organisation:${organisationId}`
  if (institution) return `institution:${keyOf(institution)}`
  return userId ? `person:${userId}` : `name:${keyOf((name ?? '').toLowerCase())}`
}

/** Who it is, also without an account: one of that name in each association. */
export const personOf = (party: PartyDoc): string =>
  party.userId
    ? `person:${party.userId}`
    : `name:${keyOf(`${(party.name ?? '').toLowerCase()} ${party.organisationId ?? ''}`)}`

/** Refuses an association one may not speak for. */
export async function partyOf(
  actor: Person,
  actingOrganisationId: string | undefined,
  { membershipsOf }: Needs,
): Promise<PartyDoc> {
  if (actingOrganisationId !== undefined) {
    const mayWriteFor =
      actor.role !== 'institution' &&
      (await membershipsOf(actor.id)).some(
        (one) => one.organisationId === actingOrganisationId && one.mayWriteFor,
      )
    if (!mayWriteFor) throw refuse('action.forbidden')
  }
  return {
    userId: actor.id,
    name: null,
    organisationId: actingOrganisationId ?? null,
    institution: actor.institution?.name ?? null,
    ...(actor.institution && { institutionKind: actor.institution.kind }),
  }
}
