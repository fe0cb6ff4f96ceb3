import type { VerificationState } from '@augenhoehe/contracts'
import { refuse } from '../../../platform/errors.ts'
import { Organisations, type OrganisationDoc, type VerificationDoc } from '../model.ts'
import type { Parts } from '../service.ts'
import { keptUntil, next, verifiedBy, type Act, type Standing } from './policy.ts'

const mostTries = 20

const never: Omit<VerificationDoc, 'since'> = {
  state: 'unverified',
  revoked: false,
  reason: null,
  note: '',
  evidence: null,
  acquaintance: null,
}

/** `verified` is what everybody goes by, so it decides. */
export function stateOf({
  verified,
  verification,
}: Pick<OrganisationDoc, 'verified' | 'verification'>): VerificationState {
  if (verified) return 'verified'
  return verification && verification.state !== 'verified' ? verification.state : 'unverified'
}

export const standingOf = (doc: OrganisationDoc): Standing => ({
  state: stateOf(doc),
  revoked: doc.verification?.revoked ?? false,
})

/** Reads, decides and writes, again as long as somebody else was faster: one conditional write. */
export async function rewrite(
  organisationId: string,
  stored: Parts['stored'],
  decide: (doc: OrganisationDoc) => Partial<OrganisationDoc> | undefined,
): Promise<OrganisationDoc> {
  for (let tries = 0; tries < mostTries; tries++) {
    const doc = await Organisations.findById(organisationId).lean()
    if (!doc || doc.mergedInto) throw refuse('not-found')
    const change = decide(doc)
    if (!change) return doc
    const written = await Organisations.findOneAndUpdate(
      { _id: organisationId, rev: doc.rev },
      { $set: change, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean()
    if (written) {
      await stored(written)
      return written
    }
  }
  throw refuse('unavailable')
}

/** What an act makes of an organisation; refused where it is not at that point. */
export function afterAct(
  doc: OrganisationDoc,
  act: Act,
  now: Date,
  change: Partial<VerificationDoc> = {},
): Partial<OrganisationDoc> {
  const after = next(standingOf(doc), act)
  if (!after) throw refuse('conflict')
  const verified = after.state === 'verified'
  return {
    verified,
    verifiedBy: verified ? verifiedBy(act) : null,
    verifiedAt: verified ? now : null,
    verification: {
      ...never,
      ...doc.verification,
      reason: null,
      note: '',
      ...after,
      since: now,
      ...change,
    },
  }
}

/** What was sent in, once it was decided on: its pictures go by themselves. */
export function decided({ verification }: OrganisationDoc, now: Date) {
  const evidence = verification?.evidence
  return evidence ? { ...evidence, keptUntil: evidence.keptUntil ?? keptUntil(now) } : null
}
