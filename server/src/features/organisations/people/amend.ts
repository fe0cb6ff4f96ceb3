import { refuse } from '../../../platform/errors.ts'
import { Organisations, type OrganisationDoc } from '../model.ts'

const mostTries = 30

/**
 * Changes an organisation by a rule about all of it: the write holds only if nothing has changed since the rule was
 * asked, otherwise it is asked again. The rule may refuse; null means that there is nothing to change.
 */
export async function amend(
  organisationId: string,
  rule: (doc: OrganisationDoc) => Partial<OrganisationDoc> | null,
  /** Also where it has become part of another, and only its copy is kept. */
  { merged = false } = {},
): Promise<OrganisationDoc> {
  for (let tries = 0; tries < mostTries; tries++) {
    const doc = await Organisations.findById(organisationId).lean()
    if (!doc || (doc.mergedInto && !merged)) throw refuse('not-found')
    const change = rule(doc)
    if (!change) return doc
    const after = await Organisations.findOneAndUpdate(
      { _id: organisationId, rev: doc.rev },
      { $set: change, $inc: { rev: 1 } },
      { returnDocument: 'after' },
    ).lean()
    if (after) return after
  }
  throw refuse('unavailable')
}
