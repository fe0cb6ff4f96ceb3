import { slugOf } from '@augenhoehe/reference-data'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Directory } from './directory.ts'
import { Organisations, type OrganisationDoc } from './model.ts'

/** Stores a new organisation in one insert; an address that somebody else took meanwhile is made anew. */
export const createInsert =
  (directory: Pick<Directory, 'holdsSlug'>) =>
  async (doc: Omit<OrganisationDoc, 'slug'>): Promise<OrganisationDoc> => {
    const lost = new Set<string>()
    for (;;) {
      const slug = await slugOf(
        doc.name,
        'organisation',
        async (one) => lost.has(one) || (await directory.holdsSlug(one)),
      )
      try {
        return (await Organisations.create({ ...doc, slug })).toObject()
      } catch (error) {
        const duplicate = duplicateOf(error)
        if (duplicate === undefined) throw error
        if (duplicate !== 'slug')
          throw refuse('conflict', { fields: { name: ['known in this municipality'] } })
        lost.add(slug)
      }
    }
  }
