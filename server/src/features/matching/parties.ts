import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { Cooperations } from './cooperation-model.ts'
import { Introductions } from './introduction-model.ts'
import { Requests } from './request-model.ts'

/** Which organisations something between them is about, under the ids they had; refuses with `not-found`. */
export async function partiesOf(
  kind: 'request' | 'cooperation' | 'introduction',
  id: string,
): Promise<string[]> {
  if (!isId(id)) throw refuse('not-found')
  if (kind === 'request') {
    const doc = await Requests.findById(id, { fromId: 1, toId: 1 }).lean()
    if (!doc) throw refuse('not-found')
    return [String(doc.fromId), String(doc.toId)]
  }
  const doc =
    kind === 'cooperation'
      ? await Cooperations.findById(id, { sides: 1 }).lean()
      : await Introductions.findById(id, { sides: 1 }).lean()
  if (!doc) throw refuse('not-found')
  return doc.sides.map(({ organisationId }) => String(organisationId))
}
